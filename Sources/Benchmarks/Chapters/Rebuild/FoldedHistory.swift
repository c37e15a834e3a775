import EventLog
import Glibc
import Postgres
import ReadModels

/// A history in a book with all its read models, made once and used by all ways of the chapter: none of them changes what the book says.
actor FoldedHistory {
  private var made: Task<Made, any Error>?
  private var saved: Task<String, any Error>?

  struct Made {
    let book: BenchBook
    /// How many events and entries it has.
    let events: Int, entries: Int
  }

  /// The book; makes it when it is asked for first.
  func get(_ bench: Bench) async throws -> Made {
    if let made { return try await made.value }
    let task = Task { try await Self.make(bench) }
    made = task
    return try await task.value
  }

  private static func make(_ bench: Bench) async throws -> Made {
    let login = bench.server.connectionOptions()
    let book = BenchBook(book: try Book(named: "bench_folded"), login: login)
    try await book.book.create(on: login, migrations: bench.migrations)
    let events = try await book.restore(events: bench.options.events)
    try await Rebuilder(options: book.options(.owner), catalogue: .builtIn()).prepare()
    let entries = try await book.with(.owner) { session in
      try session.execute("VACUUM ANALYZE entry")
      try session.execute("VACUUM ANALYZE event")
      return try session.query("SELECT count(*) FROM entry").first?.int64(0) ?? 0
    }
    return Made(book: book, events: Int(events), entries: Int(entries))
  }

  /// The path of a file with the entries as binary COPY gives them; about 300 bytes an entry.
  func file(_ bench: Bench) async throws -> String {
    if let saved { return try await saved.value }
    let book = try await get(bench).book
    let path = bench.directory + "/entries.copy"
    let task = Task {
      try await book.with(.owner) { try Self.save($0, path) }
      return path
    }
    saved = task
    return try await task.value
  }

  private static func save(_ session: Session, _ path: String) throws {
    guard let file = fopen(path, "w") else { throw BenchError("\(path) cannot be written.") }
    defer { fclose(file) }
    try session.copyOut("COPY entry TO STDOUT (FORMAT binary)") { bytes in
      guard fwrite(bytes.baseAddress, 1, bytes.count, file) == bytes.count else { throw BenchError("\(path) cannot be written: the disk is full.") }
    }
  }
}
