import Crypto
import EventLog
import Postgres

/// One rebuild, from its beginning or from where it was stopped.
final class RebuildRun: Sendable {
  let tables: ShadowTables
  let folding: Folding
  let coordinator: Connection
  let limits: RebuildLimits
  /// All read models there are to be; tables of others go with the swap.
  let definedNames: [String]
  /// The files that the read models come from.
  let files: [DefinitionFile]
  let options: ConnectionOptions
  let models: [Definition]
  /// Whether the new tables are to hold all the log has, not only what is folded: then they come in the place of tables that lag far behind.
  let isLeap: Bool
  private let fromLog: Bool
  private let meter: ProgressMeter

  init(
    _ rebuilder: Rebuilder, models: [Definition], fromLog: Bool, isLeap: Bool, coordinator: Connection,
    progress: @escaping @Sendable (RebuildProgress) -> Void
  ) {
    (options, self.models, self.fromLog, self.isLeap, self.coordinator) = (rebuilder.options, models, fromLog, isLeap, coordinator)
    (folding, limits) = (rebuilder.folding, rebuilder.limits)
    tables = ShadowTables(models: models, rules: rebuilder.catalogue.rules, fromLog: fromLog)
    definedNames = rebuilder.catalogue.models.map(\.name)
    files = models.compactMap { rebuilder.catalogue.file(.model, $0.months ?? $0.name) }
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
    let target = isLeap ? try session.head().position : try session.foldedPosition()
    try session.query(
      """
      INSERT INTO rebuild (names, sha256, entries_version, from_log, target, phase, position, started_at)
      VALUES ($1, $2, $3, $4, $5, $6, $5, now())
      """,
      [
        .textArray(models.map(\.name)), .bytes(fingerprint), .int32(folding.unroller.version), .bool(fromLog), .int64(target),
        .text(fromLog ? "entries" : "models"),
      ])
    if fromLog {
      try session.query(
        """
        INSERT INTO rebuild_range (phase, first, last)
        SELECT 'entries', first, least(first + $1 - 1, $2) FROM generate_series(1::bigint, $2::bigint, $1::bigint) AS first
        """, [.int64(limits.rangeEvents), .int64(target)])
    }
    // Each index and each read model in one piece; the largest first, as far as the tables there are tell, so that no connection is left with a long one
    // at the end.
    let indexes = fromLog ? try ShadowTables.indexStatements(session) : []
    try session.query(
      """
      INSERT INTO rebuild_range (phase, first, last, statement)
      SELECT 'models', number, $1, statement FROM unnest($2) WITH ORDINALITY AS listed(statement, number)
      """, [.int64(target), .textArray(indexes)])
    try session.query(
      """
      INSERT INTO rebuild_range (phase, first, last, name)
      SELECT 'models', $3 + row_number() OVER (ORDER BY coalesce(pg_relation_size(to_regclass(quote_ident(name))), 0) DESC, name), $1, name
      FROM unnest($2) AS name
      """, [.int64(target), .textArray(tables.pieces.map(\.name)), .int64(Int64(indexes.count))])
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
  func onConnections(_ body: @escaping @Sendable (Connection) async throws -> Void) async throws {
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

  /// Takes a range or a read model that nobody has, and does it; the transaction holds it and marks it done, so that it is done wholly or not at all.
  private func doRange(_ phase: RebuildProgress.Phase, _ session: Session) throws -> Bool {
    try session.transaction {
      try Folding.settings(session)
      let rows = try session.query(
        "SELECT first, last, name, statement FROM rebuild_range WHERE phase = $1 AND NOT done ORDER BY first LIMIT 1 FOR UPDATE SKIP LOCKED",
        [.text(phase.rawValue)])
      guard let row = rows.first else { return false }
      let (first, last) = try (row.int64(0), row.int64(1))
      if let statement = try row.optionalText(3) {
        try session.execute("SET LOCAL maintenance_work_mem = '256MB'")
        try session.execute(statement)
      } else if let name = try row.optionalText(2) {
        // As many pieces as there are cores to do them leave none for parallel workers.
        if tables.pieces.count >= limits.connections { try session.execute("SET LOCAL max_parallel_workers_per_gather = 0") }
        guard let model = models.first(where: { $0.name == name }) else {
          throw PostgresError(.unexpectedData, "the rebuild under way is of other read models")
        }
        try tables.make(model, through: last, session)
      } else {
        try session.copyEntries(after: first - 1, through: last, folding.unroller, into: ShadowTables.entries)
      }
      try session.query("UPDATE rebuild_range SET done = true WHERE phase = $1 AND first = $2", [.text(phase.rawValue), .int64(first)])
      return true
    }
  }

  /// Between the phases: all entries are there.
  func sample() async throws {
    try await coordinator.run { [self] session in try session.transaction { try tables.sampleEntries(session) } }
  }

  /// Notes that all pieces are there, so that only what came meanwhile is left.
  func endRanges() async throws {
    _ = try await coordinator.run { try $0.query("UPDATE rebuild SET phase = 'catch up'").affected }
  }

  func report(_ phase: RebuildProgress.Phase, isDone: Bool = false) { meter.report(phase, isDone: isDone) }
}
