import CLibPQ
import Glibc

/// A libpq connection driven without blocking calls: every wait is a `poll` that a deadline or a cancelled task can end.
///
/// Lives on the connection's thread. When the current job is to stop, the wait itself sends the cancel request, so a request can only
/// go out while its statement is under way, and the statement ends only when the request is done with.
final class Wire {
  let connection: OpaquePointer
  private let wakeUp: WakeUp
  /// Of the job under way.
  var interruption: Interruption?
  private var cancelRequest: CancelRequest?
  private var giveUp: Deadline?
  /// While tidying up after a failure (ROLLBACK), the interruption that caused it must not stop that too.
  private var isShielded = false
  private(set) var isBroken = false
  /// Set between `begin` and `end`: libpq does one thing at a time.
  private var isBusy = false

  /// How long the server may take to stop a statement, or to answer a ROLLBACK, before the connection is given up.
  private static let patienceMilliseconds = 5_000

  init(connection: OpaquePointer, wakeUp: WakeUp) {
    self.connection = connection
    self.wakeUp = wakeUp
  }

  deinit { PQfinish(connection) }

  // MARK: One statement

  /// Opens an exchange with the server. Every `begin` is followed by one `end`.
  func begin(_ statement: String?) throws {
    precondition(!isBusy, "A session does one thing at a time: no statement inside a COPY body.")
    guard !isBroken else { throw lost(statement) }
    if !isShielded, let interruption, let reason = interruption.reason { throw interruption.error(reason, statement: statement) }
    isBusy = true
  }

  func end() {
    isBusy = false
    giveUp = nil
    if let request = cancelRequest, !request.wait(until: .after(milliseconds: Self.patienceMilliseconds)) { isBroken = true }
    cancelRequest = nil
    if PQstatus(connection) != CONNECTION_OK { isBroken = true }
  }

  /// Runs `body` so that the job's interruption does not stop it, but a silent server does.
  func shielded(_ body: () throws -> Void) rethrows {
    isShielded = true
    defer { isShielded = false }
    try body()
  }

  func markBroken() { isBroken = true }

  // MARK: Sending and receiving

  /// Checks what one of libpq's send functions returned.
  func check(_ outcome: Int32, _ statement: String?) throws {
    guard outcome != 1 else { return }
    guard PQstatus(connection) == CONNECTION_OK else { throw lost(statement) }
    var error = PostgresError(.unexpectedData, "libpq did not send the statement: \(PostgresError.trimmed(PQerrorMessage(connection)))")
    error.statement = statement
    throw error
  }

  /// The next result of what was sent, or nil at its end.
  func nextResult(_ statement: String?) throws -> QueryResult? {
    while true {
      let unsent = PQflush(connection)
      // After a failed flush libpq still reads what the server said before it hung up.
      if PQisBusy(connection) == 0 { return PQgetResult(connection).map(QueryResult.init) }
      try waitForSocket(writing: unsent == 1, statement)
      // On failure libpq is no longer busy, and the next turn gets its error as a result.
      _ = PQconsumeInput(connection)
    }
  }

  /// Sends what the socket takes at once; what is left goes while the answer is waited for. A failure shows there.
  func startSending() { _ = PQflush(connection) }

  /// Sends all that libpq holds, and takes in what comes meanwhile, so that neither side waits for the other for ever.
  func flush(_ statement: String?, received: () throws -> Void = {}) throws {
    while true {
      let unsent = PQflush(connection)
      if unsent == 0 { return }
      if unsent < 0 { throw lost(statement) }
      try waitForSocket(writing: true, statement)
      guard PQconsumeInput(connection) == 1 else { throw lost(statement) }
      try received()
    }
  }

  /// Waits until the socket can be read, or written when `writing`.
  ///
  /// The job's interruption makes it send a cancel request, once, and wait on for the server's answer to that.
  func waitForSocket(writing: Bool, _ statement: String?) throws {
    while true {
      stopIfInterrupted()
      let limit = giveUp ?? (isShielded ? .after(milliseconds: Self.patienceMilliseconds) : interruption?.deadline)
      let ready = pollSocket(writing: writing, until: limit)
      if ready { return }
      let isLast = giveUp.map(\.hasPassed) ?? (isShielded && (limit.map(\.hasPassed) ?? false))
      if isLast {
        isBroken = true
        throw lost(statement, "the server answered neither the statement nor the request to stop it")
      }
    }
  }

  /// True when the socket is ready; false when the time is over, or when somebody called for attention.
  private func pollSocket(writing: Bool, until limit: Deadline?) -> Bool {
    // libpq closes the socket of a broken connection; poll would wait on it for ever, whoever asks libpq next gets the error.
    guard PQsocket(connection) >= 0 else { return true }
    let events = Int16(POLLIN) | (writing ? Int16(POLLOUT) : 0)
    var set = [
      pollfd(fd: PQsocket(connection), events: events, revents: 0),
      pollfd(fd: wakeUp.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&set, 2, limit?.millisecondsLeft ?? -1) > 0 else { return false }
    if set[1].revents != 0 { wakeUp.drain() }
    return set[0].revents != 0
  }

  /// Asks the server to stop the statement under way if the job is to stop. Also called between rows of a COPY, where nothing waits.
  func stopIfInterrupted() {
    guard !isShielded, interruption?.reason != nil else { return }
    stop()
  }

  /// Asks the server to stop the statement under way, once.
  func stop() {
    guard giveUp == nil else { return }
    giveUp = .after(milliseconds: Self.patienceMilliseconds)
    cancelRequest = CancelRequest(connection)
  }

  /// Waits for input without a statement under way. False when the time is over; throws when the job is to stop.
  func waitForInput(until limit: Deadline) throws -> Bool {
    while true {
      if let interruption, let reason = interruption.reason { throw interruption.error(reason, statement: nil) }
      if pollSocket(writing: false, until: interruption?.deadline.map { min($0, limit) } ?? limit) { return true }
      if limit.hasPassed { return false }
    }
  }

  /// Notes whether the server has hung up while nobody looked. Costs one system call when it has said nothing.
  func noticeHangUp() {
    while !isBroken, pollSocket(writing: false, until: .now) {
      if PQconsumeInput(connection) == 0 || PQstatus(connection) != CONNECTION_OK { isBroken = true }
      // Reads what has come; a farewell reaches `ignoreNotices`, and marks the connection before the socket closes.
      _ = PQisBusy(connection)
    }
  }

  /// Notices are talk for a terminal; without this libpq prints them to standard error. But what the server says before it ends an
  /// idle connection comes as a notice too.
  func ignoreNotices() {
    let receiver: PQnoticeReceiver = { wire, notice in
      guard let wire, let severity = PQresultErrorField(notice, Int32(esep_diag_severity)) else { return }
      if strcmp(severity, "FATAL") == 0 || strcmp(severity, "PANIC") == 0 {
        Unmanaged<Wire>.fromOpaque(wire).takeUnretainedValue().markBroken()
      }
    }
    // Unretained: the connection, and with it the receiver, ends in our deinit.
    _ = PQsetNoticeReceiver(connection, receiver, Unmanaged.passUnretained(self).toOpaque())
  }

  // MARK: Errors

  /// The error of a failed result, told as what the caller asked for if the caller's own cancel or timeout caused it.
  func error(_ result: QueryResult, _ statement: String?) -> PostgresError {
    let error = PostgresError(result, statement: statement)
    if error.code == .connectionLost { isBroken = true }
    if error.sqlState == "57014", let interruption, let reason = interruption.reason {
      var stopped = interruption.error(reason, statement: statement)
      stopped.sqlState = error.sqlState
      return stopped
    }
    return error
  }

  func lost(_ statement: String?, _ reason: String? = nil) -> PostgresError {
    isBroken = true
    let said = PostgresError.trimmed(PQerrorMessage(connection))
    var error = PostgresError(.connectionLost, "the connection is broken: \(reason ?? (said.isEmpty ? "it was closed" : said))")
    error.statement = statement
    return error
  }
}
