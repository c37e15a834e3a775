import EventLog
import Postgres
import Synchronization

extension RebuildRun {
  /// Takes in what came while the ranges were done, compares, and swaps.
  /// - Returns: the position compared at, and how the live tables differed.
  func finish() async throws -> (position: Int64, differences: [TableDifference]) {
    report(.finishing)
    // Without the lock first, as often as it takes, so that the workers wait for a small rest only.
    try await catchUp()
    let compared = try await compare()
    try await catchUp()
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

  // MARK: Catching up

  private func catchUp() async throws {
    while try await coordinator.run({ [self] session in try session.transaction { try catchUpOneChunk(session) } }) {}
  }

  /// - Returns: whether there is more.
  private func catchUpOneChunk(_ session: Session) throws -> Bool {
    try Folding.settings(session)
    let (position, end) = try (shadowPosition(session), session.foldedPosition())
    let through = min(position + FoldLimits().chunkEventsMax, end)
    try tables.advance(after: position, through: through, folding, session)
    return through < end
  }

  /// With the fold lock, to the very checkpoint, which then stands still until the lock is free again.
  /// - Parameter lock: `pg_advisory_xact_lock` until the transaction ends, `pg_advisory_lock` until it is given back.
  /// - Returns: where the new tables stand, after a leap perhaps ahead of the checkpoint; and the checkpoint.
  private func catchUpLocked(_ session: Session, lock: String = "pg_advisory_xact_lock") throws -> (shadow: Int64, live: Int64) {
    try Folding.settings(session)
    try session.execute("SET LOCAL lock_timeout = \(limits.foldLockTimeoutMilliseconds)")
    try session.query("SELECT \(lock)(\(Folding.lockKey))")
    let (position, end) = try (shadowPosition(session), session.foldedPosition())
    try tables.advance(after: position, through: end, folding, session)
    return (max(position, end), end)
  }

  private func shadowPosition(_ session: Session) throws -> Int64 {
    guard let row = try session.query("SELECT position FROM rebuild").first else {
      throw PostgresError(.unexpectedData, "the rebuild's row is missing")
    }
    return try row.int64(0)
  }

  // MARK: Comparing

  /// Compares on all connections, all with the same snapshot. The fold lock is held only until there is that: however long comparing takes, workers go
  /// on meanwhile.
  private func compare() async throws -> (position: Int64, differences: [TableDifference]) {
    let (shadow, live, snapshot) = try await coordinator.run { [self] session in
      // The session's own lock, because it must outlive the transaction in which the new tables catch up.
      let (shadow, live) = try session.transaction { try catchUpLocked(session, lock: "pg_advisory_lock") }
      try session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
      let snapshot = try session.query("SELECT pg_export_snapshot()").first?.text(0)
      try session.query("SELECT pg_advisory_unlock(\(Folding.lockKey))")
      return (shadow, live, snapshot ?? "")
    }
    let left = SharedQueue(models)
    let found = Mutex<[TableDifference]>([])
    // Tables that lag behind cannot be compared.
    if shadow == live {
      try await onConnections { [self] connection in
        try await connection.run {
          try $0.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET TRANSACTION SNAPSHOT '\(snapshot)'; SET LOCAL work_mem = '64MB'")
        }
        while let model = left.next() {
          let difference = try await connection.run { [self] session in try tables.difference(model, session) }
          if let difference { found.withLock { $0.append(difference) } }
        }
      }
    }
    try await coordinator.run { try $0.execute("COMMIT") }
    return (shadow, found.withLock { $0 }.sorted { $0.model < $1.model })
  }

  // MARK: Swapping

  private func swap(_ session: Session) throws {
    let (shadow, live) = try catchUpLocked(session)
    let removed = try session.query("SELECT name FROM read_model WHERE name <> ALL($1) ORDER BY name", [.textArray(definedNames)])
      .map { try $0.text(0) }
    try tables.swap(removing: removed, limits, session)
    if tables.fromLog {
      // Made anew from the log that is there now, whatever the old tables had been made from.
      try session.query(
        "UPDATE checkpoint SET entries_version = $1, \(Folding.root(upTo: "checkpoint.position"))", [.int32(folding.unroller.version)])
    }
    if shadow > live {
      try session.query("UPDATE checkpoint SET position = $1, folded_at = now(), \(Folding.root(upTo: "$1"))", [.int64(shadow)])
    }
    // In the same transaction, so that no definition was ever live and is not known. Reports and rules follow when all is prepared.
    try session.recordDefinitions(files, isAll: false)
    try session.execute("DELETE FROM rebuild; DELETE FROM rebuild_range")
  }
}

/// Hands out each thing once, to several tasks.
private final class SharedQueue<Element: Sendable>: Sendable {
  private let left: Mutex<[Element]>

  init(_ elements: [Element]) { left = Mutex(elements.reversed()) }

  func next() -> Element? { left.withLock { $0.popLast() } }
}
