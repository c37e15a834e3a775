import Synchronization

/// A bounded number of connections shared by many tasks, first come, first served.
///
/// Connections are opened when they are needed, used again, and replaced when they break. What a task leaves open, a transaction,
/// is rolled back before the next gets the connection.
public final class Pool: Sendable {
  private typealias State = PoolRoom.State

  private let options: ConnectionOptions
  private let size: Int
  private let waitTimeoutMilliseconds: Int
  private let room: Mutex<PoolRoom>

  /// No connection is opened yet.
  ///
  /// - Parameters:
  ///   - size: how many connections at most; at least 1.
  ///   - waitTimeoutMilliseconds: how long a task may wait for one.
  public init(_ options: ConnectionOptions, size: Int, waitTimeoutMilliseconds: Int = 30_000) {
    self.options = options
    self.size = size
    self.waitTimeoutMilliseconds = waitTimeoutMilliseconds
    room = Mutex(PoolRoom(size: size))
  }

  /// Lends a session to `body`, which runs on the connection's thread and must not keep it.
  ///
  /// A connection that broke while idle is replaced before `body` starts; `body` itself is never run twice.
  /// - Throws: what `body` throws; `PostgresError.poolExhausted` when none came free in time: make the pool larger or ask less at once;
  ///   `.cannotConnect`; `.cancelled` when the task is.
  public func withSession<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
    var connection = try await connection()
    do {
      let value: T
      do {
        value = try await Self.run(body, on: connection)
      } catch is Stale {
        await connection.close()
        connection = try await Connection.open(options)
        value = try await Self.run(body, on: connection)
      }
      await giveBack(connection)
      return value
    } catch {
      await giveBack(connection)
      throw error
    }
  }

  /// How many tasks wait for a connection now; for a gauge.
  public var waitingTasks: Int { room.withLock { $0.state.waiting } }

  /// Refuses further use and closes what is idle. Work under way goes on; its connections close when it ends.
  public func close() async {
    let (calls, idle) = room.withLock { $0.close(Self.closed) }
    calls.forEach { $0.resume() }
    for connection in idle { await connection.close() }
  }

  /// The server hung up while the connection was idle.
  private struct Stale: Error {}

  private static var closed: PostgresError { PostgresError(.connectionLost, "the pool is closed") }

  private static func run<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T, on connection: Connection) async throws -> T {
    try await connection.run { session in
      session.wire.noticeHangUp()
      if session.wire.isBroken { throw Stale() }
      defer { session.rollBack() }
      return try body(session)
    }
  }
}

extension Pool {
  private func connection() async throws -> Connection {
    let grant: State.Grant
    switch room.withLock({ $0.state.acquire() }) {
    case .granted(let now): grant = now
    case .wait(let waiter): grant = try await wait(waiter)
    case .refused: throw PostgresError(.poolExhausted, "too many tasks already wait for a connection: ask less at once")
    case .closed: throw Self.closed
    }
    switch grant {
    case .use(let connection): return connection
    case .open:
      do {
        return try await Connection.open(options)
      } catch {
        room.withLock { $0.placeFreed() }?.resume()
        throw error
      }
    }
  }

  private func giveBack(_ connection: Connection) async {
    let isBroken = connection.isBroken
    let (call, isKept) = room.withLock { isBroken ? ($0.placeFreed(), false) : $0.giveBack(connection) }
    call?.resume()
    if !isKept { await connection.close() }
  }

  /// Waits to be served. The timer is a child task that ends with the wait.
  private func wait(_ waiter: State.Waiter) async throws -> State.Grant {
    try await withThrowingTaskGroup(of: State.Grant?.self) { group in
      group.addTask { try await self.grant(for: waiter) }
      group.addTask { [waitTimeoutMilliseconds, size] in
        try? await Task.sleep(for: .milliseconds(waitTimeoutMilliseconds))
        guard !Task.isCancelled else { return nil }
        let reason = "all \(size) connections of the pool were in use for \(waitTimeoutMilliseconds) ms: make the pool larger or ask less at once"
        self.room.withLock { $0.fail(waiter, PostgresError(.poolExhausted, reason)) }?.resume()
        return nil
      }
      while let grant = try await group.next() {
        guard let grant else { continue }
        group.cancelAll()
        return grant
      }
      throw Self.closed
    }
  }

  private func grant(for waiter: State.Waiter) async throws -> State.Grant {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        room.withLock { $0.enrol(waiter, continuation) }?.resume()
      }
    } onCancel: {
      room.withLock { $0.fail(waiter, PostgresError(.cancelled, "the task was cancelled while it waited for a connection")) }?.resume()
    }
  }
}
