import Foundation
import Languages
import ReadModels
import TestSupport
import Testing
import Web
import WebPages

@Suite("Pages of what changed")
struct ChangesPageTests {
  @Test("A position is compared with now: every changed figure, before and after, as the two reports say")
  func sincePosition() async throws {
    let desk = try await DemoDesk.shared()
    var then = ReportParameters()
    then.atPosition = 30_000
    let before = try await desk.reporter.run("channel-share", parameters: then)
    let after = try await desk.reporter.run("channel-share")
    let gone = Set(before.rows.map { [$0[0], $0[1], $0[2]] }), new = Set(after.rows.map { [$0[0], $0[1], $0[2]] })
    let differing = Set((gone.symmetricDifference(new)).map { [$0[0], $0[1]] })
    var address: String? = "/changes/channel-share?since-position=30000"
    var found: Set<String> = []
    while let here = address {
      guard case .page(let page)? = try await Visitor(desk: desk).get(here, of: ReportPages.routes), let table = page.tables.first else {
        Issue.record("\(here) is no page")
        return
      }
      for row in table.rows where row[2].text == "Net sales" { found.insert("\(row[0].text)/\(row[1].text)") }
      address = table.next?.href
    }
    #expect(found.count == differing.count)
  }

  @Test("Two dates are compared: what was known at the one, and at the other")
  func twoDates() async throws {
    let desk = try await DemoDesk.shared()
    let moments: [Int64] = [1_672_531_199_999_999, 1_704_067_199_999_999]
    let positions = try await desk.reader.withSession { session in try moments.map { try session.positionKnown(at: $0) } }
    let visitor = Visitor(desk: desk)
    let dates = try await visitor.get("/changes/channel-share?since-known-at=2022-12-31&at-position=\(positions[1])", of: ReportPages.routes)
    guard case .page(let page)? = dates else {
      Issue.record("no page")
      return
    }
    #expect(page.asOfPosition == positions[1])
    let all = page.allText.joined(separator: " ").filter { $0 != "," }
    #expect(all.contains("From position \(positions[0]) to position \(positions[1])."))
  }

  @Test("What has not changed is said in so many words")
  func nothing() async throws {
    let desk = try await DemoDesk.shared()
    let head = try await desk.reader.withSession { try $0.query("SELECT position FROM checkpoint").first?.int64(0) ?? 0 }
    guard case .page(let page)? = try await Visitor(desk: desk).get("/changes/channel-share?since-position=\(head)", of: ReportPages.routes) else {
      Issue.record("no page")
      return
    }
    #expect(page.allText.contains { $0.contains("Nothing has changed") })
  }

  @Test(
    "Beginnings that cannot be are refused beside the field",
    arguments: ["since-closed=2024-13", "since-position=-1", "since-known-at=soon", "since-closed=1999-01"])
  func mistaken(_ query: String) async throws {
    let desk = try await DemoDesk.shared()
    switch try await Visitor(desk: desk).get("/changes/channel-share?\(query)", of: ReportPages.routes) {
    case .page(let page)?, .mistaken(let page)?:
      let notices = page.allBlocks.contains { if case .notice = $0 { true } else { false } }
      let errors = page.allBlocks.contains { if case .form(let form) = $0 { form.fields.contains { $0.error != nil } } else { false } }
      #expect(notices || errors, "\(query)")
    default: Issue.record("\(query) is no page")
    }
  }
}
