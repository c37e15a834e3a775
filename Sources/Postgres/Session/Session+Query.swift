import CLibPQ

extension Session {
  /// Runs one statement with its parameters in binary and gives the rows in binary. Prepared on first use and kept by its text.
  ///
  /// A plan that DDL has made stale is prepared anew and run again, unless a transaction is open: that one has failed.
  @discardableResult
  public func query(_ sql: String, _ parameters: [Parameter] = []) throws -> Rows {
    let encoded = EncodedParameters(parameters)
    let key = StatementCache.Key(sql: sql, types: encoded.types)
    return try withFreshPlans([key]) {
      let name = try preparedName(key)
      let results = try exchange(sql) { encoded.withPointers { PQsendQueryPrepared(wire.connection, name, $0, $1, $2, $3, 1) } }
      guard let result = results.last else { throw wire.lost(sql, "the server gave no result") }
      try refuseCopy(result, sql)
      return Rows(result: result)
    }
  }

  private func preparedName(_ key: StatementCache.Key) throws -> String {
    if let name = statements.name(for: key) { return name }
    try deallocateAbandoned()
    let name = statements.newName()
    _ = try exchange(key.sql) { PQsendPrepare(wire.connection, name, key.sql, Int32(clamping: key.types.count), key.types) }
    statements.insert(key, name: name)
    return name
  }

  /// Frees what left the cache, between transactions: somebody may have deallocated it already, and inside one that error would count.
  func deallocateAbandoned() throws {
    guard !statements.abandoned.isEmpty, !inTransaction else { return }
    for name in statements.takeAbandoned() {
      do {
        try execute("DEALLOCATE \(name)")
      } catch let error as PostgresError where error.isStalePlan {
        continue
      }
    }
  }

  /// Runs `body`; when it fails because a plan is stale, forgets the plans and, outside a transaction, runs it once more.
  /// Nothing has been executed then: the server finds the stale plan before it starts.
  func withFreshPlans<T>(_ keys: [StatementCache.Key], _ body: () throws -> T) throws -> T {
    let mayRepeat = !inTransaction
    do {
      return try body()
    } catch let error as PostgresError where error.isStalePlan && keys.contains(where: statements.holds) {
      keys.forEach { statements.forget($0) }
      guard mayRepeat, !inTransaction else { throw error }
      return try body()
    }
  }
}
