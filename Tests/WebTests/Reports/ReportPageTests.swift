import Exchange
import Foundation
import Languages
import Ledger
import Office
import ReadModels
import SignIn
import TestSupport
import Testing
import Web
import WebPages

@Suite("Pages of reports")
struct ReportPageTests {
  @Test("Every report is there in every language, with every heading and word translated", arguments: Language.allCases)
  func everyReport(in language: Language) async throws {
    let desk = try await DemoDesk.shared()
    let visitor = Visitor(desk: desk, language: language)
    for report in desk.catalogue.reports {
      let producer = report.name == "producer-statement" || report.name == "batch-trace" ? "?producer=P-0001" : ""
      guard case .page(let page)? = try await visitor.get("/reports/\(report.name)\(producer)", of: ReportPages.routes) else {
        Issue.record("\(report.name) is no page in \(language)")
        continue
      }
      let untranslated = page.allText.filter { $0.hasPrefix("[") || $0.contains("_") && report.columns.map(\.name).contains($0) }
      #expect(untranslated.isEmpty, "\(report.name) in \(language)")
      #expect(page.asOfPosition != nil, "\(report.name)")
      #expect(page.tables.contains { $0.columns.count == report.columns.count }, "\(report.name)")
    }
  }

  @Test("Titles, notes and columns of all reports are there in every language", arguments: Language.allCases)
  func everyWord(in language: Language) throws {
    let words = Words(language)
    for report in try Catalogue.builtIn().reports {
      #expect(words.member(of: "report", report.name) != nil, "\(report.name)")
      #expect(words.member(of: "note", report.name) != nil, "\(report.name)")
      for column in report.columns { #expect(words.member(of: "column", column.name) != nil, "\(column.name)") }
    }
  }

  @Test("A report that one may not see is not there", arguments: [Role.manager, .clerk, .admin])
  func hidden(from role: Role) async throws {
    let visitor = Visitor(desk: try await DemoDesk.shared(), roles: [role])
    for name in ["producer-balance", "trial-balance", "journal"] {
      for path in ["/reports/\(name)", "/reports/\(name)/csv", "/explain/\(name)", "/changes/\(name)"] {
        switch try await visitor.get(path, of: ReportPages.routes) {
        case nil, .notFound: break
        default: Issue.record("\(role) sees \(path)")
        }
      }
    }
  }

  @Test("CSV is what the command line prints, byte for byte")
  func csv() async throws {
    let desk = try await DemoDesk.shared()
    let visitor = Visitor(desk: desk)
    for report in desk.catalogue.reports where report.name != "journal" {
      let query = report.name == "producer-statement" || report.name == "batch-trace" ? "?producer=P-0001" : "?by=quarter&from=2023-01-01"
      guard case .file(let name, _, let write)? = try await visitor.get("/reports/\(report.name)/csv\(query)", of: ReportPages.routes) else {
        Issue.record("\(report.name) has no CSV")
        continue
      }
      let file = WrittenFile()
      try await write(file)
      var asked = ReportParameters()
      if query.hasPrefix("?producer") { asked.producer = "P-0001" } else { (asked.by, asked.from) = (.quarter, .init("2023-01-01")) }
      #expect(await file.text == (try await desk.reporter.run(report.name, parameters: asked)).csv(in: .kgs), "\(report.name)")
      #expect(name.hasSuffix(".csv") && !name.contains("/"))
    }
  }

  @Test("The workbook holds the rows that CSV holds: texts alike, and every number the same")
  func workbook() async throws {
    let desk = try await DemoDesk.shared()
    let visitor = Visitor(desk: desk)
    for name in ["channel-share", "channel-sales", "producer-balance", "channel-receivable", "deliveries", "certification", "trial-balance"] {
      guard let report = desk.catalogue.report(name),
        case .file(let file, let type, let write)? = try await visitor.get("/reports/\(name)/xlsx?by=quarter&from=2023-01-01", of: ReportPages.routes)
      else {
        Issue.record("\(name) has no workbook")
        continue
      }
      #expect(file.hasPrefix(name) && file.hasSuffix(".xlsx") && type == Workbook.mediaType)
      let written = WrittenFile()
      try await write(written)
      var asked = ReportParameters()
      (asked.by, asked.from) = (.quarter, .init("2023-01-01"))
      let answer = try await desk.reporter.run(name, parameters: asked)
      let reader = try CSVReader(bytes: await written.content, name: file)
      #expect(reader.header == report.columns.map(\.name) && !answer.rows.isEmpty, "\(name)")
      var rows = answer.rows[...]
      while let verdict = try reader.next({ row throws(RowProblem) in row.texts() }) {
        guard case .good(let fields) = verdict, let row = rows.popFirst() else {
          Issue.record("\(name): \(verdict)")
          return
        }
        let own = report.columns.firstIndex { $0.name == "currency" }.flatMap { Currency(fields[$0]) }
        for (column, (cell, field)) in zip(report.columns, zip(row, fields)) {
          let plain = ReportCSV.plain(column, cell, own: own, book: .kgs)
          let expected = column.kind == .share ? Double(plain).map { $0 * 100 } : Double(plain)
          let isSame = ![.text, .period, .date].contains(column.kind) ? Self.isNear(Double(field), expected) : field == plain
          #expect(isSame, "\(name), \(column.name): \(field), not \(plain)")
        }
      }
      #expect(rows.isEmpty, "\(name)")
    }
  }

  private static func isNear(_ one: Double?, _ other: Double?) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    return abs(one - other) <= abs(other) * 1e-12
  }

  @Test("SQL in any filter is a value like another", arguments: ["'; DROP TABLE event; --", "\" OR 1=1", "$1", "\\", "%", "{{x}}"])
  func harmless(_ text: String) async throws {
    let desk = try await DemoDesk.shared()
    let visitor = Visitor(desk: desk)
    let before = try await desk.reader.withSession { try $0.query("SELECT count(*) FROM event").first?.int64(0) }
    let value = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    for field in [
      "by", "from", "to", "through", "known-at", "at-position", "channel", "producer", "recapture", "income-floor", "offset", "to-month", "position",
    ] {
      for report in ["channel-loss", "deliveries", "channel-share", "payable-ageing"] {
        _ = try await visitor.get("/reports/\(report)?\(field)=\(value)", of: ReportPages.routes)
      }
    }
    for column in ["period", "channel", value] {
      _ = try await visitor.get("/explain/channel-share?where.\(column)=\(value)", of: ReportPages.routes)
    }
    for field in ["since-closed", "since-known-at", "since-position", "at-position"] {
      _ = try await visitor.get("/changes/channel-share?\(field)=\(value)", of: ReportPages.routes)
    }
    for field in ["stream", "type", "actor", "occurred-from", "occurred-to", "from-position", "to-position", "before"] {
      _ = try await visitor.get("/log?\(field)=\(value)", of: AuditorPages.routes)
    }
    _ = try await visitor.get("/definitions?sha256=\(value)", of: AuditorPages.routes)
    _ = try await visitor.get("/corrections?type=\(value)&before=\(value)", of: AuditorPages.routes)
    _ = try await visitor.get("/exports/epcis?batch=\(value)", of: AuditorPages.routes)
    let after = try await desk.reader.withSession { try $0.query("SELECT count(*) FROM event").first?.int64(0) }
    #expect(before == after)
  }
}
