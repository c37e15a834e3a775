import Exchange
public import ReadModels

/// Where a report differs between two positions, to be shown.
public struct Changes: Sendable {
  /// The report.
  public let report: String
  /// Its rows that differ.
  public let comparison: ReportComparison

  /// What a comparison of a report came to.
  public init(_ report: String, _ comparison: ReportComparison) { (self.report, self.comparison) = (report, comparison) }

  /// One object: `report`, `from_position`, `as_of_position`, `keys` and `figures` (columns: name and kind), `explained` (the names of those that events
  /// explain), and `changes`: a row each, with `key`, `before` and `after` (figures by column; null for no row), `event_count`, and `events` as
  /// `esep explain` has them; what they add is what the row moved by.
  public var json: String {
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
