import EventLog
import Postgres
import Synchronization
import TestSupport

@testable import SignIn

/// The accounts of a new book of its own for one test, in one database that all these tests share.
struct TestAccounts: Sendable {
  let book: Book
  /// The superuser, without role and search path.
  let admin: ConnectionOptions
  /// As one process sees them.
  let accounts: Accounts
  /// As another process sees them.
  let others: Accounts
  /// For how long who failed has to wait; it stands still until a test moves it.
  let clock: TestClock

  /// Cheap to work out; nothing but passwords is weaker for it.
  static let cost = PasswordHash.Cost(rounds: 1 << 10, blockSize: 8, parallelism: 1)
  static let password = "correct horse battery"

  private static let database = Mutex<Task<ConnectionOptions, any Error>?>(nil)
  private static let books = Atomic<Int>(0)

  /// Lends them, with `aizada` (accountant) in.
  static func with<T: Sendable>(
    idleHours: Int = 12, hoursMax: Int = 168, _ body: (TestAccounts) async throws -> T
  ) async throws -> T {
    let task = database.withLock { database in
      let task = database ?? Task { try await TestServer.shared.freshDatabase() }
      database = task
      return task
    }
    let admin = try await task.value
    let book = try Book(named: "signin\(books.add(1, ordering: .relaxed).newValue)")
    try await book.create(on: admin, migrations: Migration.log + Migration.signIn)
    return try await withPool(book.options(admin, as: .writer), size: 4) { pool in
      let clock = TestClock()
      func accounts() -> Accounts {
        Accounts(pool: pool, idleHours: idleHours, hoursMax: hoursMax, cost: cost, gate: SignInGate { clock.seconds })
      }
      let test = TestAccounts(book: book, admin: admin, accounts: accounts(), others: accounts(), clock: clock)
      try await test.accounts.addUser(name: "aizada", roles: [.accountant], password: password, by: "console:test")
      return try await body(test)
    }
  }

  /// Signs `aizada` in.
  func signIn(address: String = "192.0.2.7") async throws -> (identity: Identity, token: SecretToken) {
    try await accounts.signIn(name: "aizada", password: Self.password, address: address)
  }

  /// Does as the superuser what time would do, or looks.
  @discardableResult
  func sql(_ statement: String) async throws -> [[String]] {
    var options = admin
    options.searchPath = book.name
    return try await withSession(options) { session in
      try session.query(statement).map { row in try (0..<row.count).map { try row.optionalText($0) ?? "" } }
    }
  }
}

/// A clock that a test moves.
final class TestClock: Sendable {
  private let now = Mutex(1000.0)

  var seconds: Double { now.withLock { $0 } }

  func wait(_ seconds: Double) { now.withLock { $0 += seconds } }
}
