import Bookkeeping
import Exchange
import Foundation
import Ledger
import Office
import SignIn
import TestSupport

@testable import Web

/// The April of `Tests/Example/month` in a server's book, and the people who work on it.
struct AccountantMonth: Sendable {
  let server: ServerUnderTest
  /// Reconciles, prepares, pays; approves nothing.
  let accountant: Browser
  /// Agrees to what others asked for.
  let approver: Browser

  /// A server whose book has the example's registry, sales and month; what the bank says is not in it yet.
  static func with(_ body: @escaping @Sendable (AccountantMonth) async throws -> Void) async throws {
    try await ServerUnderTest.with(example: true) { server in
      let month = AccountantMonth(
        server: server, accountant: try await server.browser([.accountant], name: "aizada"),
        approver: try await server.browser([.approver], name: "bakyt"))
      try await month.take([folder + "/month"])
      try await body(month)
    }
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Example").standardized.path

  /// Takes files in, and waits until pages show them.
  func take(_ paths: [String]) async throws {
    let (bookkeeper, rejects) = (Bookkeeper(log: server.desk.log, author: "import"), try TemporaryHome.make())
    let mapping = try ImportSource.mapping(nil, beside: paths)
    for source in try ImportSource.find(paths) {
      var file = try FileImport(
        source, mapping: mapping, options: CSVOptions(), defaults: ImportDefaults(today: CalendarDate(daysSince1970: 19_850)), rejects: rejects)
      let result = try await file.run(bookkeeper)
      if let problem = result.problems.first { throw WebError(.badRequest, "\(source.name): \(problem.reason)") }
    }
    try await server.desk.wait(for: server.desk.log.headPosition())
  }

  /// What the bank says came in, naming no statement: it waits in suspense until somebody applies it.
  func receive(_ rows: [String]) async throws {
    let file = try TemporaryHome.make() + "/payouts.csv"
    try (["payout,received_on,channel,statement,currency,amount,bank_fee,reference"] + rows).joined(separator: "\n")
      .write(toFile: file, atomically: true, encoding: .utf8)
    try await take([file])
  }

  /// Both channels paid, the one in Tokyo short by what the bank kept.
  func receiveAll() async throws {
    try await receive(["PAY-1,2024-04-10,SHOP,,KGS,12544.82,,MB-5510", "PAY-2,2024-04-12,TOKYO,,JPY,138200,2500,TT-0092"])
  }

  /// Everything stated is matched and paid, through the pages.
  func reconcile() async throws {
    for path in [Self.shop, Self.tokyo] { try await act(accountant, path, "auto") }
    try await act(accountant, Self.shop, "match", [("line", "2"), ("targets", "S-11")])
    try await act(accountant, Self.shop, "accept", [("line", "4")])
    try await receiveAll()
    try await act(accountant, Self.shop, "apply", [("payout", "PAY-1")])
    try await act(accountant, Self.tokyo, "apply", [("payout", "PAY-2")])
  }

  static let shop = "/statements/SHOP/SHOP-03", tokyo = "/statements/TOKYO/TOKYO-Q1"

  /// Opens a page and presses one of its buttons; what it leads to is to be seen there.
  @discardableResult
  func act(_ browser: Browser, _ path: String, _ what: String, _ fields: [(String, String)] = []) async throws -> HTTPAnswer {
    let answer = try await attempt(browser, path, what, fields)
    guard answer.status == 303 else { throw WebError(.badRequest, "\(what) at \(path): \(answer.status) \(answer.notices.joined(separator: "; "))") }
    return answer
  }

  /// Opens a page and presses one of its buttons, whatever comes of it.
  func attempt(_ browser: Browser, _ path: String, _ what: String, _ fields: [(String, String)] = []) async throws -> HTTPAnswer {
    try await browser.get(path)
    return try await browser.send(path, [("what", what)] + fields)
  }

  /// Draws up a run of all that is available today.
  @discardableResult
  func prepare(_ browser: Browser, _ run: String) async throws -> HTTPAnswer {
    let page = try await browser.get("/payouts")
    return try await browser.send("/payouts", [("run", run), ("cut_off", page.value(of: "cut_off"))])
  }
}

extension HTTPAnswer {
  /// What a reader sees, with blanks as they are typed.
  var words: String {
    text.replacing("\u{A0}", with: " ").replacingOccurrences(of: "<[^>]*>", with: " ", options: .regularExpression)
      .replacingOccurrences(of: "\\s+", with: " ", options: .regularExpression)
  }

  /// Whether a page has a button that asks for it.
  func offers(_ what: String) -> Bool { text.contains("name=\"what\" value=\"\(what)\"") }

  /// The value that a form's field stands at.
  func value(of name: String) -> String {
    guard let field = text.components(separatedBy: "<input ").first(where: { $0.contains("name=\"\(name)\"") }),
      let start = field.range(of: "value=\"")
    else { return "" }
    return String(field[start.upperBound...].prefix { $0 != "\"" })
  }

  /// What it asks to take note of, for messages of tests.
  fileprivate var notices: [String] { text.components(separatedBy: "class=\"notice").dropFirst().map { String($0.prefix(300)) } }
}
