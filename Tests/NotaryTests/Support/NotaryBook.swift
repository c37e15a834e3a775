import EventLog
import Glibc
import Notary
import Postgres
import Synchronization
import TestSupport
import Transparency

/// A book of its own for one test, with a home of its own for its key.
struct NotaryBook: Sendable {
  let book: Book
  /// The superuser, without role and search path.
  let admin: ConnectionOptions
  let home: String
  let folder: KeyFolder

  private static let database = Mutex<Task<ConnectionOptions, any Error>?>(nil)
  private static let books = Atomic<Int>(0)

  /// A book in the database that all these tests share, or in one of its own.
  static func create(alone: Bool = false) async throws -> NotaryBook {
    if alone { return try await create(on: TestServer.shared.freshDatabase()) }
    let task = database.withLock { database in
      let task = database ?? Task { try await TestServer.shared.freshDatabase() }
      database = task
      return task
    }
    return try await create(on: task.value)
  }

  private static func create(on admin: ConnectionOptions) async throws -> NotaryBook {
    let book = try Book(named: "book\(books.add(1, ordering: .relaxed).newValue)")
    try await book.create(on: admin)
    return try await NotaryBook(book: book, admin: admin, home: TemporaryHome.make())
  }

  init(book: Book, admin: ConnectionOptions, home: String) async throws {
    self.book = book
    self.admin = admin
    self.home = home
    let identity = try await withSession(book.options(admin, as: .reader)) { try $0.logIdentity() }
    folder = KeyFolder(home: home, book: book.name, identity: identity)
  }

  func options(_ role: BookRole) -> ConnectionOptions { book.options(admin, as: role) }

  func run<T: Sendable>(as role: BookRole = .reader, _ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
    try await withSession(options(role), body)
  }

  /// What a superuser can do and nobody else: no trigger stops him.
  func tamper(_ statements: String...) async throws {
    var options = admin
    options.searchPath = book.name
    let tables = ["event", "\"commit\"", "head", "log_identity", "signed_checkpoint", "cosignature"]
    let sql = tables.map { "ALTER TABLE \($0) DISABLE TRIGGER ALL;" }.joined() + statements.joined(separator: ";")
    try await withSession(options) { try $0.execute(sql) }
  }

  var keeper: TreeKeeper { TreeKeeper(options: options(.owner)) }
  var notary: Notary { Notary(options: options(.owner), folder: folder) }
  var prover: Prover { Prover(options: options(.reader)) }

  /// The whole check, with the key and the last signed note from outside.
  func check(jobs: Int = 2) async throws -> LogCheck {
    try await LogChecker(options: options(.reader), formerKeys: folder.formerVerifiers())
      .check(jobs: jobs, key: folder.verifier(), lastSigned: folder.lastSigned())
  }

  /// Appends events, each a commit of its own in one of a few streams, and signs after every `signingEvery` of them.
  @discardableResult
  func fill(_ count: Int64, seed: UInt64 = 1, signingEvery: Int64? = nil) async throws -> Int64 {
    let notary = notary
    var left = count
    var (seed, end) = (seed, 0 as Int64)
    while left > 0 {
      let (step, ownSeed) = (min(left, signingEvery ?? left), seed)
      end = try await run(as: .owner) { session in
        var source = EventSource(after: try session.head(), streams: try session.streamVersions(), count: step, seed: ownSeed)
        return try session.restore { source.next() }
      }
      if signingEvery != nil { _ = try await notary.sign() }
      left -= step
      seed += 1_000
    }
    await notary.close()
    return end
  }
}

extension Session {
  func streamVersions() throws -> [String: Int32] {
    let rows = try query("SELECT stream, max(version) FROM event GROUP BY stream")
    return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.text(0), Int32(truncatingIfNeeded: try $0.int64(1))) })
  }
}
