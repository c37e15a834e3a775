/// A value in a report.
public enum Cell: Hashable, Sendable {
  /// Nothing, or unknown.
  case null
  /// Money in minor units, a quantity in thousandths, or a count.
  case int64(Int64)
  /// Text, a period or a day.
  case text(String)
  /// A decimal number, exactly, with a point.
  case decimal(String)
}

/// What a report says.
public struct ReportAnswer: Hashable, Sendable {
  /// The position it is as of: every event up to there is in it, and none after.
  public let asOfPosition: Int64
  /// The report's title.
  public let title: String
  /// The columns.
  public let columns: [ReportColumn]
  /// The rows, in the report's order; one cell a column.
  public let rows: [[Cell]]
  /// Whether further rows come after these, which were not asked for.
  public let hasMore: Bool

  /// An answer from its parts.
  public init(asOfPosition: Int64, title: String, columns: [ReportColumn], rows: [[Cell]], hasMore: Bool = false) {
    (self.asOfPosition, self.title, self.columns, self.rows, self.hasMore) = (asOfPosition, title, columns, rows, hasMore)
  }
}
