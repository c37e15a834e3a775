import Exchange
import Office
import ReadModels

extension Changes {
  /// Prints them.
  func print(_ format: OutputFormat) {
    let printer = ReportPrinter(format: format, currency: .kgs)
    switch format {
    case .table: printTable(printer)
    case .csv: printCSV(printer)
    case .json: Swift.print(json)
    }
  }

  private func printTable(_ printer: ReportPrinter) {
    guard !comparison.changes.isEmpty else {
      Swift.print("Nothing changed in \(report) between position \(comparison.from) and \(comparison.to).")
      return
    }
    for change in comparison.changes {
      let key = zip(comparison.keys, change.key).map { "\($0.name) \(printer.shown($0, $1))" }.joined(separator: ", ")
      Swift.print(key.isEmpty ? "the whole report" : key)
      var table = TextTable([.init("figure"), .init("then", isNumber: true), .init("now", isNumber: true)])
      for (index, column) in comparison.figures.enumerated() where change.before?[index] != change.after?[index] {
        table.add([column.name] + [change.before, change.after].map { cells in cells.map { printer.shown(column, $0[index]) } ?? "no row" })
      }
      Swift.print(table.text(), terminator: "")
      for event in change.events {
        let amounts = zip(comparison.explained, event.amounts).filter { $0.1 != 0 }.map { "\($0.name) \(printer.shown($0, .int64($1)))" }
        Swift.print("  \(event.position)  \(event.occurredOn)  \(event.type)  \(event.stream)  \(amounts.joined(separator: ", "))")
      }
      if change.eventCount > Int64(change.events.count) { Swift.print("  … \(change.eventCount - Int64(change.events.count)) more events") }
      Swift.print("")
    }
    Swift.print("Between position \(comparison.from) and \(comparison.to). Money in KGS.")
  }

  /// A line a figure that differs; empty where there was no row.
  private func printCSV(_ printer: ReportPrinter) {
    Swift.print(CSVText.line(comparison.keys.map(\.name) + ["figure", "then", "now"]), terminator: "")
    for change in comparison.changes {
      let key = zip(comparison.keys, change.key).map { FormulaGuard.guarded(printer.plain($0, $1)) }
      for (index, column) in comparison.figures.enumerated() where change.before?[index] != change.after?[index] {
        let cells = [change.before, change.after].map { cells in cells.map { FormulaGuard.guarded(printer.plain(column, $0[index])) } ?? "" }
        Swift.print(CSVText.line(key + [column.name] + cells), terminator: "")
      }
    }
  }
}
