public import Exchange
public import ReadModels

/// What reports consist of, as JSON. Numbers are integers as in a report: money in minor units, quantities in thousandths.
extension JSONText {
  /// Columns in order: `[{"name":"net_sales","kind":"money"}]`.
  public static func columns(_ columns: [ReportColumn]) -> String {
    array(columns.map { object([("name", string($0.name)), ("kind", string($0.kind.rawValue))]) })
  }

  /// Cells by the names of their columns; null when there are none.
  public static func cells(_ columns: [ReportColumn], _ cells: [Cell]?) -> String {
    cells.map { object(zip(columns, $0).map { ($0.name, value($1)) }) } ?? "null"
  }

  /// Amounts by the names of their columns.
  public static func amounts(_ columns: [ReportColumn], _ amounts: [Int64]) -> String { object(members(columns, amounts)) }

  private static func members(_ columns: [ReportColumn], _ amounts: [Int64]) -> [(name: String, value: String)] {
    zip(columns, amounts).map { ($0.name, String($1)) }
  }

  /// An event and what it adds: position, occurred_on, recorded_at, type, stream and actor, then a member a column.
  public static func event(_ event: ExplainedCell.Contribution, _ columns: [ReportColumn]) -> String {
    object(about(event) + members(columns, event.amounts))
  }

  /// An event that counts otherwise: the same, then `before` and `after` with what it adds by the one definition and by the other.
  public static func change(_ change: ExplainedDifference.Change, _ columns: [ReportColumn]) -> String {
    object(about(change.event) + [("before", amounts(columns, change.before)), ("after", amounts(columns, change.after))])
  }

  private static func about(_ event: ExplainedCell.Contribution) -> [(name: String, value: String)] {
    [
      ("position", String(event.position)), ("occurred_on", string(event.occurredOn.description)),
      ("recorded_at", string(TimeText.utc(event.recordedAt))), ("type", string(event.type)), ("stream", string(event.stream)),
      ("actor", string(event.actor)),
    ]
  }

  /// A file and its SHA-256; null for none.
  public static func file(_ file: DefinitionFile?) -> String {
    file.map { object([("file", string($0.file)), ("sha256", string($0.hash))]) } ?? "null"
  }

  /// Elements one a line, for people who read it.
  public static func lines(_ elements: [String]) -> String { "[" + elements.map { "\n" + $0 }.joined(separator: ",") + "\n]" }
}
