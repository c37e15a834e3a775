import Postgres

/// `esep import sales.csv` into a book that has everything else.
enum SalesImport {
  static func run(_ bench: Bench, sales: Int) async throws -> Reading {
    let folder = try SalesFolder(sales: sales, in: bench.directory)
    return try await bench.withBook { book in
      try await importing(folder.registry, into: book, bench)
      let before = try await head(of: book)
      try await bench.settle()
      let (seconds, bytes) = try await importing(folder.sales, into: book, bench)
      let events = try await head(of: book) - before
      try await check(book, sales: sales)
      try await ImportedEvents.keep(bench, sales: sales, from: book, after: before)
      return Reading(amount: Double(events), seconds: seconds, residentBytesMax: bytes)
    }
  }

  /// Imports a path. The time until the log had its last event, and the most memory the process had resident by then.
  @discardableResult
  private static func importing(_ path: String, into book: BenchBook, _ bench: Bench) async throws -> (seconds: Double, bytes: Int) {
    let program = try ProgramRun(
      bench.program, ["import", path, "--book", book.book.name, "--database", book.url, "--rejects", bench.directory], in: bench.directory)
    let connection = try await Connection.open(book.options(.owner))
    var (seconds, bytes, last) = (0.0, 0, Int64(-1))
    while !program.hasEnded {
      let position = try await connection.run { try $0.head().position }
      // The process goes on to fold its reports; what counts is what was so when the log last moved.
      if position > last { (seconds, bytes, last) = (program.seconds, program.residentBytesMax, position) }
      try await Task.sleep(for: .milliseconds(10))
    }
    await connection.close()
    guard program.status == 0 else { throw BenchError("esep import \(path) ended with status \(program.status): \(program.output)") }
    return (seconds, bytes)
  }

  private static func head(of book: BenchBook) async throws -> Int64 { try await book.with(.owner) { try $0.head().position } }

  /// Every sale is there once and adds up, and the log has no flaw.
  private static func check(_ book: BenchBook, sales: Int) async throws {
    let (recorded, uneven, flaw) = try await book.with(.owner) { session in
      let row = try session.query(
        """
        SELECT count(*), count(*) FILTER (WHERE (payload->>'book_gross')::bigint <> (
          SELECT sum(coalesce((part->>'book_gross')::bigint, (part->>'gross')::bigint)) FROM json_array_elements(payload->'allocations') AS part))
        FROM event WHERE type = 'SaleRecorded'
        """
      ).first
      return (try row?.int64(0) ?? 0, try row?.int64(1) ?? 0, try session.firstFlaw())
    }
    guard recorded == Int64(sales), uneven == 0, flaw == nil else {
      throw BenchError("Of \(sales) sales the log has \(recorded); \(uneven) do not add up. \(flaw.map { "\($0)" } ?? "")")
    }
  }
}

extension BenchBook {
  /// Where its server is, as the command line wants it.
  var url: String { "postgresql://\(login.user)@/\(login.database)?host=\(login.host)" }
}
