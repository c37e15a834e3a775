public import Postgres

/// The two ends of a stream.
public struct StreamEnds: Sendable, Hashable {
  /// The first event: what the thing is.
  public var first: RecordedEvent
  /// The last event; the same as the first in a stream of one.
  public var last: RecordedEvent

  /// Ends from their events.
  public init(first: RecordedEvent, last: RecordedEvent) {
    self.first = first
    self.last = last
  }

  /// The stream's version: what a commit that relies on it must expect.
  public var version: Int32 { last.version }
}

/// What the log remembers of a commit.
public struct RecordedCommit: Sendable, Hashable {
  /// The idempotency key.
  public var key: String
  /// The SHA-256 of the command.
  public var fingerprint: [UInt8]
  /// The position of its first event.
  public var first: Int64
  /// How many events it has, one after the other.
  public var count: Int

  /// A commit from its parts.
  public init(key: String, fingerprint: [UInt8], first: Int64, count: Int) {
    self.key = key
    self.fingerprint = fingerprint
    self.first = first
    self.count = count
  }
}

extension Session {
  /// The version of each stream that exists.
  public func lastVersions(ofStreams streams: [String]) throws -> [String: Int32] {
    let rows = try query(
      """
      SELECT wanted.stream, newest.version FROM (SELECT DISTINCT unnest($1) AS stream) AS wanted
      CROSS JOIN LATERAL (SELECT version FROM event WHERE event.stream = wanted.stream ORDER BY version DESC LIMIT 1) AS newest
      """, [.textArray(streams)])
    return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.text(0), Int32(truncatingIfNeeded: try $0.int64(1))) })
  }

  /// First and last event of each stream that exists: a batch of goods without all its draws.
  public func firstAndLastEvents(ofStreams streams: [String]) throws -> [String: StreamEnds] {
    // The newest event is found by index as the current version is; the first has version 1. A stream of one comes once.
    let rows = try query(
      """
      SELECT ends.* FROM (SELECT DISTINCT unnest($1) AS stream) AS wanted
      CROSS JOIN LATERAL (
        SELECT \(RecordedEvent.columns) FROM event WHERE event.stream = wanted.stream AND version = 1
        UNION ALL
        (SELECT \(RecordedEvent.columns) FROM event WHERE event.stream = wanted.stream AND version > 1 ORDER BY version DESC LIMIT 1)
      ) AS ends
      """, [.textArray(streams)])
    var ends: [String: StreamEnds] = [:]
    for event in try rows.map({ try RecordedEvent($0) }) {
      if event.version == 1 {
        ends[event.stream] = StreamEnds(first: event, last: ends[event.stream]?.last ?? event)
      } else {
        ends[event.stream] = StreamEnds(first: ends[event.stream]?.first ?? event, last: event)
      }
    }
    return ends
  }

  /// The streams of all batches of a product, oldest first.
  public func batchStreams(ofProduct product: String) throws -> [String] {
    try query(
      "SELECT stream FROM event WHERE type = 'BatchProduced' AND payload->>'product' = $1 ORDER BY position", [.text(product)]
    ).map { try $0.text(0) }
  }

  /// What was appended under a key; nil if nothing was.
  public func commit(forKey key: String) throws -> RecordedCommit? { try commits(forKeys: [key]).first }

  /// What was appended under each key that was used, in no order.
  public func commits(forKeys keys: [String]) throws -> [RecordedCommit] {
    try query("SELECT key, fingerprint, first_position, events FROM \"commit\" WHERE key = ANY($1)", [.textArray(keys)]).map { row in
      RecordedCommit(key: try row.text(0), fingerprint: try row.bytes(1), first: try row.int64(2), count: Int(try row.int64(3)))
    }
  }

  /// Personal data by id, of those that have any (still). Refused to readers.
  public func persons(ids: [String]) throws -> [PersonRecord] {
    try query("SELECT id, salt, data FROM person WHERE id = ANY($1) ORDER BY id", [.textArray(ids)]).map { row in
      PersonRecord(id: try row.text(0), salt: try row.bytes(1), data: try row.text(2))
    }
  }
}
