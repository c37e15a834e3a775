public import Ledger
public import ReadModels

/// Which time somebody wants to see: `by`, `from`, `to`, `through`, `known-at`, `at-position` of a query.
public struct TimeView: Hashable, Sendable {
  /// The length of periods.
  public var by: PeriodLength?
  public var from: CalendarDate?, to: CalendarDate?, through: CalendarDate?
  /// In microseconds since 1970 UTC, and as it was written.
  public var knownAt: Int64?, knownAtText: String?
  /// Nothing later in the log counts.
  public var atPosition: Int64?

  /// Now, everything.
  public init() {}

  /// Whether it looks at the book as of the past.
  public var isPast: Bool { through != nil || knownAt != nil || atPosition != nil }
}
