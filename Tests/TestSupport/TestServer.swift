import Glibc
import Postgres
import Synchronization

/// One throw-away PostgreSQL server for all tests of this process, started when the first test asks for a database.
///
/// It keeps `fsync` on, as in real use; set `ESEP_TEST_FSYNC=off` to opt out. It is stopped and deleted when the process exits; what a
/// killed test run left behind is deleted by the next.
public final class TestServer: Sendable {
  /// The server of this process.
  public static let shared = TestServer()

  private let starting = Mutex<Task<PrivateServer, any Error>?>(nil)
  private let databases = Atomic<Int>(0)

  private init() {}

  /// The server itself, started on first use.
  public func server() async throws -> PrivateServer {
    let task = starting.withLock { starting in
      if let running = starting { return running }
      let new = Task { try await withOwnThread { try Self.start() } }
      starting = new
      return new
    }
    return try await task.value
  }

  /// A new, empty database of its own, for one test.
  public func freshDatabase() async throws -> ConnectionOptions {
    let server = try await server()
    let name = "test_\(databases.add(1, ordering: .relaxed).newValue)"
    let connection = try await Connection.open(server.connectionOptions(database: "postgres"))
    // A plain copy of the files would need a checkpoint before and after.
    try await connection.run { try $0.execute("CREATE DATABASE \(quotedIdentifier(name)) STRATEGY wal_log") }
    await connection.close()
    return server.connectionOptions(database: name)
  }

  private static func start() throws -> PrivateServer {
    TemporaryHome.sweep()
    let home = try TemporaryHome.make()
    // Suites run side by side, and some hold dozens of connections each.
    var settings = ["max_connections": "900", "shared_buffers": "128MB"]
    if let fsync = getenv("ESEP_TEST_FSYNC") { settings["fsync"] = String(cString: fsync) }
    let server = try PrivateServer.start(home: home, settings: settings)
    atExit { server.discard() }
    return server
  }

  private static let atExitActions = Mutex<[@Sendable () -> Void]>([])

  /// Runs an action when the process exits in order.
  static func atExit(_ action: @escaping @Sendable () -> Void) {
    let isFirst = atExitActions.withLock { actions in
      actions.append(action)
      return actions.count == 1
    }
    guard isFirst else { return }
    atexit {
      let actions = TestServer.atExitActions.withLock { $0 }
      for action in actions.reversed() { action() }
    }
  }
}
