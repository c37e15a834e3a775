import EventLog
import Ledger
import Postgres
import ReadModels
import TestSupport

/// A book of its own for one test.
final class TestBook: Sendable {
  let owner: ConnectionOptions
  let reader: ConnectionOptions
  let pool: Pool
  let catalogue: Catalogue
  private let writer: ConnectionOptions

  /// A book without events, its read models made.
  init(_ catalogue: Catalogue? = nil, unroller: Unroller = .lines()) async throws {
    let database = try await TestServer.shared.freshDatabase()
    // Roles are the server's, and tests share it: the book's name must be the test's own.
    let book = try Book(named: database.database)
    try await book.create(on: database, migrations: Migration.log + Migration.readModels)
    var owner = book.options(database, as: .owner)
    owner.applicationName = "test owner"
    (self.owner, writer, reader) = (owner, book.options(database, as: .writer), book.options(database, as: .reader))
    pool = Pool(reader, size: 4)
    self.catalogue = if let catalogue { catalogue } else { try Catalogue.builtIn() }
    try await Rebuilder(options: owner, catalogue: self.catalogue, unroller: unroller).prepare()
  }

  /// Appends events, each a commit and a stream of its own; recorded one second apart from 2025-01-01 on, so that times can be asked for.
  func append(_ events: [NewEvent], from first: Int = 0) async throws {
    let appender = Appender(options: writer)
    let commits = events.enumerated().map { index, event in
      Commit(
        key: "\(first + index)", fingerprint: [UInt8](repeating: 0, count: 32), actor: "test", recordedAt: Self.recordedAt(Int64(first + index + 1)),
        events: [event], expected: [ExpectedVersion(stream: event.stream, version: 0)], persons: [], erasedPersons: [])
    }
    for outcome in try await appender.append(contentsOf: commits) {
      guard case .appended = outcome else { throw PostgresError(.unexpectedData, "not appended: \(outcome)") }
    }
    await appender.close()
  }

  /// The log, to record in it.
  func log() -> SharedLog { SharedLog(options: writer) }

  /// When the event at a position was recorded.
  static func recordedAt(_ position: Int64) -> Int64 { (1_735_689_600 + position) * 1_000_000 }

  func worker(_ limits: FoldLimits = FoldLimits(), unroller: Unroller = .lines()) -> Worker {
    Worker(options: owner, catalogue: catalogue, unroller: unroller, limits: limits)
  }

  /// Folds what there is, `chunk` events at a time.
  @discardableResult
  func fold(chunk: Int64 = 20_000, to position: Int64? = nil) async throws -> Int64 {
    var limits = FoldLimits()
    limits.chunkEventsMax = chunk
    let worker = worker(limits)
    let reached = try await worker.catchUp(to: position)
    await worker.close()
    return reached
  }

  func rebuilder(_ limits: RebuildLimits = RebuildLimits(), unroller: Unroller = .lines()) -> Rebuilder {
    Rebuilder(options: owner, catalogue: catalogue, unroller: unroller, limits: limits)
  }

  var reporter: Reporter { Reporter(pool: pool, catalogue: catalogue) }

  /// Every row of every read model, as text.
  func tables() async throws -> [String: [String]] {
    let names = catalogue.models.map(\.name)
    return try await pool.withSession { session in
      var tables: [String: [String]] = [:]
      for name in names {
        tables[name] = try session.query("SELECT t::text FROM \"\(name)\" AS t ORDER BY t::text COLLATE \"C\"").map { try $0.text(0) }
      }
      return tables
    }
  }

  /// Changes something behind the program's back, or looks at it.
  @discardableResult
  func sql(_ text: String) async throws -> [[String?]] {
    let connection = try await Connection.open(owner)
    let rows = try await connection.run { session in
      try session.query(text).map { row in (0..<row.count).map { row.display($0) } }
    }
    await connection.close()
    return rows
  }

  func close() async { await pool.close() }

  /// Makes a book for `body`.
  static func with(
    _ catalogue: Catalogue? = nil, unroller: Unroller = .lines(), isolation: isolated (any Actor)? = #isolation,
    _ body: (TestBook) async throws -> Void
  ) async throws {
    let book = try await TestBook(catalogue, unroller: unroller)
    do {
      try await body(book)
      await book.close()
    } catch {
      await book.close()
      throw error
    }
  }
}
