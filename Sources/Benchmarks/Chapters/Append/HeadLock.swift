import EventLog
import Postgres

/// The plain way to a dense log: every writer with a connection of her own, a transaction a commit, and the head's row locked in it.
enum HeadLock {
  private static let begin = "SELECT position FROM head FOR UPDATE"
  private static let insert = """
    INSERT INTO event (position, version, schema, occurred_on, recorded_at, stream, type, actor, payload)
    VALUES ($1, 1, 1, $2, now(), $3, $4, 'bench', $5)
    """
  private static let move = "UPDATE head SET position = $1"

  static func run(_ bench: Bench, writers: Int, _ payloads: Payloads) async throws -> Reading {
    let seconds = bench.options.seconds
    return try await bench.withBook { book in
      let connections = try await connected(writers, book)
      let start = ContinuousClock.now
      let end = start + .seconds(seconds)
      let latencies = try await withThrowingTaskGroup(of: Latencies.self) { group in
        for (writer, connection) in connections.enumerated() {
          group.addTask { try await connection.run { try Self.write($0, writer, payloads, until: end) } }
        }
        var all = Latencies()
        for try await some in group { all.merge(some) }
        return all
      }
      let elapsed = (ContinuousClock.now - start).asSeconds
      for connection in connections { await connection.close() }
      let head = try await book.with(.owner) { try $0.head().position }
      guard head == Int64(latencies.count) else { throw BenchError("The head lock's log stands at \(head) after \(latencies.count) commits.") }
      return Reading(amount: Double(latencies.count), seconds: elapsed, latencies: latencies)
    }
  }

  private static func connected(_ count: Int, _ book: BenchBook) async throws -> [Connection] {
    var connections: [Connection] = []
    for _ in 0..<count { connections.append(try await Connection.open(book.options(.owner))) }
    return connections
  }

  private static func write(
    _ session: Session, _ writer: Int, _ payloads: Payloads, until end: ContinuousClock.Instant
  ) throws -> Latencies {
    var (latencies, number) = (Latencies(), 0)
    var now = ContinuousClock.now
    while now < end {
      let event = payloads.event(number, writer: writer)
      number += 1
      try session.transaction {
        let position = try (session.query(begin).first?.int64(0) ?? 0) + 1
        try session.query(
          insert, [.int64(position), .date(daysSince1970: event.occurredOn), .text(event.stream), .text(event.type), .json(event.payload)])
        try session.query(move, [.int64(position)])
      }
      let answered = ContinuousClock.now
      latencies.record((answered - now).nanoseconds)
      now = answered
    }
    return latencies
  }
}
