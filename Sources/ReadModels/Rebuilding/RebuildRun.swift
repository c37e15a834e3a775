import Crypto
import EventLog
import Postgres
import Synchronization

/// One rebuild, from its beginning or from where it was stopped.
final class RebuildRun: Sendable {
  let tables: ShadowTables
  let folding: Folding
  let coordinator: Connection
  let limits: RebuildLimits
  /// All read models there are to be; tables of others go with the swap.
  let definedNames: [String]
  private let options: ConnectionOptions
  private let models: [Definition]
  private let fromLog: Bool
  private let meter: ProgressMeter

  init(
    _ rebuilder: Rebuilder, models: [Definition], fromLog: Bool, coordinator: Connection, progress: @escaping @Sendable (RebuildProgress) -> Void
  ) {
    (options, self.models, self.fromLog, self.coordinator) = (rebuilder.options, models, fromLog, coordinator)
    (folding, limits) = (rebuilder.folding, rebuilder.limits)
    tables = ShadowTables(models: models, fromLog: fromLog)
    definedNames = rebuilder.catalogue.models.map(\.name)
    meter = ProgressMeter(progress)
  }

  /// All that must be the same for a stopped rebuild to be taken up again.
  private var fingerprint: [UInt8] {
    var hash = SHA256()
    for model in models { hash.update(data: Array(model.name.utf8) + [0] + model.sha256) }
    return Array(hash.finalize())
  }

  /// Takes up the rebuild there is, if it is this one; otherwise clears it away and begins.
  /// - Returns: whether one was taken up.
  func beginOrResume() async throws -> Bool {
    let isResumed = try await coordinator.run { [self] session in
      try session.transaction {
        let isSame = try session.query(
          "SELECT true FROM rebuild WHERE sha256 = $1 AND entries_version = $2 AND from_log = $3",
          [.bytes(fingerprint), .int32(folding.unroller.version), .bool(fromLog)])
        guard isSame.isEmpty else { return true }
        try begin(session)
        return false
      }
    }
    try await countRanges()
    return isResumed
  }

  private func begin(_ session: Session) throws {
    try ShadowTables.dropAll(session)
    try session.execute("DELETE FROM rebuild; DELETE FROM rebuild_range")
    try tables.create(session)
    let target = try session.foldedPosition()
    try session.query(
      """
      INSERT INTO rebuild (names, sha256, entries_version, from_log, target, phase, position, started_at)
      VALUES ($1, $2, $3, $4, $5, $6, $5, now())
      """,
      [
        .textArray(models.map(\.name)), .bytes(fingerprint), .int32(folding.unroller.version), .bool(fromLog), .int64(target),
        .text(fromLog ? "entries" : "models"),
      ])
    for phase in fromLog ? ["entries", "models"] : ["models"] {
      try session.query(
        """
        INSERT INTO rebuild_range (phase, first, last)
        SELECT $1, first, least(first + $2 - 1, $3) FROM generate_series(1::bigint, $3::bigint, $2::bigint) AS first
        """, [.text(phase), .int64(limits.rangeEvents), .int64(target)])
    }
  }

  private func countRanges() async throws {
    let (done, all) = try await coordinator.run { session in
      let row = try session.query("SELECT count(*) FILTER (WHERE done), count(*) FROM rebuild_range").first
      return try (row?.int64(0) ?? 0, row?.int64(1) ?? 0)
    }
    meter.start(done: done, all: all)
  }

  /// Does what is left of a phase on several connections.
  func doRanges(_ phase: RebuildProgress.Phase) async throws {
    try await onConnections { [self] connection in
      while try await connection.run({ [self] session in try doRange(phase, session) }) { meter.rangeDone(phase) }
    }
  }

  /// Does the same on several connections at once, and ends when all have.
  private func onConnections(_ body: @escaping @Sendable (Connection) async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<max(1, limits.connections) {
        group.addTask { [options] in
          let connection = try await Connection.open(options)
          do {
            try await body(connection)
            await connection.close()
          } catch {
            await connection.close()
            throw error
          }
        }
      }
      try await group.waitForAll()
    }
  }

  /// Takes a range that nobody has, and does it; the transaction holds it and marks it done, so that it is done wholly or not at all.
  private func doRange(_ phase: RebuildProgress.Phase, _ session: Session) throws -> Bool {
    try session.transaction {
      try Folding.settings(session)
      let rows = try session.query(
        "SELECT first, last FROM rebuild_range WHERE phase = $1 AND NOT done ORDER BY first LIMIT 1 FOR UPDATE SKIP LOCKED",
        [.text(phase.rawValue)])
      guard let row = rows.first else { return false }
      let (first, last) = try (row.int64(0), row.int64(1))
      if phase == .entries {
        try copyEntries(first, last, session)
      } else {
        for model in models {
          try folding.append(model, into: ShadowTables.parts(model), entries: tables.source, after: first - 1, through: last, session)
        }
      }
      try session.query("UPDATE rebuild_range SET done = true WHERE phase = $1 AND first = $2", [.text(phase.rawValue), .int64(first)])
      return true
    }
  }

  /// Piece by piece, so that memory stays bounded whatever the range.
  private func copyEntries(_ first: Int64, _ last: Int64, _ session: Session) throws {
    var after = first - 1
    while after < last {
      let through = min(after + FoldLimits().chunkEventsMax, last)
      try session.copyEntries(session.unrolled(after: after, through: through, folding.unroller), into: ShadowTables.entries)
      after = through
    }
  }

  /// Indexes the new entries, once all are there.
  func index() async throws {
    try await coordinator.run { [self] session in try session.transaction { try tables.indexEntries(session) } }
  }

  /// Adds up the parts of each read model that were not added up before the rebuild was stopped.
  func merge() async throws {
    let unmerged = SharedQueue(models)
    try await onConnections { [self] connection in
      while let model = unmerged.next() {
        try await connection.run { [self] session in
          try session.transaction {
            try Folding.settings(session)
            try tables.merge(model, session)
          }
        }
      }
    }
    _ = try await coordinator.run { try $0.query("UPDATE rebuild SET phase = 'catch up'").affected }
  }

  func report(_ phase: RebuildProgress.Phase, isDone: Bool = false) { meter.report(phase, isDone: isDone) }
}

/// Hands out each thing once, to several tasks.
private final class SharedQueue<Element: Sendable>: Sendable {
  private let left: Mutex<[Element]>

  init(_ elements: [Element]) { left = Mutex(elements.reversed()) }

  func next() -> Element? { left.withLock { $0.popLast() } }
}
