import EventLog
import Postgres

/// Appends to a log that has grown to some size.
enum AppendingTo {
  private static let writers = 64
  private static let bulkEvents = 200_000

  /// One event a commit, each writer waiting for its answer.
  static func many(_ bench: Bench, events: Int) async throws -> Reading {
    let book = try await bench.grown.book(events: events, isFolded: false, on: bench)
    let payloads = Payloads()
    let before = try await head(book)
    let log = Appender(options: book.options(.writer))
    // Streams and keys of its own for each run.
    let first = Int(before)
    try await append(payloads.commit(0, writer: first - 1), to: log)
    try await bench.settle()
    let start = ContinuousClock.now
    let end = start + .seconds(bench.options.seconds)
    let latencies = try await withThrowingTaskGroup(of: Latencies.self) { group in
      for writer in 0..<writers {
        group.addTask {
          var (latencies, number) = (Latencies(), 0)
          var now = ContinuousClock.now
          while now < end {
            try await append(payloads.commit(number, writer: first + writer), to: log)
            number += 1
            let answered = ContinuousClock.now
            latencies.record((answered - now).nanoseconds)
            now = answered
          }
          return latencies
        }
      }
      var all = Latencies()
      for try await some in group { all.merge(some) }
      return all
    }
    let seconds = (ContinuousClock.now - start).asSeconds
    await log.close()
    guard try await head(book) == before + Int64(latencies.count) + 1 else { throw BenchError("The log lost events, or has some twice.") }
    return Reading(amount: Double(latencies.count), seconds: seconds, latencies: latencies)
  }

  /// Ready commits, as from a bundle.
  static func bulk(_ bench: Bench, events: Int) async throws -> Reading {
    let book = try await bench.grown.book(events: events, isFolded: false, on: bench)
    let before = try await book.with(.owner) { try $0.head() }
    let payloads = Payloads()
    let commits = (0..<bulkEvents).map { number in
      let event = payloads.event(number, writer: Int(before.position))
      let recorded = RecordedEvent(
        position: before.position + Int64(number) + 1, version: 1, schema: 1, occurredOn: event.occurredOn, recordedAt: before.recordedAt,
        stream: event.stream, type: event.type, actor: "bench", payload: Array(event.payload.utf8))
      return ReadyCommit(key: "bulk/\(before.position)/\(number)", fingerprint: [UInt8](repeating: 7, count: 32), events: [recorded])
    }
    try await bench.settle()
    let reading = try await Reading.timing(bulkEvents) {
      _ = try await book.with(.owner) { session in
        var next = commits.makeIterator()
        return try session.restore { next.next() }
      }
    }
    guard try await head(book) == before.position + Int64(bulkEvents) else { throw BenchError("The log lost events, or has some twice.") }
    return reading
  }

  private static func head(_ book: BenchBook) async throws -> Int64 { try await book.with(.owner) { try $0.head().position } }

  private static func append(_ commit: Commit, to log: Appender) async throws {
    guard case .appended = try await log.append(commit) else { throw BenchError("A commit that nothing stood against was not appended.") }
  }
}
