import EventLog
import Postgres
import Synchronization
import TestSupport

/// A new book of its own for one test, in one database that all these tests share.
struct TestBook: Sendable {
  let book: Book
  /// The superuser, without role and search path.
  let admin: ConnectionOptions

  private static let database = Mutex<Task<ConnectionOptions, any Error>?>(nil)
  private static let books = Atomic<Int>(0)

  static func create() async throws -> TestBook {
    let task = database.withLock { database in
      let task = database ?? Task { try await TestServer.shared.freshDatabase() }
      database = task
      return task
    }
    let new = TestBook(book: try Book(named: "book\(books.add(1, ordering: .relaxed).newValue)"), admin: try await task.value)
    try await new.book.create(on: new.admin)
    return new
  }

  func options(_ role: BookRole) -> ConnectionOptions {
    var options = book.options(admin, as: role)
    options.applicationName = applicationName(role)
    return options
  }

  /// Lends a session in a role.
  func run<T: Sendable>(as role: BookRole = .writer, _ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
    try await withSession(options(role), body)
  }

  /// Lends a session of the superuser, whom no grant stops, with the book as its search path.
  func runAsSuperuser<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
    var options = admin
    options.searchPath = book.name
    return try await withSession(options, body)
  }

  @discardableResult
  func append(_ commits: [Commit]) async throws -> [Outcome] { try await run { try $0.append(commits) } }

  func allEvents() async throws -> [RecordedEvent] { try await run { try $0.events(after: 0, limit: 1_000_000) } }
}
