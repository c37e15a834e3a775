public import Postgres

extension Session {
  /// The position at which a month (`YYYY-MM`) was closed for the last time; nil when it never was.
  public func positionClosed(_ month: String) throws -> Int64? {
    try query("SELECT max(position) FROM event WHERE type = 'PeriodClosed' AND payload->>'month' = $1", [.text(month)]).first?.optionalInt64(0)
  }
}
