import CLibPQ

extension Session {
  /// Sends all statements before it waits for the first answer, and gives the rows of each: one round trip for them all.
  ///
  /// Outside a transaction the statements are one: all take effect or none. Any number and size: results are taken in while
  /// statements still go out, so neither side waits for the other for ever.
  /// - Throws: the first statement's error; the server skips those after it.
  public func pipeline(_ statements: [(sql: String, parameters: [Parameter])]) throws -> [Rows] {
    guard !statements.isEmpty else { return [] }
    let keys = statements.map { StatementCache.Key(sql: $0.sql, types: $0.parameters.map(\.typeOID)) }
    try deallocateAbandoned()
    return try withFreshPlans(keys) {
      try wire.begin("(pipeline)")
      defer { wire.end() }
      try wire.check(PQenterPipelineMode(wire.connection), nil)
      var run = PipelineRun(session: self)
      do {
        for (key, statement) in zip(keys, statements) { try run.send(key, statement.parameters) }
        let rows = try run.finish()
        try wire.check(PQexitPipelineMode(wire.connection), nil)
        return rows
      } catch {
        // Out of step with the server unless everything was read; then leaving the mode succeeds.
        if PQexitPipelineMode(wire.connection) != 1 { wire.markBroken() }
        throw error
      }
    }
  }
}

/// What is awaited, in the order of sending, and what has come.
private struct PipelineRun {
  private enum Awaited {
    case preparation(StatementCache.Key, name: String)
    case rows(sql: String)
  }

  private let session: Session
  private var awaited: [Awaited] = []
  private var answered = 0
  private var results: [QueryResult] = []
  private var failure: PostgresError?
  private var isSynchronised = false
  private var fresh: [StatementCache.Key: String] = [:]
  private var unflushedBytes = 0

  private var wire: Wire { session.wire }

  init(session: Session) { self.session = session }

  mutating func send(_ key: StatementCache.Key, _ parameters: [Parameter]) throws {
    let name: String
    if let known = session.statements.name(for: key) ?? fresh[key] {
      name = known
    } else {
      name = session.statements.newName()
      fresh[key] = name
      try wire.check(PQsendPrepare(wire.connection, name, key.sql, Int32(clamping: key.types.count), key.types), key.sql)
      awaited.append(.preparation(key, name: name))
    }
    let encoded = EncodedParameters(parameters)
    try wire.check(encoded.withPointers { PQsendQueryPrepared(wire.connection, name, $0, $1, $2, $3, 1) }, key.sql)
    awaited.append(.rows(sql: key.sql))
    unflushedBytes += encoded.size + 64
    // libpq would keep all that does not fit the socket in memory; so what is sent and what is awaited both stay bounded.
    guard unflushedBytes >= 32_768 else { return }
    unflushedBytes = 0
    try flush()
  }

  /// Sends what is left and reads to the end. Throws the first failure once everything has been read.
  mutating func finish() throws -> [Rows] {
    try wire.check(PQpipelineSync(wire.connection), nil)
    try flush()
    while !isSynchronised {
      takeReady()
      if isSynchronised { break }
      guard PQstatus(wire.connection) == CONNECTION_OK else { throw failure ?? wire.lost(nil) }
      _ = PQflush(wire.connection)
      if PQisBusy(wire.connection) == 1 {
        try wire.waitForSocket(writing: false, nil)
        _ = PQconsumeInput(wire.connection)
      }
    }
    if let failure { throw failure }
    return results.map { Rows(result: $0) }
  }

  private mutating func flush() throws {
    while true {
      let unsent = PQflush(wire.connection)
      if unsent == 0 { return }
      guard unsent > 0 else { throw failure ?? wire.lost(nil) }
      try wire.waitForSocket(writing: true, nil)
      _ = PQconsumeInput(wire.connection)
      takeReady()
    }
  }

  /// Takes results that are there, without waiting.
  private mutating func takeReady() {
    while !isSynchronised, answered <= awaited.count, PQisBusy(wire.connection) == 0 {
      guard let pointer = PQgetResult(wire.connection) else {
        // The end of one statement's results. Nothing was awaited: nothing more is there.
        guard answered < awaited.count else { return }
        answered += 1
        continue
      }
      take(QueryResult(pointer))
    }
  }

  private mutating func take(_ result: QueryResult) {
    if result.status == PGRES_PIPELINE_SYNC {
      isSynchronised = true
      return
    }
    guard answered < awaited.count else { return }
    switch (awaited[answered], result.isFailure) {
    case (.preparation(let key, _), true): failure = failure ?? wire.error(result, key.sql)
    case (.rows(let sql), true): failure = failure ?? wire.error(result, sql)
    case (.preparation(let key, let name), false):
      if result.status != PGRES_PIPELINE_ABORTED { session.statements.insert(key, name: name) }
    case (.rows, false): results.append(result)
    }
  }
}
