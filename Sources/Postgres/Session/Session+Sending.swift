import CLibPQ

/// A statement whose answer has not been read yet. It is read with `Session.receive`, once, before anything else is done on the connection.
public struct SentStatement: Sendable {
  fileprivate let key: StatementCache.Key
}

extension Session {
  /// Sends a statement that is prepared already and does not wait for its answer. Nil, and nothing sent, when it is not prepared: `query` does that.
  public func send(_ sql: String, _ parameters: [Parameter]) throws -> SentStatement? {
    let encoded = EncodedParameters(parameters)
    let key = StatementCache.Key(sql: sql, types: encoded.types)
    guard let name = statements.name(for: key) else { return nil }
    try wire.begin(sql)
    do {
      try wire.check(encoded.withPointers { PQsendQueryPrepared(wire.connection, name, $0, $1, $2, $3, 1) }, sql)
    } catch {
      wire.end()
      throw error
    }
    wire.startSending()
    return SentStatement(key: key)
  }

  /// Looks for the answer without sleeping, for so long at most: whether it is there, or the connection is lost, which `receive` says.
  ///
  /// Quicker than to sleep and be woken, at the price of the processor meanwhile; it gives way to others that could run on it.
  public func isAnswered(_ sent: SentStatement, lookingForMicroseconds microseconds: Int) -> Bool { wire.spin(forMicroseconds: microseconds) }

  /// Sleeps until the answer is there, for so long at most: whether it is.
  public func isAnswered(_ sent: SentStatement, waitingForMicroseconds microseconds: Int) -> Bool { wire.nap(forMicroseconds: microseconds) }

  /// Waits for the answer and gives the rows.
  ///
  /// Unlike `query` it does not run a statement again whose plan was stale; it forgets the plan and throws: nothing was done.
  @discardableResult
  public func receive(_ sent: SentStatement) throws -> Rows {
    defer { wire.end() }
    do {
      guard let result = try remainingResults(sent.key.sql).last else { throw wire.lost(sent.key.sql, "the server gave no result") }
      try refuseCopy(result, sent.key.sql)
      return Rows(result: result)
    } catch let error as PostgresError where error.isStalePlan {
      statements.forget(sent.key)
      throw error
    }
  }
}
