import EventLog
import Postgres

/// A ready history into an empty book.
enum BulkAppend {
  private static let copy =
    "COPY event (position, version, schema, occurred_on, recorded_at, stream, type, actor, payload) FROM STDIN (FORMAT binary)"

  static func restored(_ bench: Bench) async throws -> Reading {
    // Made beforehand: a bundle is read from a file, and what that costs is not the log's.
    let commits = Array(History(events: bench.options.events))
    return try await bench.withBook { book in
      let count = commits.reduce(0) { $0 + $1.events.count }
      let reading = try await Reading.timing(count) {
        _ = try await book.with(.owner) { session in
          var next = commits.makeIterator()
          return try session.restore { next.next() }
        }
      }
      try await book.check(events: count)
      return reading
    }
  }

  static func copied(_ bench: Bench) async throws -> Reading {
    let commits = Array(History(events: bench.options.events))
    return try await bench.withBook { book in
      let count = commits.reduce(0) { $0 + $1.events.count }
      return try await Reading.timing(count) {
        _ = try await book.with(.owner) { session in
          try session.copyIn(Self.copy) { writer in
            writer.header()
            for commit in commits { for event in commit.events { Self.write(event, to: &writer) } }
            writer.trailer()
          }
        }
      }
    }
  }

  private static func write(_ event: RecordedEvent, to writer: inout CopyWriter) {
    writer.row(columns: 9)
    writer.int64(event.position)
    writer.int32(event.version)
    writer.int16(event.schema)
    writer.date(daysSince1970: event.occurredOn)
    writer.timestamp(microsecondsSince1970: event.recordedAt)
    writer.text(event.stream)
    writer.text(event.type)
    writer.text(event.actor)
    writer.bytes(event.payload)
  }
}

extension BenchBook {
  /// Nothing lost, nothing double, nothing out of order.
  /// - Throws: `BenchError` otherwise.
  func check(events: Int) async throws {
    let (head, flaw) = try await with(.owner) { (try $0.head().position, try $0.firstFlaw()) }
    guard head == Int64(events), flaw == nil else {
      throw BenchError("The log should hold \(events) events and stands at \(head). \(flaw.map { "\($0)" } ?? "")")
    }
  }
}
