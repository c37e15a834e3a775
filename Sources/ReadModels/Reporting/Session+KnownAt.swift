public import Postgres

extension Session {
  /// The last position that the book knew at a moment; 0 before the first. It may lie beyond what is folded.
  /// - Parameter moment: in microseconds since 1970 UTC.
  public func positionKnown(at moment: Int64) throws -> Int64 {
    try query("SELECT position_known_at($1)", [.timestamp(microsecondsSince1970: moment)]).first?.int64(0) ?? 0
  }
}
