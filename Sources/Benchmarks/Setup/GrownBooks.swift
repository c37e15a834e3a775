import EventLog
import Postgres
import ReadModels

/// Books that have grown to some size and are read, or appended to, by several works. Made when they are first asked for; they go with the server.
actor GrownBooks {
  private var books: [Size: BenchBook] = [:]

  private struct Size: Hashable {
    let events: Int
    let isFolded: Bool
  }

  /// A book with a history of about that many events.
  /// - Parameter isFolded: whether it has its entries and read models, which take about twice the room of the events themselves.
  func book(events: Int, isFolded: Bool = true, on bench: Bench) async throws -> BenchBook {
    let size = Size(events: events, isFolded: isFolded)
    if let book = books[size] ?? books[Size(events: events, isFolded: true)] { return book }
    let login = bench.server.connectionOptions()
    let book = BenchBook(book: try Book(named: "grown_\(events)\(isFolded ? "" : "_log")"), login: login)
    try await book.book.create(on: login, migrations: bench.migrations)
    _ = try await book.with(.owner) { session in
      var history = History(events: events)
      return try session.restore { history.next() }
    }
    if isFolded { try await fold(book) }
    try await book.tidy()
    try await bench.settle()
    books[size] = book
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
