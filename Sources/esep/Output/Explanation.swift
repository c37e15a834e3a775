import Exchange
import ReadModels

/// What `esep explain` found, to be printed.
struct Explanation {
  let cell: ExplainedCell
  let report: ReportDefinition
  /// The row that was asked for.
  let conditions: [(column: String, value: String)]
  /// The files it is explained by: the report, and the read model or rule that its cells are sums of.
  let definition: DefinitionFile?, source: DefinitionFile?
  /// The older version that was asked for, and what the cell comes to by those that count now; nil when none was asked for.
  let older: (kept: KeptDefinition, totalNow: [Int64])?

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

  /// One object: `report`, `title`, `as_of_position`, `where` (the row), `definition` and `source` (each `file` and `sha256`), `columns` (each `name` and
  /// `kind`), `count` and `total` over all events, with an older definition `total_now` by those that count now, and `rows`: the events in order, each
  /// with `position`, `occurred_on`, `recorded_at`, `type`, `stream`, `actor` and what it adds to each column. They add up to `total`, which is the cell.
  private var json: String {
    var members = [
      ("report", JSONText.string(report.name)), ("title", JSONText.string(report.title)), ("as_of_position", String(cell.asOfPosition)),
      ("where", JSONText.object(conditions.map { ($0.column, JSONText.string($0.value)) })), ("definition", JSONText.file(definition)),
      ("source", JSONText.file(source)), ("columns", JSONText.columns(cell.columns)), ("count", String(cell.contributionCount)),
      ("total", JSONText.amounts(cell.columns, cell.total)),
    ]
    if let older { members.append(("total_now", JSONText.amounts(cell.columns, older.totalNow))) }
    members.append(("rows", JSONText.lines(cell.contributions.map { JSONText.event($0, cell.columns) })))
    return JSONText.object(members.map { (name: $0.0, value: $0.1) })
  }
}

extension KeptDefinition {
  /// When it counted, in words.
  var stretches: String {
    uses.map { use in use.until.map { "from position \(use.since) to \($0)" } ?? "from position \(use.since) on" }.joined(separator: " and ")
  }
}
