import Exchange
import ReadModels

/// Where a report differs between two positions, to be printed.
struct Changes {
  let report: String
  let comparison: ReportComparison
  private let printer: ReportPrinter

  init(_ report: String, _ comparison: ReportComparison, format: OutputFormat) {
    (self.report, self.comparison, printer) = (report, comparison, ReportPrinter(format: format, currency: .kgs))
  }

  func print() {
    switch printer.format {
    case .table: printTable()
    case .csv: printCSV()
    case .json: Swift.print(json)
    }
  }

  private func printTable() {
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
  private func printCSV() {
    Swift.print(CSVText.line(comparison.keys.map(\.name) + ["figure", "then", "now"]), terminator: "")
    for change in comparison.changes {
      let key = zip(comparison.keys, change.key).map { FormulaGuard.guarded(printer.plain($0, $1)) }
      for (index, column) in comparison.figures.enumerated() where change.before?[index] != change.after?[index] {
        let cells = [change.before, change.after].map { cells in cells.map { FormulaGuard.guarded(printer.plain(column, $0[index])) } ?? "" }
        Swift.print(CSVText.line(key + [column.name] + cells), terminator: "")
      }
    }
  }

  /// One object: `report`, `from_position`, `as_of_position`, `keys` and `figures` (columns: name and kind), `explained` (the names of those that events
  /// explain), and `changes`: a row each, with `key`, `before` and `after` (figures by column; null for no row), `event_count`, and `events` as
  /// `esep explain` has them; what they add is what the row moved by.
  private var json: String {
    let changes = comparison.changes.map { change in
      JSONText.object([
        ("key", JSONText.cells(comparison.keys, change.key)), ("before", JSONText.cells(comparison.figures, change.before)),
        ("after", JSONText.cells(comparison.figures, change.after)), ("event_count", String(change.eventCount)),
        ("events", JSONText.array(change.events.map { JSONText.event($0, comparison.explained) })),
      ])
    }
    return JSONText.object([
      ("report", JSONText.string(report)), ("from_position", String(comparison.from)), ("as_of_position", String(comparison.to)),
      ("keys", JSONText.columns(comparison.keys)), ("figures", JSONText.columns(comparison.figures)),
      ("explained", JSONText.array(comparison.explained.map { JSONText.string($0.name) })), ("changes", JSONText.lines(changes)),
    ])
  }
}
