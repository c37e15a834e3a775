import EventLog
import Postgres

extension RebuildRun {
  /// Takes in what came while the ranges were done, compares, and swaps.
  /// - Returns: the position compared at, and how the live tables differed.
  func finish() async throws -> (position: Int64, differences: [TableDifference]) {
    report(.finishing)
    // Without the lock first, as often as it takes, so that the workers wait for a small rest only.
    while try await coordinator.run({ [self] session in try session.transaction { try catchUpOneChunk(session) } }) {}
    let compared = try await coordinator.run { [self] session in
      try session.transaction {
        let position = try catchUpLocked(session)
        return (position, try tables.differences(session))
      }
    }
    for attempt in 1...max(1, limits.swapAttemptsMax) {
      do {
        try await coordinator.run { [self] session in try session.transaction { try swap(session) } }
        report(.finishing, isDone: true)
        return compared
      } catch let error as PostgresError where error.sqlState == "55P03" || error.sqlState == "40P01" {
        guard attempt < limits.swapAttemptsMax else { break }
        try await Task.sleep(for: .milliseconds(limits.swapPauseMilliseconds))
      }
    }
    throw ReadModelError(
      .swapRefused, "Readers kept the tables busy through \(limits.swapAttemptsMax) attempts. The new tables are ready: call rebuild again.")
  }

  /// - Returns: whether there is more.
  private func catchUpOneChunk(_ session: Session) throws -> Bool {
    try Folding.settings(session)
    let (position, end) = try (shadowPosition(session), session.foldedPosition())
    let through = min(position + FoldLimits().chunkEventsMax, end)
    try tables.advance(after: position, through: through, folding, session)
    return through < end
  }

  /// With the fold lock, to the very checkpoint, which then stands still until the transaction ends.
  private func catchUpLocked(_ session: Session) throws -> Int64 {
    try Folding.settings(session)
    try session.execute("SET LOCAL lock_timeout = \(limits.foldLockTimeoutMilliseconds)")
    try session.query("SELECT pg_advisory_xact_lock(\(Folding.lockKey))")
    let end = try session.foldedPosition()
    try tables.advance(after: shadowPosition(session), through: end, folding, session)
    return end
  }

  private func swap(_ session: Session) throws {
    _ = try catchUpLocked(session)
    let removed = try session.query("SELECT name FROM read_model WHERE name <> ALL($1) ORDER BY name", [.textArray(definedNames)])
      .map { try $0.text(0) }
    try tables.swap(removing: removed, lockTimeoutMilliseconds: limits.lockTimeoutMilliseconds, session)
    if tables.fromLog { try session.query("UPDATE checkpoint SET entries_version = $1", [.int32(folding.unroller.version)]) }
    try session.execute("DELETE FROM rebuild; DELETE FROM rebuild_range")
  }

  private func shadowPosition(_ session: Session) throws -> Int64 {
    guard let row = try session.query("SELECT position FROM rebuild").first else {
      throw PostgresError(.unexpectedData, "the rebuild's row is missing")
    }
    return try row.int64(0)
  }
}

extension ShadowTables {
  /// How each live table differs from the new one; both stand at the same position.
  func differences(_ session: Session) throws -> [TableDifference] {
    try models.compactMap { model -> TableDifference? in
      guard let old = try columns(of: model.name, session) else { return nil }
      guard try old == columns(of: Self.whole(model), session) else {
        return TableDifference(model: model.name, isComparable: false, missing: 0, extra: 0, different: 0, measures: [:], examples: [])
      }
      return try model.difference(fresh: Self.whole(model).quoted, live: model.name.quoted, session)
    }
  }

  /// Names and types of a table's columns; nil when there is no such table.
  private func columns(of table: String, _ session: Session) throws -> [String]? {
    let rows = try session.query(
      """
      SELECT attname || ' ' || format_type(atttypid, atttypmod) FROM pg_attribute
      WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
      """, [.text(table.quoted)])
    return rows.isEmpty ? nil : try rows.map { try $0.text(0) }
  }
}
