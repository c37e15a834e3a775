public import Ledger

/// A cell of a report down to the events that made it.
public struct ExplainedCell: Hashable, Sendable {
  /// What one event contributed.
  public struct Contribution: Hashable, Sendable {
    /// The event.
    public let position: Int64
    /// Its type and stream.
    public let type: String, stream: String
    /// Its business date.
    public let occurredOn: CalendarDate
    /// When the book learned of it, in microseconds since 1970 UTC, and from whom.
    public let recordedAt: Int64, actor: String
    /// What it adds to each column, in the order of `columns`.
    public let amounts: [Int64]
  }

  /// The position it is as of.
  public let asOfPosition: Int64
  /// The report's columns that are sums, and so explained.
  public let columns: [ReportColumn]
  /// The events, in order of position; at most as many as were asked for.
  public let contributions: [Contribution]
  /// How many events contribute in all.
  public let contributionCount: Int64
  /// The sum over all of them, the cell's value, in the order of `columns`.
  public let total: [Int64]
}

/// A cell by an older and a newer definition, and the events that count otherwise by the one than by the other.
public struct ExplainedDifference: Hashable, Sendable {
  /// An event that counts otherwise.
  public struct Change: Hashable, Sendable {
    /// The event; its amounts are what it adds by the newer definition less what it adds by the older one.
    public let event: ExplainedCell.Contribution
    /// What it adds by each, in the order of `columns`; 0 where a definition does not take it.
    public let before: [Int64], after: [Int64]
  }

  /// The position both are as of.
  public let asOfPosition: Int64
  /// The columns that are sums by both definitions.
  public let columns: [ReportColumn]
  /// The events that count otherwise, in order of position; at most as many as were asked for.
  public let changes: [Change]
  /// How many there are in all.
  public let changeCount: Int64
  /// The cell by each definition, in the order of `columns`.
  public let before: [Int64], after: [Int64]
}
