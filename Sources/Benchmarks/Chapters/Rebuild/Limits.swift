import Glibc
import Postgres

/// The entries of the history, ready, into an empty table that is made like theirs.
enum RawEntries {
  static func copied(_ bench: Bench, _ history: FoldedHistory) async throws -> Reading {
    let (made, file) = (try await history.get(bench), try await history.file(bench))
    try await made.book.with(.owner) { try $0.execute("CREATE TABLE raw_entry (LIKE entry INCLUDING ALL)") }
    try await bench.settle()
    return try await made.book.with(.owner) { session in
      let start = ContinuousClock.now
      let rows = try session.copyIn("COPY raw_entry FROM STDIN (FORMAT binary)") { try Self.send(file, to: &$0) }
      let seconds = (ContinuousClock.now - start).asSeconds
      try session.execute("DROP TABLE raw_entry")
      guard rows == made.entries else { throw BenchError("COPY took \(rows) of \(made.entries) entries.") }
      return Reading(amount: Double(rows), seconds: seconds)
    }
  }

  private static func send(_ path: String, to writer: inout CopyWriter) throws {
    guard let file = fopen(path, "r") else { throw BenchError("\(path) cannot be read.") }
    defer { fclose(file) }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      chunk.withUnsafeBytes { writer.raw(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }
}

/// What an analyst would type to have the figures of a read model.
enum PlainSQL {
  private static let queries = [
    "sales_by_channel": """
    SELECT month_of(occurred_on), channel, sum(book_gross), sum(book_discount), sum(book_gross - book_discount), sum(book_commission),
           sum(book_fee), sum(book_net), sum(quantity), sum((kind = 'sold' AND line = 1)::integer)
    FROM entry WHERE kind IN ('sold', 'returned', 'reversed', 'allocated') GROUP BY 1, 2
    """,
    "sales_by_producer": """
    SELECT month_of(occurred_on), producer, channel, sum(quantity), sum(book_gross), sum(book_discount), sum(book_gross - book_discount),
           sum(book_commission), sum(book_fee), sum(book_net)
    FROM entry WHERE kind IN ('sold', 'returned', 'reversed', 'allocated') AND producer IS NOT NULL GROUP BY 1, 2, 3
    """,
  ]

  static func grouped(_ model: String, _ bench: Bench, _ history: FoldedHistory) async throws -> Reading {
    let made = try await history.get(bench)
    guard let query = queries[model] else { throw BenchError("There is no plain query for \(model).") }
    try await bench.settle()
    return try await made.book.with(.reader) { session in
      // As much memory as a rebuild takes, and the workers that the server gives anybody.
      try session.execute("SET work_mem = '64MB'")
      let start = ContinuousClock.now
      // An offset beyond the last row makes the server do everything and send nothing.
      let sent = try session.query("\(query) OFFSET 1000000000").count
      let seconds = (ContinuousClock.now - start).asSeconds
      guard sent == 0 else { throw BenchError("The offset let \(sent) rows through.") }
      return Reading(amount: Double(made.entries), seconds: seconds)
    }
  }
}
