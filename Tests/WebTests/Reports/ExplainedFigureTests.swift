import Foundation
import Languages
import ReadModels
import TestSupport
import Testing
import Web
import WebPages

@Suite("Explanations of figures")
struct ExplainedFigureTests {
  @Test("A figure leads to an explanation that comes to the same")
  func sameTotal() async throws {
    let desk = try await DemoDesk.shared()
    let visitor = Visitor(desk: desk)
    let seed = UInt64.random(in: 0 ... .max)
    print("The seed of the figures drawn is \(seed).")
    var chance = Chance(seed: seed)
    var checked = 0
    for report in desk.catalogue.reports where report.explanation != nil {
      for query in ["", "?by=quarter&from=2022-01-01", "?through=2023-06-15"] {
        guard case .page(let page)? = try await visitor.get("/reports/\(report.name)\(query)", of: ReportPages.routes),
          let table = page.tables.first(where: { $0.columns.count == report.columns.count })
        else {
          Issue.record("\(report.name)\(query) is no page")
          continue
        }
        // Shares and the like lead there too, but are no sums themselves.
        let sums = Set(report.explanation?.cells.map(\.column) ?? [])
        let cells = table.rows.flatMap { row in
          zip(report.columns, row).filter { sums.contains($0.0.name) && $0.1.href?.hasPrefix("/explain/") == true }
        }
        for _ in 0..<6 {
          guard let (column, cell) = chance.perhaps(cells), let href = cell.href else { continue }
          checked += 1
          try await check(visitor, column, cell.text, href, "\(report.name)\(query), seed \(seed)")
        }
      }
    }
    #expect(checked > 200)
  }

  private func check(_ visitor: Visitor, _ column: ReportColumn, _ text: String, _ href: String, _ place: String) async throws {
    guard case .page(let page)? = try await visitor.get(href, of: ReportPages.routes) else {
      Issue.record("\(href) is no page (\(place))")
      return
    }
    let label = try #require(page.tables.first { $0.footer != nil }, "\(href)")
    let places = label.columns.indices.filter { label.columns[$0].title.hasPrefix(Self.heading(column.name)) }
    #expect(places.contains { label.footer?[$0].text == text }, "\(text) in \(column.name) of \(href) (\(place))")
  }

  private static func heading(_ column: String) -> String { Words(.en)(family: "column", column) }
}
