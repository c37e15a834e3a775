import Ledger
import Postgres

/// A stretch of the log, newest first, found without reading the whole of it.
///
/// A stream and the rarer types are found by index. For what no index knows (who did it, on which day, the frequent types), a bounded number of events is
/// looked at, and where that ended is told, so that one can go on from there.
struct LogWindow: Sendable {
  /// An event without its payload.
  struct Row: Sendable {
    let position: Int64, version: Int64
    let occurredOn: CalendarDate
    /// In microseconds since 1970 UTC.
    let recordedAt: Int64
    let stream: String, type: String, actor: String
  }

  /// What was found.
  let rows: [Row]
  /// Where a next page goes on: before this position; nil at the end of what is asked for.
  let next: Int64?
  /// Whether fewer were found than a page holds because only so many were looked at.
  let isCutShort: Bool
  /// Where the log ends.
  let head: Int64

  /// Events looked at for one page where no index helps.
  static let lookedAtMax = 20_000

  /// Cost: that of a page, or of `lookedAtMax` events one beside the other.
  static func find(_ filter: LogFilter, rowsMax: Int, in session: Session) throws -> LogWindow {
    let head = try session.query("SELECT position FROM head").first?.int64(0) ?? 0
    let upper = min(head, filter.through ?? .max, max(1, filter.before ?? .max) - 1)
    var parameters: [Parameter] = [.int64(upper), .int64(max(1, filter.from ?? 1))]
    func bind(_ parameter: Parameter) -> String {
      parameters.append(parameter)
      return "$\(parameters.count)"
    }
    // Both in the statement's text: a plan for any type would not use an index of some types. The type is one of a list, no text of the reader's.
    var indexed = ["position <= $1", "position >= $2"], order = "position"
    var rest: [String] = []
    if let stream = filter.stream {
      let name = bind(.text(stream))
      indexed.append("stream = \(name)")
      // Within a stream versions rise with positions, and by them the index goes.
      if let before = filter.before {
        indexed.append(
          "version < coalesce((SELECT b.version FROM event AS b WHERE b.position = \(bind(.int64(before))) AND b.stream = \(name)), 2147483647)")
      }
      order = "version"
    } else if let type = filter.type, EventTypes.rare.contains(type) {
      indexed.append("type = '\(type)'")
    }
    if let type = filter.type, filter.stream != nil || !EventTypes.rare.contains(type) { rest.append("type = '\(type)'") }
    if let actor = filter.actor { rest.append("actor = \(bind(.text(actor)))") }
    if let day = filter.occurredFrom { rest.append("occurred_on >= \(bind(.date(daysSince1970: day.daysSince1970)))") }
    if let day = filter.occurredTo { rest.append("occurred_on <= \(bind(.date(daysSince1970: day.daysSince1970)))") }
    let lookedAt = rest.isEmpty ? rowsMax + 1 : lookedAtMax
    let sql = """
      WITH seen AS MATERIALIZED (
        SELECT position, version, occurred_on, recorded_at, stream, type, actor FROM event
        WHERE \(indexed.joined(separator: " AND ")) ORDER BY \(order) DESC LIMIT \(lookedAt)
      ), looked AS (SELECT count(*) AS number, min(position) AS lowest FROM seen)
      SELECT looked.number, looked.lowest, found.* FROM looked LEFT JOIN (
        SELECT position, version::bigint, occurred_on, recorded_at, stream, type, actor FROM seen
        \(rest.isEmpty ? "" : "WHERE \(rest.joined(separator: " AND "))") ORDER BY position DESC LIMIT \(rowsMax + 1)
      ) AS found ON true ORDER BY found.position DESC
      """
    let answer = try session.limited(toMilliseconds: 10_000) { try session.query(sql, parameters) }
    let found = try answer.compactMap { row -> Row? in
      guard try !row.isNull(2) else { return nil }
      return try Row(
        position: row.int64(2), version: row.int64(3), occurredOn: CalendarDate(daysSince1970: row.day(4)), recordedAt: row.microseconds(5),
        stream: row.text(6), type: row.text(7), actor: row.text(8))
    }
    let (number, lowest) = try (answer.first?.int64(0) ?? 0, answer.first?.optionalInt64(1) ?? nil)
    if found.count > rowsMax {
      return LogWindow(rows: Array(found.prefix(rowsMax)), next: found[rowsMax - 1].position, isCutShort: false, head: head)
    }
    let isCutShort = !rest.isEmpty && number == Int64(lookedAt)
    return LogWindow(rows: found, next: isCutShort ? lowest : nil, isCutShort: isCutShort, head: head)
  }
}
