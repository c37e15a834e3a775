public import Postgres

/// Something in a log that cannot come about by appending: somebody changed the tables, or a backup was put together wrongly.
public struct LogFlaw: Sendable, Hashable, CustomStringConvertible {
  /// Where it is: the first bad position of its kind.
  public var position: Int64
  /// What is wrong there, in a sentence.
  public var finding: String

  /// A flaw from its parts.
  public init(position: Int64, finding: String) {
    self.position = position
    self.finding = finding
  }

  /// Position and finding.
  public var description: String { "Position \(position): \(finding)" }
}

extension Session {
  /// Looks through the whole log for what its guarantees exclude: holes, versions out of order, commits that do not cover the
  /// positions, time going back, a head elsewhere than at the end. O(n log n) in the database; reads every event's small columns.
  ///
  /// Sees one moment, so it may run while others append; not inside a transaction.
  /// - Returns: the first flaw by position, or nil when the log is sound.
  public func firstFlaw() throws -> LogFlaw? {
    try transaction(.readOnlySnapshot) {
      try Self.flawQueries.flatMap { sql in
        try query(sql).map { row in LogFlaw(position: try row.int64(0), finding: try row.text(1)) }
      }.min { $0.position < $1.position }
    }
  }

  /// Each gives the first flaw of its kind, or no row.
  private static let flawQueries = [
    // Positions are 1, 2, 3, …
    """
    SELECT position, format('%s was due here, so %s position(s) before it are missing.', number, position - number)
    FROM (SELECT position, row_number() OVER (ORDER BY position) AS number FROM event) AS numbered
    WHERE position <> number ORDER BY position LIMIT 1
    """,
    // The head stands at the last of them, and at its time.
    """
    SELECT least(head.position, newest.position) + (head.position <> newest.position)::integer,
           format('the head stands at %s (%s), the last event at %s (%s).', head.position, head.recorded_at, newest.position, newest.recorded_at)
    FROM head, (SELECT coalesce(max(position), 0) AS position, coalesce(max(recorded_at), 'epoch') AS recorded_at FROM event) AS newest
    WHERE (head.position, head.recorded_at) IS DISTINCT FROM (newest.position, newest.recorded_at)
    """,
    "SELECT 0::bigint, format('the head has %s rows instead of one.', count(*)) FROM head HAVING count(*) <> 1",
    // Within a stream, versions are 1, 2, 3, … in order of position.
    """
    SELECT position, format('stream %s has version %s here, where %s was due.', stream, version, number)
    FROM (SELECT position, stream, version, row_number() OVER (PARTITION BY stream ORDER BY position) AS number FROM event) AS numbered
    WHERE version <> number ORDER BY position LIMIT 1
    """,
    // Commits cover the positions without gap or overlap.
    """
    SELECT least(first_position, due), format('commit %s starts at %s, where %s was due.', key, first_position, due)
    FROM (SELECT key, first_position, coalesce(lag(first_position + events) OVER (ORDER BY first_position), 1) AS due FROM "commit") AS chained
    WHERE first_position <> due ORDER BY 1 LIMIT 1
    """,
    """
    SELECT least(head.position, covered.position) + 1,
           format('commits cover the positions up to %s, the head stands at %s.', covered.position, head.position)
    FROM head, (SELECT coalesce(max(first_position + events) - 1, 0) AS position FROM "commit") AS covered
    WHERE head.position <> covered.position
    """,
    // The book never learned of an event before one that stands earlier.
    """
    SELECT position, format('recorded at %s, earlier than the event before it (%s).', recorded_at, before)
    FROM (SELECT position, recorded_at, lag(recorded_at) OVER (ORDER BY position) AS before FROM event) AS timed
    WHERE recorded_at < before ORDER BY position LIMIT 1
    """,
  ]
}
