import Exchange
import Office
import ReadModels

extension FigureExplanation {
  /// Prints it.
  func print(_ format: OutputFormat) {
    if format == .json { return Swift.print(json) }
    let printer = ReportPrinter(format: format, currency: .kgs)
    // For spreadsheets numbers without blanks, as reports have them.
    func texts(_ amounts: [Int64]) -> [String] {
      zip(cell.columns, amounts).map { format == .csv ? printer.plain($0, .int64($1)) : printer.shown($0, .int64($1)) }
    }
    let rows = cell.contributions.map { [String($0.position), $0.occurredOn.description, $0.type, $0.stream] + texts($0.amounts) }
    let total = ["", "", "total of \(cell.contributionCount) events", ""] + texts(cell.total)
    let titles = ["position", "occurred_on", "type", "stream"] + cell.columns.map(\.name)
    if format == .csv {
      for row in [titles] + rows + [total] { Swift.print(CSVText.line(row), terminator: "") }
      return
    }
    var table = TextTable(titles.enumerated().map { .init($1, isNumber: $0 == 0 || $0 > 3) })
    for row in rows { table.add(row) }
    if cell.contributionCount > cell.contributions.count {
      table.add(["…", "", "\(cell.contributionCount - Int64(cell.contributions.count)) more", ""] + cell.columns.map { _ in "" })
    }
    table.add(total)
    Swift.print(table.text(), terminator: "")
    Swift.print("As of position \(cell.asOfPosition).")
    guard let older else { return }
    Swift.print("By \(older.kept.file.file) as it was \(older.kept.stretches), SHA-256 \(older.kept.file.hash.prefix(12)).")
    let now = zip(cell.columns, texts(older.totalNow)).map { "\($0.name) \($1)" }.joined(separator: ", ")
    Swift.print(older.totalNow == cell.total ? "By what counts now it comes to the same." : "By what counts now it comes to: \(now).")
  }
}
