import EventLog
public import Postgres

/// Makes read models anew beside the live ones, compares, and swaps. Readers go on reading and workers go on folding meanwhile.
///
/// A rebuild that was stopped, by a cancelled task or a killed process, is taken up again by the same call: what it had done is in the database.
public struct Rebuilder: Sendable {
  let options: ConnectionOptions
  let catalogue: Catalogue
  let limits: RebuildLimits
  let folding: Folding

  /// A rebuilder for the book whose owner's options these are.
  public init(options: ConnectionOptions, catalogue: Catalogue, unroller: Unroller = .ledger, limits: RebuildLimits = RebuildLimits()) {
    (self.options, self.catalogue, self.limits) = (options, catalogue, limits)
    folding = Folding(models: catalogue.models, unroller: unroller)
  }

  /// Makes the book's tables fit this program's definitions: makes new ones, rebuilds changed ones, drops those no longer defined; everything,
  /// when events unroll otherwise than they did, or when most of the log is not folded yet. Does nothing when all fits. Call it once before workers start.
  /// - Returns: what was rebuilt, or nil when nothing was.
  @discardableResult
  public func prepare(progress: @escaping @Sendable (RebuildProgress) -> Void = { _ in }) async throws -> RebuildResult? {
    let result = try await prepareTables(progress)
    try await goLive()
    return result
  }

  /// Makes the views of the rules, where they are not there or are others, and writes down by which definitions the book answers from now on. Whoever
  /// reads the views is waited for, within bounds.
  private func goLive() async throws {
    for attempt in 1...max(1, limits.swapAttemptsMax) {
      do {
        return try await withCoordinator { coordinator in
          try await coordinator.run { [self] session in
            try session.transaction {
              try session.recordDefinitions(catalogue.files, isAll: true)
              guard try !catalogue.rules.areInstalled(session) else { return }
              try session.execute("SET LOCAL lock_timeout = \(limits.lockTimeoutMilliseconds)")
              try catalogue.rules.install(session)
            }
          }
        }
      } catch let error as PostgresError where error.sqlState == "55P03" && attempt < limits.swapAttemptsMax {
        try await Task.sleep(for: .milliseconds(limits.swapPauseMilliseconds))
      }
    }
  }

  private func prepareTables(_ progress: @escaping @Sendable (RebuildProgress) -> Void) async throws -> RebuildResult? {
    let plan = try await withCoordinator { coordinator in
      try await coordinator.run { [self] session in
        try session.transaction { try Plan(session, folding, catalogue.models, limits) }
      }
    }
    if case .rebuild(let scope) = plan, scope != .everything { return try await rebuild(scope, progress: progress) }
    if try await isFarBehind() { return try await rebuild(.everything, leaping: true, progress: progress) }
    if case .rebuild(let scope) = plan { return try await rebuild(scope, progress: progress) }
    return nil
  }

  /// Whether making everything anew, on all connections, is sooner done than folding what is missing chunk by chunk on one: as after a large import.
  private func isFarBehind() async throws -> Bool {
    let state = try await withSession(options) { try $0.foldState() }
    let lag = state.head - state.position
    return state.halt == nil && lag >= limits.leapEvents && lag * 2 > state.head
  }

  /// Rebuilds, compares with the live tables and swaps.
  ///
  /// Definitions that are gone from the catalogue go with the swap. `progress` is called from several threads, about once a range.
  /// - Throws: `ReadModelError.rebuildRunning`, `.unknownName`, `.wrongDefinition`, `.swapRefused`; `.halted` for an event that cannot be folded, which
  ///   leaves the live tables as they are.
  public func rebuild(
    _ scope: RebuildScope = .everything, progress: @escaping @Sendable (RebuildProgress) -> Void = { _ in }
  ) async throws -> RebuildResult {
    try await rebuild(scope, leaping: false, progress: progress)
  }

  private func rebuild(
    _ scope: RebuildScope, leaping: Bool, progress: @escaping @Sendable (RebuildProgress) -> Void
  ) async throws -> RebuildResult {
    let models = try chosen(scope)
    return try await withCoordinator { coordinator in
      let run = RebuildRun(
        self, models: models, fromLog: scope == .everything, isLeap: leaping, coordinator: coordinator, progress: progress)
      do {
        return try await self.run(run)
      } catch let failure as FoldFailure {
        throw try await run.located(failure).error()
      }
    }
  }

  private func run(_ run: RebuildRun) async throws -> RebuildResult {
    let wasResumed = try await run.beginOrResume()
    try await run.doRanges(.entries)
    try await run.sample()
    try await run.doRanges(.models)
    try await run.endRanges()
    let (position, differences) = try await run.finish()
    return RebuildResult(position: position, differences: differences, wasResumed: wasResumed)
  }

  private func chosen(_ scope: RebuildScope) throws -> [Definition] {
    guard case .models(let names) = scope else { return catalogue.models }
    return try Set(names).sorted().map { name in
      guard let model = catalogue.model(name) else {
        let known = catalogue.models.map(\.name).joined(separator: ", ")
        throw ReadModelError(.unknownName, "There is no read model “\(name)”. There are: \(known).")
      }
      return model
    }
  }

  /// Lends a connection that holds the rebuild lock of the book: a session's lock, which ends with the connection.
  private func withCoordinator<T: Sendable>(_ body: (Connection) async throws -> T) async throws -> T {
    let coordinator = try await Connection.open(options)
    do {
      try await lock(coordinator)
      let value = try await body(coordinator)
      _ = try await coordinator.run { try $0.query("SELECT pg_advisory_unlock(\(Self.lockKey))").count }
      await coordinator.close()
      return value
    } catch {
      await coordinator.close()
      throw error
    }
  }

  private static let lockKey = "hashtextextended('esep rebuild ' || current_schema(), 0)"

  /// Tries for a while: the server may not have noticed yet that the one before us is gone.
  private func lock(_ coordinator: Connection) async throws {
    for attempt in 1...max(1, limits.lockAttemptsMax) {
      let isOurs = try await coordinator.run { try $0.query("SELECT pg_try_advisory_lock(\(Self.lockKey))").first?.bool(0) == true }
      if isOurs { return }
      if attempt < limits.lockAttemptsMax { try await Task.sleep(for: .milliseconds(limits.lockPauseMilliseconds)) }
    }
    throw ReadModelError(.rebuildRunning, "A rebuild of this book is running already. Wait for it, or stop it first.")
  }
}
