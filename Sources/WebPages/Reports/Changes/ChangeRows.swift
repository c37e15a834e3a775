import Ledger
import ReadModels
import Web

/// A changed row of a report as rows of a table: one for each figure that is another now.
struct ChangeRows {
  private let request: PageRequest
  private let name: String
  private let comparison: ReportComparison
  private let asked: ReportParameters
  private let columns: [ReportColumn]
  private let writer: CellWriter

  init(_ request: PageRequest, _ name: String, _ comparison: ReportComparison, _ asked: ReportParameters) {
    (self.request, self.name, self.comparison, self.asked) = (request, name, comparison, asked)
    columns = comparison.keys + comparison.figures
    writer = CellWriter(request, columns, report: name, asked: asked)
  }

  func rows(_ change: ReportChange) -> [[DataTable.Cell]] {
    let nothing = comparison.figures.map { _ in ReadModels.Cell.null }
    let (before, after) = (change.before ?? nothing, change.after ?? nothing)
    let keys = comparison.keys.indices.map { writer.cell(change.key + after, at: $0) }
    let events = change.events.map { "\($0.position)" }.joined(separator: ", ") + (change.eventCount > Int64(change.events.count) ? " …" : "")
    let first = change.events.first.flatMap { request.place(of: "position", String($0.position)) }
    return comparison.figures.indices.filter { before[$0] != after[$0] }.map { place in
      let at = comparison.keys.count + place
      return keys + [
        .init(request.heading(comparison.figures[place].name)), .init(writer.text(change.key + before, at: at)),
        writer.cell(change.key + after, at: at),
        .init(difference(change, before[place], after[place], at)), .init(events, href: first),
      ]
    }
  }

  /// How much more it is; nothing for what is no sum.
  private func difference(_ change: ReportChange, _ before: ReadModels.Cell, _ after: ReadModels.Cell, _ at: Int) -> String {
    func number(_ cell: ReadModels.Cell) -> Int64? {
      switch cell {
      case .int64(let number): number
      case .null: 0
      default: nil
      }
    }
    guard columns[at].kind.isFigure, let before = number(before), let after = number(after) else { return "" }
    var row = change.key + comparison.figures.map { _ in ReadModels.Cell.null }
    // The row's currency stays beside the amount.
    if let currency = columns.firstIndex(where: { $0.name == "currency" }), currency >= change.key.count {
      row[currency] = (change.after ?? change.before ?? [])[currency - change.key.count]
    }
    row[at] = .int64(after - before)
    return (after > before ? "+" : "") + writer.text(row, at: at)
  }
}
