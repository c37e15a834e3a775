public import ReadModels

/// A row of a report, by column name.
public struct ReportRow: Sendable {
  let columns: [String]
  let cells: [Cell]

  /// A cell as text; empty for none.
  public func text(_ column: String) -> String {
    switch cell(column) {
    case .text(let text), .decimal(let text): text
    case .int64(let number): String(number)
    case .null: ""
    }
  }

  /// A whole number; 0 for none.
  public func number(_ column: String) -> Int64 { if case .int64(let number) = cell(column) { number } else { 0 } }

  private func cell(_ column: String) -> Cell { columns.firstIndex(of: column).map { cells[$0] } ?? .null }
}

extension ReportAnswer {
  /// Its rows, by column name.
  public var reportRows: [ReportRow] {
    let names = columns.map(\.name)
    return rows.map { ReportRow(columns: names, cells: $0) }
  }
}
