import CLibPQ
import Glibc

extension Wire {
  /// Connects, bounded by the options' timeout and by the interruption.
  ///
  /// Name resolution is the one step that libpq cannot do in pieces; the system's resolver bounds it.
  static func connect(_ options: ConnectionOptions, wakeUp: WakeUp, interruption: Interruption?) throws -> Wire {
    let pairs = options.libpqKeywords
    let keywords = pairs.map { strdup($0.keyword) } + [nil]
    let values = pairs.map { strdup($0.value) } + [nil]
    defer { (keywords + values).forEach { free($0) } }
    guard let connection = PQconnectStartParams(keywords.map { UnsafePointer($0) }, values.map { UnsafePointer($0) }, 0) else {
      throw PostgresError(.cannotConnect, "libpq has no memory for a connection")
    }
    let wire = Wire(connection: connection, wakeUp: wakeUp)
    let timeout = Deadline.after(milliseconds: options.connectTimeoutSeconds * 1000)
    var next = PGRES_POLLING_WRITING
    while next != PGRES_POLLING_OK {
      guard next != PGRES_POLLING_FAILED, PQstatus(connection) != CONNECTION_BAD else {
        throw cannotConnect(options, PostgresError.trimmed(PQerrorMessage(connection)))
      }
      if let interruption, let reason = interruption.reason { throw interruption.error(reason, statement: nil) }
      guard !timeout.hasPassed else {
        throw cannotConnect(options, "no answer within \(options.connectTimeoutSeconds) s")
      }
      let limit = interruption?.deadline.map { min($0, timeout) } ?? timeout
      var set = [
        pollfd(fd: PQsocket(connection), events: Int16(next == PGRES_POLLING_READING ? POLLIN : POLLOUT), revents: 0),
        pollfd(fd: wakeUp.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      _ = poll(&set, 2, limit.millisecondsLeft)
      if set[1].revents != 0 { wakeUp.drain() }
      if set[0].revents != 0 { next = PQconnectPoll(connection) }
    }
    guard PQsetnonblocking(connection, 1) == 0 else { throw cannotConnect(options, "libpq refuses non-blocking mode") }
    wire.ignoreNotices()
    return wire
  }

  /// libpq's message names host, port, user and database, never the password.
  private static func cannotConnect(_ options: ConnectionOptions, _ reason: String) -> PostgresError {
    PostgresError(.cannotConnect, "cannot connect to \(options): \(reason)")
  }
}
