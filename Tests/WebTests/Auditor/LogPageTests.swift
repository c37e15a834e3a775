import Foundation
import SignIn
import TestSupport
import Testing
import Web
import WebPages

@Suite("The auditor's pages")
struct LogPageTests {
  private func positions(_ table: DataTable) -> [Int64] { table.rows.compactMap { $0[0].href.flatMap { Int64($0.dropFirst(5)) } } }

  @Test(
    "The log is walked to its beginning page by page, without a hole",
    arguments: ["", "stream=payables/book", "type=PeriodClosed", "type=SaleReturned"])
  func wholeWalk(_ filter: String) async throws {
    let desk = try await DemoDesk.shared()
    let visitor = Visitor(desk: desk)
    var address: String? = "/log?\(filter)&to-position=6000"
    var found: [Int64] = []
    while let here = address {
      guard case .page(let page)? = try await visitor.get(here, of: AuditorPages.routes), let table = page.tables.first else {
        Issue.record("\(here) is no page")
        return
      }
      found += positions(table)
      address = table.next?.href
    }
    let condition =
      switch filter.split(separator: "=").first {
      case "stream": "AND stream = 'payables/book'"
      case "type": "AND type = '\(filter.dropFirst(5))'"
      default: ""
      }
    let all = try await desk.reader.withSession { session in
      try session.query("SELECT position FROM event WHERE position <= 6000 \(condition) ORDER BY position DESC").map { try $0.int64(0) }
    }
    #expect(found == all)
  }

  @Test("An event shows its neighbours, its lines and its payload")
  func event() async throws {
    let desk = try await DemoDesk.shared()
    guard case .page(let page)? = try await Visitor(desk: desk).get("/log/100", of: AuditorPages.routes) else {
      Issue.record("no page")
      return
    }
    let links = page.allBlocks.flatMap { if case .links(let links) = $0 { links.map(\.href) } else { [String]() } }
    #expect(links.contains("/log/99") && links.contains("/log/101"))
    #expect(page.allBlocks.contains { if case .verbatim(let text, _) = $0 { text.hasPrefix("{\n") } else { false } })
    for path in ["/log/0", "/log/-1", "/log/x", "/log/99999999", "/log/9223372036854775807", "/log/9223372036854775808"] {
      guard case .notFound = try await Visitor(desk: desk).get(path, of: AuditorPages.routes) else {
        Issue.record("\(path) is there")
        continue
      }
    }
  }

  @Test(
    "Every page of the auditor's is there", arguments: ["/audit", "/log", "/claims", "/corrections", "/verification", "/definitions", "/exports"])
  func pages(_ path: String) async throws {
    let desk = try await DemoDesk.shared()
    guard case .page(let page)? = try await Visitor(desk: desk).get(path, of: AuditorPages.routes) else {
      Issue.record("\(path) is no page")
      return
    }
    #expect(page.allText.allSatisfy { !$0.hasPrefix("[") })
    #expect(try await Visitor(desk: desk, roles: [.manager]).get(path, of: AuditorPages.routes) == nil || path == "/definitions")
  }

  @Test("Names of files cannot lead anywhere", arguments: ["../../etc/passwd", "a/b", "..", "x\"; filename=y", "a\r\nb"])
  func names(_ text: String) async throws {
    let value = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    let desk = try await DemoDesk.shared()
    for address in ["/exports/epcis?batch=\(value)", "/exports/journal?from=\(value)", "/reports/\(value)/csv", "/log/\(value)/proof"] {
      guard case .file(let name, _, _)? = try await Visitor(desk: desk).get(address, of: ReportPages.routes + AuditorPages.routes) else { continue }
      #expect(name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) } && !name.hasPrefix("."), "\(name)")
    }
  }
}
