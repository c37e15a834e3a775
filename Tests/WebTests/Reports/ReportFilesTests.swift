import Foundation
import ReadModels
import TestSupport
import Testing
import Web
import WebPages

@Suite("Files of explanations and changes")
struct ReportFilesTests {
  private func file(_ address: String) async throws -> [[Substring]] {
    guard case .file(_, _, let write)? = try await Visitor(desk: try await DemoDesk.shared()).get(address, of: ReportPages.routes) else {
      Issue.record("\(address) is no file")
      return []
    }
    let written = WrittenFile()
    try await write(written)
    return await written.text.split(whereSeparator: \.isNewline).map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  }

  @Test("The events behind a figure add up to the last line, and that is the figure")
  func explanation() async throws {
    let lines = try await file("/explain/channel-sales/csv?where.period=2023&where.channel=BISHKEK")
    let desk = try await DemoDesk.shared()
    let row = try #require(try await desk.reporter.run("channel-sales").rows.first { $0[0] == .text("2023") && $0[1] == .text("BISHKEK") })
    let place = try #require(lines.first?.firstIndex(of: "net_sales"))
    func minor(_ text: Substring) -> Int64 { Int64(text.replacing(".", with: "")) ?? .min }
    let events = lines.dropFirst().dropLast()
    #expect(events.count > 10)
    #expect(events.reduce(0) { $0 + minor($1[place]) } == minor(lines.last?[place] ?? ""))
    #expect(lines.last.map { .int64(minor($0[place])) } == row[4])
  }

  @Test("Changes as a file are a line a figure that differs")
  func changes() async throws {
    let desk = try await DemoDesk.shared()
    let comparison = try await desk.comparer.compare("channel-share", from: 30_000, eventLimit: 0)
    let figures = comparison.changes.reduce(0) { sum, change in
      sum + comparison.figures.indices.count { change.before?[$0] != change.after?[$0] }
    }
    let lines = try await file("/changes/channel-share/csv?since-position=30000")
    #expect(lines.first == ["period", "channel", "figure", "then", "now"])
    #expect(lines.count == figures + 1)
  }
}
