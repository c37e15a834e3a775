import CLibPQ

extension Session {
  /// Runs `COPY … FROM STDIN` and lets `body` write the data; gives the number of rows. Nothing is stored when `body` throws.
  ///
  /// Memory stays bounded: what is written goes out about every 32 KiB. The session does nothing else inside `body`.
  /// - Throws: what `body` throws, or the server's error about the data.
  @discardableResult
  public func copyIn(_ sql: String, _ body: (inout CopyWriter) throws -> Void) throws -> Int {
    try wire.begin(sql)
    defer { wire.end() }
    try wire.check(PQsendQuery(wire.connection, sql), sql)
    try expectCopy(PGRES_COPY_IN, sql)
    var writer = CopyWriter(wire, sql)
    do {
      try body(&writer)
      try writer.finish()
    } catch {
      // The server rolls the COPY back; what it says about that is not the reason.
      if !wire.isBroken, PQputCopyEnd(wire.connection, "the writer failed") == 1 { _ = try? remainingResults(sql) } else { wire.markBroken() }
      throw error
    }
    try wire.check(PQputCopyEnd(wire.connection, nil), sql)
    return try remainingResults(sql).last?.affected ?? 0
  }

  /// Runs `COPY … TO STDOUT` and hands each row to `body`; the buffer ends with the call. (In binary the header and the trailer come as
  /// parts of rows: the format's 19 bytes stand before the first row, and 2 bytes of their own at the end.)
  ///
  /// When `body` throws, the statement is stopped; a transaction around it has failed then.
  /// - Throws: what `body` throws, or the server's error.
  public func copyOut(_ sql: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    try wire.begin(sql)
    defer { wire.end() }
    try wire.check(PQsendQuery(wire.connection, sql), sql)
    try expectCopy(PGRES_COPY_OUT, sql)
    do {
      try drainCopy(sql, body)
    } catch {
      if !wire.isBroken {
        wire.stop()
        try drainCopy(sql) { _ in }
        _ = try? remainingResults(sql)
      }
      throw error
    }
    _ = try remainingResults(sql)
  }

  /// Reads a COPY's rows to their end.
  func drainCopy(_ sql: String?, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    var rows = 0
    while true {
      var row: UnsafeMutablePointer<CChar>?
      let length = PQgetCopyData(wire.connection, &row, 1)
      if length == 0 {
        try wire.waitForSocket(writing: PQflush(wire.connection) == 1, sql)
        guard PQconsumeInput(wire.connection) == 1 else { throw wire.lost(sql) }
      } else if length > 0 {
        defer { PQfreemem(row) }
        try body(UnsafeRawBufferPointer(start: row, count: Int(length)))
        rows += 1
        // While rows keep coming nothing waits, and only waits look at the clock.
        if rows.isMultiple(of: 256) { wire.stopIfInterrupted() }
      } else {
        return
      }
    }
  }

  /// Takes the server's consent to a COPY, or throws its refusal.
  private func expectCopy(_ wanted: ExecStatusType, _ sql: String) throws {
    guard let result = try wire.nextResult(sql) else { throw wire.lost(sql, "the server gave no result") }
    if result.status == wanted { return }
    let failure = result.isFailure ? wire.error(result, sql) : nil
    if result.status == PGRES_COPY_IN { try wire.check(PQputCopyEnd(wire.connection, "copyOut cannot write"), sql) }
    if result.status == PGRES_COPY_OUT { try drainCopy(sql) { _ in } }
    _ = try? remainingResults(sql)
    if let failure { throw failure }
    var error = PostgresError(
      .unexpectedData, wanted == PGRES_COPY_IN ? "the statement is no COPY … FROM STDIN" : "the statement is no COPY … TO STDOUT")
    error.statement = sql
    throw error
  }
}
