import CLibPQ

/// What a transaction may do and what it sees.
public enum TransactionMode: Sendable, Hashable {
  /// READ COMMITTED, reads and writes: each statement sees what is committed when it starts.
  case readWrite
  /// REPEATABLE READ, READ ONLY: all statements see one and the same moment.
  case readOnlySnapshot
  /// SERIALIZABLE: may fail with SQLSTATE 40001 at any statement; run it again then.
  case serializable

  var begin: String {
    switch self {
    case .readWrite: "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
    case .readOnlySnapshot: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    case .serializable: "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE"
    }
  }
}

extension Session {
  /// Runs `body` in a transaction: COMMIT when it returns, ROLLBACK when it throws. Does not nest.
  ///
  /// - Throws: what `body` throws; or what COMMIT throws. `.connectionLost` from COMMIT leaves open whether it took effect.
  public func transaction<T>(_ mode: TransactionMode = .readWrite, _ body: () throws -> T) throws -> T {
    precondition(!inTransaction || wire.isBroken, "Transactions do not nest.")
    try execute(mode.begin)
    let value: T
    do {
      value = try body()
    } catch {
      rollBack()
      throw error
    }
    do {
      try commit()
    } catch {
      rollBack()
      throw error
    }
    return value
  }

  private func commit() throws {
    let results = try exchange("COMMIT") { PQsendQuery(wire.connection, "COMMIT") }
    // A transaction in which a statement failed answers COMMIT with ROLLBACK, and no error.
    guard results.last?.commandTag == "COMMIT" else {
      throw PostgresError(.server, "the transaction was rolled back: a statement in it had failed, and its error was passed over")
    }
  }

  /// Ends an open transaction without effect. A connection that cannot even do that is given up; the server then rolls back by itself.
  func rollBack() {
    guard !wire.isBroken, inTransaction else { return }
    do {
      try wire.shielded { try execute("ROLLBACK") }
    } catch {
      wire.markBroken()
    }
  }
}
