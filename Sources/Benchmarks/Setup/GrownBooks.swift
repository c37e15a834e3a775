import EventLog
import Postgres
import ReadModels

/// Books that have grown to some size and are read, or appended to, by several works. Made when they are first asked for; they go with the server.
actor GrownBooks {
  private var books: [Int: BenchBook] = [:]

  /// A book with a history of about that many events, folded.
  func book(events: Int, on bench: Bench) async throws -> BenchBook {
    if let book = books[events] { return book }
    let login = bench.server.connectionOptions()
    let book = BenchBook(book: try Book(named: "grown_\(events)"), login: login)
    try await book.book.create(on: login, migrations: Migration.log + Migration.readModels)
    _ = try await book.with(.owner) { session in
      var history = History(events: events)
      return try session.restore { history.next() }
    }
    try await fold(book)
    try await book.tidy()
    try await bench.settle()
    books[events] = book
    return book
  }

  private func fold(_ book: BenchBook) async throws {
    let catalogue = try Catalogue.builtIn()
    let owner = book.options(.owner)
    try await Rebuilder(options: owner, catalogue: catalogue).prepare()
    let worker = Worker(options: owner, catalogue: catalogue)
    do {
      try await worker.catchUp()
      await worker.close()
    } catch {
      await worker.close()
      throw error
    }
  }
}

extension BenchBook {
  /// What the server would do by itself some time later, so that it does not do so in the middle of a measurement.
  func tidy() async throws {
    try await with(.owner) { session in
      let names = try session.query("SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'")
      for name in names { try session.execute("VACUUM (ANALYZE) \"\(try name.text(0))\"") }
    }
  }
}
