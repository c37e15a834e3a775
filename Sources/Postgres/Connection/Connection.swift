import Synchronization

/// A connection to PostgreSQL on a thread of its own.
///
/// Every libpq call happens on that thread, so blocking there blocks nobody else; a `Session` is lent to closures that run there,
/// one after the other in the order of the calls.
public final class Connection: Sendable {
  private let thread: SerialThread
  private let wakeUp: WakeUp
  private let home: SessionHome

  private init(thread: SerialThread, wakeUp: WakeUp) {
    self.thread = thread
    self.wakeUp = wakeUp
    home = SessionHome()
  }

  deinit {
    let home = home
    thread.finish { home.clear() }
  }

  /// Connects and sets the session up (settings, search path, role).
  /// - Throws: `PostgresError.cannotConnect`; the message says where to and why. `.cancelled` when the task is.
  public static func open(_ options: ConnectionOptions) async throws -> Connection {
    let connection = Connection(thread: try SerialThread(), wakeUp: try WakeUp())
    let (home, wakeUp) = (connection.home, connection.wakeUp)
    try await connection.onThread(timeoutMilliseconds: nil) { interruption in
      home.settle(try Session(options, wakeUp: wakeUp, interruption: interruption))
    }
    return connection
  }

  /// Runs `body` on the connection's thread and lends it the session, which must not be kept.
  ///
  /// - Parameter timeoutMilliseconds: counted from the call, so waiting for earlier work on this connection counts too.
  /// - Throws: what `body` throws. When the time is over, or the task is cancelled, the statement under way is stopped on the server,
  ///   later ones are refused, and `PostgresError.timedOut` or `.cancelled` comes out (unless `body` handles it). An open transaction
  ///   is rolled back by `Session.transaction`.
  public func run<T: Sendable>(timeoutMilliseconds: Int? = nil, _ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
    let home = home
    return try await onThread(timeoutMilliseconds: timeoutMilliseconds) { try home.lend($0, body) }
  }

  /// Closes the connection after the work already queued. Later calls of `run` throw `PostgresError.connectionLost`.
  public func close() async {
    let home = home
    await withCheckedContinuation { continuation in
      let isFirst = thread.finish {
        home.clear()
        continuation.resume()
      }
      if !isFirst { continuation.resume() }
    }
  }

  /// Whether the connection can do no more: the server hung up, or it was closed. A quiet connection notices only when it is used.
  public var isBroken: Bool { home.isBroken }

  private func onThread<T: Sendable>(timeoutMilliseconds: Int?, _ body: @escaping @Sendable (Interruption) throws -> T) async throws -> T {
    let interruption = Interruption(wakeUp: wakeUp, timeoutMilliseconds: timeoutMilliseconds)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let isQueued = thread.enqueue { continuation.resume(with: Result { try body(interruption) }) }
        if !isQueued { continuation.resume(throwing: PostgresError(.connectionLost, "the connection is closed")) }
      }
    } onCancel: {
      interruption.cancel()
    }
  }
}

/// Keeps the session where only the connection's thread touches it.
///
/// `@unchecked Sendable`: `session` is used by jobs on the one thread only; `isBroken` is atomic.
private final class SessionHome: @unchecked Sendable {
  private var session: Session?
  private let broken = Atomic<Bool>(true)

  var isBroken: Bool { broken.load(ordering: .acquiring) }

  func settle(_ session: Session) {
    self.session = session
    broken.store(false, ordering: .releasing)
  }

  func clear() {
    session = nil
    broken.store(true, ordering: .releasing)
  }

  func lend<T>(_ interruption: Interruption, _ body: (Session) throws -> T) throws -> T {
    guard let session else { throw PostgresError(.connectionLost, "the connection is closed") }
    session.wire.interruption = interruption
    defer {
      session.wire.interruption = nil
      broken.store(session.wire.isBroken, ordering: .releasing)
    }
    return try body(session)
  }
}
