import CLibPQ

/// What one can do on a connection, synchronously. Lent to a closure by `Connection.run` or `Pool.withSession`; lives on that
/// connection's thread and must not be kept. The closure may let another thread use it, as long as the closure itself waits.
///
/// Every call waits for the server. Every call throws `PostgresError`: `.server` with the SQLSTATE when the server refuses,
/// `.connectionLost`, `.timedOut` or `.cancelled`.
public final class Session {
  let wire: Wire
  var statements = StatementCache()

  /// Connects on the calling thread.
  init(_ options: ConnectionOptions, wakeUp: WakeUp, interruption: Interruption? = nil) throws {
    wire = try Wire.connect(options, wakeUp: wakeUp, interruption: interruption)
    wire.interruption = interruption
    defer { wire.interruption = nil }
    try execute(options.setupSQL)
  }

  /// Whether a transaction is open (also one that failed and waits for its ROLLBACK).
  public var inTransaction: Bool { PQtransactionStatus(wire.connection) != PQTRANS_IDLE }

  /// The process that serves this connection on the server (pg_stat_activity.pid).
  public var backendProcessID: Int32 { PQbackendPID(wire.connection) }

  /// The server's version, such as 150018 for 15.18.
  public var serverVersion: Int { Int(PQserverVersion(wire.connection)) }

  /// Runs one or several statements, separated by semicolons, and ignores what they return. Notices are ignored too.
  ///
  /// Several statements without BEGIN are one transaction. Takes no parameters: only for text that is the program's own.
  public func execute(_ sql: String) throws {
    for result in try exchange(sql, send: { PQsendQuery(wire.connection, sql) }) { try refuseCopy(result, sql) }
  }

  /// Runs a part of a job with a time limit of its own: for a job that does one thing after the other for as long as the connection lasts.
  /// - Throws: what `body` throws; `PostgresError.timedOut` when the part's time is over.
  public func limited<T>(toMilliseconds limit: Int, _ body: () throws -> T) rethrows -> T {
    guard let outer = wire.interruption else { return try body() }
    wire.interruption = outer.part(timeoutMilliseconds: limit)
    defer { wire.interruption = outer }
    return try body()
  }

  /// Sends, and gathers all results. The first failure is thrown after everything has been read.
  func exchange(_ sql: String, send: () -> Int32) throws -> [QueryResult] {
    try wire.begin(sql)
    defer { wire.end() }
    try wire.check(send(), sql)
    return try remainingResults(sql)
  }

  /// Reads to the end of what was sent.
  func remainingResults(_ sql: String?) throws -> [QueryResult] {
    var results: [QueryResult] = []
    var failure: PostgresError?
    while let result = try wire.nextResult(sql) {
      if result.isFailure { failure = failure ?? wire.error(result, sql) }
      results.append(result)
      try leaveCopy(result, sql)
      if PQstatus(wire.connection) != CONNECTION_OK { break }
    }
    if let failure { throw failure }
    return results
  }

  /// A COPY that nobody expected would wait for data, or for a reader, for ever.
  private func leaveCopy(_ result: QueryResult, _ sql: String?) throws {
    switch result.status {
    case PGRES_COPY_IN: try wire.check(PQputCopyEnd(wire.connection, "COPY FROM STDIN needs copyIn"), sql)
    case PGRES_COPY_OUT: try drainCopy(sql) { _ in }
    default: break
    }
  }

  func refuseCopy(_ result: QueryResult, _ sql: String) throws {
    guard result.status == PGRES_COPY_OUT || result.status == PGRES_COPY_IN else { return }
    var error = PostgresError(.unexpectedData, "the statement is a COPY: use copyIn or copyOut")
    error.statement = sql
    throw error
  }
}
