public import Postgres

extension Session {
  /// Looks through the whole log for what its guarantees exclude: holes, versions out of order, commits that do not cover the
  /// positions, time going back, a head elsewhere than at the end. O(n log n) in the database; reads every event's small columns.
  ///
  /// Sees one moment, so it may run while others append; not inside a transaction.
  /// - Returns: the first flaw by position, or nil when the log is sound.
  public func firstFlaw() throws -> LogFlaw? {
    try transaction(.readOnlySnapshot) {
      try LogRule.allCases.compactMap { try flaw($0) }.min { $0.position < $1.position }
    }
  }

  /// The first place where a rule does not hold, or nil. Sees one moment.
  public func flaw(_ rule: LogRule) throws -> LogFlaw? {
    try query(rule.sql).first.map { LogFlaw(position: try $0.int64(0), finding: try $0.text(1)) }
  }
}
