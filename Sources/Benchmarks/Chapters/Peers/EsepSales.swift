import EventLog
import Postgres
import ReadModels

/// Esep doing what its peers do: the same sales, in as many streams, by as many writers, each of whom waits for the answer before the next.
enum EsepSales {
  /// - Parameters:
  ///   - events: how many go in one commit.
  ///   - isFolded: the clock stops only when entries and all read models are up to the last event; a worker folds from the start.
  static func run(_ bench: Bench, writers: Int, events: Int = 1, isFolded: Bool = false, _ sales: PeerSales) async throws -> Reading {
    try await bench.withBook { book in
      guard isFolded else { return try await append(bench, book, writers, events, isFolded: false, sales) }
      let worker = try await book.worker()
      return try await withThrowingTaskGroup(of: Reading?.self) { group in
        group.addTask {
          try await worker.follow()
          return nil
        }
        group.addTask { try await append(bench, book, writers, events, isFolded: true, sales) }
        // The worker follows for ever, so what comes first is the reading, or whatever went wrong with either.
        let reading = try await group.next().flatMap(\.self)
        group.cancelAll()
        guard let reading else { throw BenchError("The worker stopped following the log.") }
        return reading
      }
    }
  }

  private static func append(
    _ bench: Bench, _ book: BenchBook, _ writers: Int, _ events: Int, isFolded: Bool, _ sales: PeerSales
  ) async throws -> Reading {
    let log = Appender(options: book.options(.writer))
    var all = (0..<writers).map { EsepWriter(number: $0, of: writers, events: events, sales) }
    all = try await each(all) { writer in
      for _ in 0..<6 { try await writer.append(to: log) }
      writer.latencies = Latencies()
    }
    let before = all.reduce(0) { $0 + $1.written }
    let start = ContinuousClock.now
    let end = start + .seconds(bench.options.seconds)
    all = try await each(all) { writer in
      while ContinuousClock.now < end { try await writer.append(to: log) }
    }
    let stored = all.reduce(0) { $0 + $1.written }
    if isFolded { try await book.awaitFold(to: Int64(stored)) }
    let elapsed = (ContinuousClock.now - start).asSeconds
    await log.close()
    try await book.check(events: stored)
    try await check(book, gross: all.reduce(0) { $0 + $1.gross })
    if isFolded { try await checkFolded(book) }
    var latencies = Latencies()
    for writer in all { latencies.merge(writer.latencies) }
    return Reading(amount: Double(stored - before), seconds: elapsed, latencies: isFolded ? nil : latencies)
  }

  private static func check(_ book: BenchBook, gross: Int64) async throws {
    let found = try await book.with(.owner) { session in
      try session.query("SELECT coalesce(sum((payload->>'gross')::bigint), 0)::bigint FROM event")[0].int64(0)
    }
    guard found == gross else { throw BenchError("The sales in the log come to \(found), and those appended to \(gross).") }
  }

  private static func checkFolded(_ book: BenchBook) async throws {
    let sql = """
      SELECT (SELECT sum((payload->>'book_gross')::bigint) FROM event)::bigint, (SELECT sum(book_gross) FROM entry WHERE kind = 'sold')::bigint,
             (SELECT sum(gross) FROM sales_by_producer)::bigint
      """
    let sums = try await book.with(.owner) { session in
      let row = try session.query(sql)[0]
      return try (0..<3).map { try row.int64($0) }
    }
    guard Set(sums).count == 1 else { throw BenchError("The log's sales, their entries and the read model come to different sums: \(sums).") }
  }

  /// All writers at once; gives them as they are afterwards.
  private static func each(
    _ writers: [EsepWriter], _ job: @escaping @Sendable (inout EsepWriter) async throws -> Void
  ) async throws -> [EsepWriter] {
    try await withThrowingTaskGroup(of: EsepWriter.self) { group in
      for writer in writers {
        group.addTask {
          var writer = writer
          try await job(&writer)
          return writer
        }
      }
      var done: [EsepWriter] = []
      for try await writer in group { done.append(writer) }
      return done
    }
  }
}

extension BenchBook {
  /// Who keeps the read models up to the log; their tables are there.
  func worker() async throws -> Worker {
    let catalogue = try Catalogue.builtIn()
    try await Rebuilder(options: options(.owner), catalogue: catalogue).prepare { _ in }
    return Worker(options: options(.owner), catalogue: catalogue)
  }

  /// Waits until the book is folded that far.
  fileprivate func awaitFold(to position: Int64) async throws {
    let connection = try await Connection.open(options(.reader))
    let deadline = ContinuousClock.now + .seconds(300)
    while try await connection.run({ try $0.query("SELECT position FROM checkpoint")[0].int64(0) }) < position {
      guard ContinuousClock.now < deadline else { throw BenchError("The book was not folded to position \(position) within five minutes.") }
      try await Task.sleep(for: .milliseconds(5))
    }
    await connection.close()
  }
}

private struct EsepWriter: Sendable {
  let number: Int
  let events: Int
  let sales: PeerSales
  var streams: OwnStreams
  var commits = 0
  var written = 0
  var gross: Int64 = 0
  var latencies = Latencies()

  init(number: Int, of writers: Int, events: Int, _ sales: PeerSales) {
    (self.number, self.events, self.sales) = (number, events, sales)
    streams = OwnStreams(writer: number, of: writers)
  }

  mutating func append(to log: Appender) async throws {
    let (stream, version) = streams.take(events: events)
    let name = "sale/\(stream)"
    var new: [NewEvent] = []
    for _ in 0..<events {
      let sale = sales.sale(written, writer: number)
      written += 1
      gross += sale.gross
      new.append(NewEvent(stream: name, type: "SaleRecorded", schema: 1, occurredOn: History.firstDay, payload: sale.payload))
    }
    let commit = Commit(
      key: "peers/\(number)/\(commits)", fingerprint: [UInt8](repeating: 7, count: 32), actor: "bench", events: new,
      expected: [ExpectedVersion(stream: name, version: Int32(version))])
    commits += 1
    let start = ContinuousClock.now
    let outcome = try await log.append(commit)
    latencies.record(since: start)
    guard case .appended = outcome else { throw BenchError("A commit that nothing stood against was not appended: \(outcome)") }
  }
}
