import EventLog
import Postgres

/// What one connection can insert into the same table without any of the log's guarantees: arrays of a thousand events, a transaction each.
enum ArrayInsert {
  private static let size = 1_000
  private static let sql = """
    INSERT INTO event (position, version, schema, occurred_on, recorded_at, stream, type, actor, payload)
    SELECT position, 1, 1, day, now(), stream, type, 'bench', payload::json
    FROM unnest($1::bigint[], $2::date[], $3::text[], $4::text[], $5::text[]) AS new(position, day, stream, type, payload)
    """

  static func run(_ bench: Bench, _ payloads: Payloads) async throws -> Reading {
    let seconds = bench.options.seconds
    return try await bench.withBook { book in
      let (count, elapsed) = try await book.with(.owner) { session in
        let start = ContinuousClock.now
        let end = start + .seconds(seconds)
        var count = 0
        while ContinuousClock.now < end {
          let events = (count..<count + size).map { payloads.event($0, writer: 0) }
          try session.query(
            sql,
            [
              .int64Array((count..<count + size).map { Int64($0 + 1) }), .dateArray(events.map(\.occurredOn)), .textArray(events.map(\.stream)),
              .textArray(events.map(\.type)), .textArray(events.map(\.payload)),
            ])
          count += size
        }
        return (count, (ContinuousClock.now - start).asSeconds)
      }
      return Reading(amount: Double(count), seconds: elapsed)
    }
  }
}

/// One row, one transaction, one connection: the least a durable fact can cost.
enum BareInsert {
  private static let sql = """
    INSERT INTO event (position, version, schema, occurred_on, recorded_at, stream, type, actor, payload)
    VALUES ($1, 1, 1, $2, now(), $3, $4, 'bench', $5)
    """

  static func run(_ bench: Bench, _ payloads: Payloads) async throws -> Reading {
    let seconds = bench.options.seconds
    return try await bench.withBook { book in
      let (latencies, elapsed) = try await book.with(.owner) { session in
        var (latencies, number) = (Latencies(), 0)
        let start = ContinuousClock.now
        let end = start + .seconds(seconds)
        var now = start
        while now < end {
          let event = payloads.event(number, writer: 0)
          number += 1
          try session.query(
            sql, [.int64(Int64(number)), .date(daysSince1970: event.occurredOn), .text(event.stream), .text(event.type), .json(event.payload)])
          let answered = ContinuousClock.now
          latencies.record((answered - now).nanoseconds)
          now = answered
        }
        return (latencies, (now - start).asSeconds)
      }
      return Reading(amount: Double(latencies.count), seconds: elapsed, latencies: latencies)
    }
  }
}
