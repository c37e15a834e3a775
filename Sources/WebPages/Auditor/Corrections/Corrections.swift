import Ledger
import Postgres

/// Events that put something right or take it back, found by the index of rare types.
enum Corrections {
  /// How many there are of each kind; those of which there are none are left out. Cost: that of their index entries, of which there are few.
  static func counts(in session: Session) throws -> [(type: String, count: Int64)] {
    // The types stand in the text, or the index of some types would not serve.
    let parts = EventTypes.correcting.map { "SELECT '\($0)' AS type, (SELECT count(*) FROM event WHERE type = '\($0)') AS number" }
    return try session.query("SELECT type, number FROM (\(parts.joined(separator: " UNION ALL "))) AS counted WHERE number > 0 ORDER BY type")
      .map { (try $0.text(0), try $0.int64(1)) }
  }

  /// The newest ones before a position, newest first, one more than a page holds where there are more.
  static func newest(_ types: [String], before: Int64, limit: Int, in session: Session) throws -> [LogWindow.Row] {
    let parts = types.map { type in
      "(SELECT position, version, occurred_on, recorded_at, stream, type, actor FROM event WHERE type = '\(type)' AND position < $1 ORDER BY position DESC LIMIT \(limit))"
    }
    let sql =
      "SELECT position, version::bigint, occurred_on, recorded_at, stream, type, actor FROM (\(parts.joined(separator: " UNION ALL "))) AS newest ORDER BY position DESC LIMIT \(limit)"
    return try session.query(sql, [.int64(before)]).map { row in
      try LogWindow.Row(
        position: row.int64(0), version: row.int64(1), occurredOn: CalendarDate(daysSince1970: row.day(2)), recordedAt: row.microseconds(3),
        stream: row.text(4), type: row.text(5), actor: row.text(6))
    }
  }
}
