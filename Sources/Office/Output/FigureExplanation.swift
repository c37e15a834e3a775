import Exchange
public import ReadModels

/// What `esep explain` found, to be shown.
public struct FigureExplanation: Sendable {
  /// What the figure is made of.
  public let cell: ExplainedCell
  /// The report it stands in.
  public let report: ReportDefinition
  /// The row that was asked for.
  public let conditions: [(column: String, value: String)]
  /// The files it is explained by: the report, and the read model or rule that its cells are sums of.
  public let definition: DefinitionFile?, source: DefinitionFile?
  /// The older version that was asked for, and what the cell comes to by those that count now; nil when none was asked for.
  public let older: (kept: KeptDefinition, totalNow: [Int64])?

  /// One object: `report`, `title`, `as_of_position`, `where` (the row), `definition` and `source` (each `file` and `sha256`), `columns` (each `name` and
  /// `kind`), `count` and `total` over all events, with an older definition `total_now` by those that count now, and `rows`: the events in order, each
  /// with `position`, `occurred_on`, `recorded_at`, `type`, `stream`, `actor` and what it adds to each column. They add up to `total`, which is the cell.
  public var json: String {
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
  public var stretches: String {
    uses.map { use in use.until.map { "from position \(use.since) to \($0)" } ?? "from position \(use.since) on" }.joined(separator: " and ")
  }
}
