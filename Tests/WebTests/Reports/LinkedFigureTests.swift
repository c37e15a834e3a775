import Foundation
import Languages
import SignIn
import TestSupport
import Testing
import Web
import WebPages

/// Every number on a page leads to what explains it.
@Suite("Links of figures")
struct LinkedFigureTests {
  /// Numbers without a link of their own, by page, or by page and heading; and why.
  private static let exceptions: [String: String] = [
    "/explain/*": "The page is the explanation: each row leads to its event, and the totals are of these rows.",
    "/log/{position}": "The page is the event that says it.",
    "/accountant | Days": "How long something waits; the row leads to it.",
    "/batches": "The row leads to the batch, whose steps add up to it.",
    "/batches/{code}": "The history of the thing itself: each step is an event or a document that is named beside it.",
    "/clerk/recorded/batch/{code}": "What the document itself says.",
    "/clerk/recorded/dispatch/{code}": "What the document itself says.",
    "/clerk/recorded/sale/{code}": "What the document itself says.",
    "/map | Net sales": "A chart; the table below has the same by oblast, and each leads to its villages.",
    "/reports/return-to-producers": "What was paid is explained by the accounts, which managers may not see.",
    "/log": "Positions are links; other numbers belong to the event beside them.",
    "/changes/*": "Each row says which events made it.",
    "/definitions": "Positions from which a file counted are no figures; the file is a link.",
    "/statements/{channel}/{statement}": "Lines of the document itself, with what each is matched to.",
    "/statements": "The row leads to the statement, whose lines add up to it.",
    "/receipts": "The row is the bank's document itself.",
    "/payouts": "The row leads to the run, whose payments add up to it.",
    "/payouts/{run}": "The producer beside it leads to the account that says what is owed.",
    "/balances/{producer}": "Lines of the account, each with its event; the last line is the balance.",
    "/months": "The row leads to the month.",
    "/months/{month}": "Totals on record, which the month's reports explain.",
    "/admin/*": "Of users and sessions, which are no figures of the book.",
    "/account": "Of sessions, which are no figures of the book.",
    "/verification": "Of the proofs, which the page itself explains.",
    "/reports/membership": "Counts of people in the registry: no entry adds up to them.",
    "/reports/coverage": "Counts of people in the registry: no entry adds up to them.",
  ]

  /// Pages whose numbers – ages, steps, counts of a thing – are said by one event in the log, which these readers may not open.
  private static let inTheLog = [
    "/reports/batch-trace", "/reports/certification", "/reports/claims", "/reports/enrolment", "/reports/goods-in-transit", "/reports/journal",
    "/reports/producer-statement", "/reports/product-pipeline", "/reports/recall", "/reports/sites", "/reports/unbalanced", "/exceptions",
    "/journal", "/products",
  ]

  @Test(
    "Every number on every page that a role may open leads to its explanation, or stands in the list of exceptions",
    arguments: [Role.manager, .accountant, .approver, .auditor])
  func everyNumber(_ role: Role) async throws {
    try await check(try await DemoDesk.shared(), role)
  }

  @Test("So it is in the example book")
  func example() async throws {
    try await ServerUnderTest.with(example: true, folds: false) { server in try await Self().check(server.desk, .auditor) }
  }

  /// Goes from page to page along their links, a few of each kind, and looks at all numbers.
  private func check(_ desk: BookDesk, _ role: Role) async throws {
    let visitor = Visitor(desk: desk, roles: [role])
    let identity = Identity(name: "aida", roles: [role], kind: .session)
    let routes = AllPages.routes.filter { $0.method == .get && $0.access.admits(identity) }
    var waiting = routes.map(\.path).filter { !$0.contains("{") } + ["/what-if?floor=12000"]
    var (seen, counts, missing, numbers) = (Set<String>(), [String: Int](), Set<String>(), 0)
    while let address = waiting.popLast() {
      guard seen.insert(address).inserted, let kind = Self.kind(of: address, routes), counts[kind, default: 0] < 3 else { continue }
      counts[kind, default: 0] += 1
      let page: Page
      switch try await visitor.get(address, of: routes) {
      case .page(let found), .mistaken(let found): page = found
      default: continue
      }
      for (label, text, href) in Self.numbers(on: page) {
        numbers += 1
        if let href { waiting.insert(href, at: 0) } else { missing.insert("\(kind) | \(label): \(text)") }
      }
      waiting.insert(contentsOf: page.tables.flatMap { $0.rows.flatMap { $0.compactMap(\.href) } }.prefix(20), at: 0)
    }
    let excepted = Self.exceptions.keys + (identity.may(.readLog) ? [] : Self.inTheLog)
    let unexplained = missing.filter { line in
      !excepted.contains {
        line.hasPrefix("\($0) | ") || line.hasPrefix("\($0): ") || line.hasPrefix("\($0), ") || ($0.hasSuffix("*") && line.hasPrefix($0.dropLast()))
      }
    }
    #expect(unexplained.isEmpty, "\(role):\n\(unexplained.sorted().joined(separator: "\n"))")
    #expect(numbers > 300)
  }

  /// The pattern of a page's route; of reports and explanations the page itself.
  private static func kind(of address: String, _ routes: [PageRoute]) -> String? {
    let path = address.prefix { $0 != "?" && $0 != "#" }.split(separator: "/")
    for route in routes {
      let pattern = route.path.split(separator: "/")
      guard pattern.count == path.count, zip(pattern, path).allSatisfy({ $0.0.hasPrefix("{") || $0.0 == $0.1 }) else { continue }
      return ["reports", "explain", "changes"].contains(path.first) ? "/" + path.joined(separator: "/") : route.path
    }
    return nil
  }

  /// Figures, and the cells of columns of numbers, those of charts too.
  private static func numbers(on page: Page) -> [(label: String, text: String, href: String?)] {
    let charts = page.allBlocks.compactMap { if case .chart(let chart) = $0 { chart.table } else { nil } }
    let cells = (page.tables + charts).flatMap { table in
      table.rows.flatMap { row in zip(table.columns, row).filter(\.0.isNumber).map { (label: $0.title, text: $1.text, href: $1.href) } }
    }
    return (page.figures.map { (label: $0.label, text: $0.value, href: $0.href) } + cells).filter { $0.text.contains(where: \.isNumber) }
  }
}
