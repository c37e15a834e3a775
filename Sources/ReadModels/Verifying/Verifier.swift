import Glibc
public import Postgres

/// Proves that entries and read models are what the log says, row for row.
public struct Verifier: Sendable {
  /// How far a verification is: units of work done, of all there are. Called from several threads, about once a range.
  public typealias Progress = @Sendable (_ done: Int64, _ all: Int64) -> Void

  private let options: ConnectionOptions
  let catalogue: Catalogue
  let unroller: Unroller
  /// How many connections work at once unless the caller says otherwise: one a core, from two to eight.
  public static let jobsDefault = max(2, min(8, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))

  /// A verifier for a book; its reader's role suffices.
  public init(options: ConnectionOptions, catalogue: Catalogue, unroller: Unroller = .ledger) {
    (self.options, self.catalogue, self.unroller) = (options, catalogue, unroller)
  }

  /// Unrolls every event anew and compares with the stored entries, then folds every read model anew and compares with its table; all as of the
  /// checkpoint at one moment, while workers and readers go on. A rebuild's swap waits for it.
  ///
  /// Events are unrolled the careful way, much slower than the quick reader that folds: a proof does not lean on the code whose work it examines.
  /// - Parameters:
  ///   - jobs: connections that share the work, each with a thread here and a process in the server.
  ///   - progress: told how far it is.
  /// - Throws: `ReadModelError.halted` for an event that does not unroll; `PostgresError`.
  public func verify(jobs: Int = Self.jobsDefault, progress: @escaping Progress = { _, _ in }) async throws -> Verification {
    let coordinator = try await Connection.open(options)
    do {
      let moment = try await coordinator.run { session in try freeze(session) }
      let work = VerificationWork(through: moment.position, models: moment.models, progress)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<max(1, jobs) { group.addTask { try await share(work, moment) } }
        try await group.waitForAll()
      }
      try await name(work.wrongModels(), moment, work)
      try await coordinator.run { try $0.execute("COMMIT") }
      await coordinator.close()
      return Verification(position: moment.position, entries: work.entries(), models: work.models())
    } catch let failure as FoldFailure {
      await coordinator.close()
      throw failure.error()
    } catch {
      await coordinator.close()
      throw error
    }
  }

  /// What all connections look at.
  private struct Moment {
    /// The checkpoint.
    let position: Int64
    /// The exported snapshot's name.
    let snapshot: String
    /// The largest tables first, so that no connection is left with a long one at the end.
    let models: [Definition]
  }

  /// Begins the transaction whose snapshot all others take.
  private func freeze(_ session: Session) throws -> Moment {
    try session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    // Locked before the first statement takes the snapshot: a table swapped in later would be empty in it.
    let tables = (["entry"] + catalogue.models.map(\.name)).map(\.quoted).joined(separator: ", ")
    try session.execute("LOCK TABLE \(tables) IN ACCESS SHARE MODE")
    let position = try session.foldedPosition()
    let rows = try session.query(
      "SELECT name, pg_export_snapshot() FROM unnest($1) AS name ORDER BY pg_relation_size(quote_ident(name)::regclass) DESC, name",
      [.textArray(["entry"] + catalogue.models.map(\.name))])
    guard let snapshot = try rows.first?.text(1) else { throw PostgresError(.unexpectedData, "no snapshot was exported") }
    let bySize = try rows.map { try $0.text(0) }
    return Moment(position: position, snapshot: snapshot, models: bySize.compactMap { catalogue.model($0) })
  }

  /// Does its share of the work on a connection of its own.
  private func share(_ work: VerificationWork, _ moment: Moment) async throws {
    try await at(moment) { session in
      var fresh = EntryRows()
      while let piece = work.next() {
        switch piece {
        case .entries(let after, let through):
          try session.unroll(after: after, through: through, unroller.careful, into: &fresh)
          work.add(try session.compareEntries(with: fresh, after: after, through: through))
        case .model(let model): work.add(try compare(model, through: moment.position, session))
        }
        work.end(piece)
      }
    }
  }

  /// Says more about the tables that differ: found wanting as a sum of months, years are compared with the log itself in case the months are at fault;
  /// and each row gets the newest event that contributes to it.
  private func name(_ wrong: [TableDifference], _ moment: Moment, _ work: VerificationWork) async throws {
    guard !wrong.isEmpty else { return }
    try await at(moment) { session in
      for model in catalogue.models {
        let isOfWrongMonths = wrong.contains { $0.model == model.months }
        guard isOfWrongMonths || wrong.contains(where: { $0.model == model.name }) else { continue }
        let difference = try model.differenceFromLog(through: moment.position, session)
        work.replace(try model.withNewestPositions(difference, through: moment.position, session))
      }
    }
  }

  /// Lends a session that sees the moment.
  private func at(_ moment: Moment, _ body: @escaping @Sendable (Session) throws -> Void) async throws {
    let connection = try await Connection.open(options)
    do {
      try await connection.run { session in
        try session.execute(
          """
          BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET TRANSACTION SNAPSHOT '\(moment.snapshot)';
          SET LOCAL work_mem = '64MB'; SET LOCAL max_parallel_workers_per_gather = 0
          """)
        try body(session)
        try session.execute("COMMIT")
      }
      await connection.close()
    } catch {
      await connection.close()
      throw error
    }
  }

  /// Whether a table is what the log says. Years are compared with the sum of the months, which are compared with the log.
  private func compare(_ model: Definition, through position: Int64, _ session: Session) throws -> TableDifference {
    if let months = model.months.flatMap({ catalogue.model($0) }) {
      return try model.difference(fromMonths: months.name, session)
    }
    return try model.differenceFromLog(through: position, session)
  }
}
