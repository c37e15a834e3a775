public import Postgres

extension Session {
  /// The first two events and the last of each stream, in order of position: what a batch of goods is, what was accepted
  /// of it and what is left, without all its draws.
  public func edgeEvents(ofStreams streams: [String]) throws -> [RecordedEvent] {
    try query(
      """
      SELECT edge.* FROM (SELECT DISTINCT unnest($1) AS stream) AS wanted
      CROSS JOIN LATERAL (
        SELECT \(RecordedEvent.columns) FROM event WHERE event.stream = wanted.stream AND version <= 2
        UNION ALL
        (SELECT \(RecordedEvent.columns) FROM event WHERE event.stream = wanted.stream AND version > 2 ORDER BY version DESC LIMIT 1)
      ) AS edge
      ORDER BY edge.position
      """, [.textArray(streams)]
    ).map { try RecordedEvent($0) }
  }

  /// The streams of all batches of the given products, oldest first.
  public func batchStreams(ofProducts products: [String]) throws -> [String] {
    try query(
      "SELECT stream FROM event WHERE type = 'BatchProduced' AND payload->>'product' = ANY($1) ORDER BY position", [.textArray(products)]
    ).map { try $0.text(0) }
  }
}
