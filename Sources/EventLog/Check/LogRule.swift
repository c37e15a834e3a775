/// One thing that appending guarantees, and the query that finds the first place where it does not hold.
public enum LogRule: Sendable, Hashable, CaseIterable {
  /// Positions are 1, 2, 3, …
  case positions
  /// The head stands at the last event, and at its time.
  case head
  /// There is one head.
  case oneHead
  /// Within a stream, versions are 1, 2, 3, … in order of position.
  case versions
  /// Commits follow one another without gap or overlap.
  case commits
  /// The commits end where the head stands.
  case coverage
  /// The book never learned of an event before one that stands earlier.
  case times

  /// Gives the first flaw of its kind, as position and finding, or no row.
  var sql: String {
    switch self {
    case .positions:
      """
      SELECT position, format('%s was due here, so %s position(s) before it are missing.', number, position - number)
      FROM (SELECT position, row_number() OVER (ORDER BY position) AS number FROM event) AS numbered
      WHERE position <> number ORDER BY position LIMIT 1
      """
    case .head:
      """
      SELECT least(head.position, newest.position) + (head.position <> newest.position)::integer,
             format('the head stands at %s (%s), the last event at %s (%s).', head.position, head.recorded_at, newest.position, newest.recorded_at)
      FROM head,
           (SELECT coalesce(max(position), 0) AS position,
                   coalesce((SELECT recorded_at FROM event ORDER BY position DESC LIMIT 1), 'epoch') AS recorded_at
            FROM event) AS newest
      WHERE (head.position, head.recorded_at) IS DISTINCT FROM (newest.position, newest.recorded_at)
      """
    case .oneHead:
      "SELECT 0::bigint, format('the head has %s rows instead of one.', count(*)) FROM head HAVING count(*) <> 1"
    case .versions:
      """
      SELECT position, format('stream %s has version %s here, where %s was due.', stream, version, number)
      FROM (SELECT position, stream, version, row_number() OVER (PARTITION BY stream ORDER BY position) AS number FROM event) AS numbered
      WHERE version <> number ORDER BY position LIMIT 1
      """
    case .commits:
      // The keys are left out of what is sorted, and looked up for the one that is shown.
      """
      SELECT place, format('commit %s starts at %s, where %s was due.',
                           (SELECT min(key) FROM "commit" WHERE "commit".first_position = found.first_position), first_position, due)
      FROM (SELECT least(first_position, due) AS place, first_position, due
            FROM (SELECT first_position, coalesce(lag(first_position + events) OVER (ORDER BY first_position), 1) AS due FROM "commit") AS chained
            WHERE first_position <> due ORDER BY 1 LIMIT 1) AS found
      """
    case .coverage:
      """
      SELECT least(head.position, covered.position) + 1,
             format('commits cover the positions up to %s, the head stands at %s.', covered.position, head.position)
      FROM head, (SELECT coalesce(max(first_position + events) - 1, 0) AS position FROM "commit") AS covered
      WHERE head.position <> covered.position
      """
    case .times:
      """
      SELECT position, format('recorded at %s, earlier than the event before it (%s).', recorded_at, before)
      FROM (SELECT position, recorded_at, lag(recorded_at) OVER (ORDER BY position) AS before FROM event) AS timed
      WHERE recorded_at < before ORDER BY position LIMIT 1
      """
    }
  }
}
