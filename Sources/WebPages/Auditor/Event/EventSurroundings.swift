import EventLog
import Ledger
import Postgres

/// An event with what stands around it and what was made of it.
struct EventSurroundings: Sendable {
  let event: RecordedEvent
  /// Where the log ends; the neighbours in its stream.
  let head: Int64, beforeInStream: Int64?, afterInStream: Int64?
  /// Its lines in the ledger: column names, and of each line the values as text.
  let entries: (columns: [String], lines: [[String?]])
  let hasMoreEntries: Bool

  /// Lines shown at most: a payout run may have thousands.
  static let entriesMax = 100

  /// A handful of look-ups by key. Nil when the log has no such position.
  static func of(_ position: Int64, in session: Session) throws -> EventSurroundings? {
    guard let event = try session.events(after: position - 1, limit: 1).first, event.position == position else { return nil }
    func neighbour(_ version: Int32) throws -> Int64? {
      try session.query("SELECT position FROM event WHERE stream = $1 AND version = $2", [.text(event.stream), .int32(version)]).first?.int64(0)
    }
    let rows = try session.query("SELECT * FROM entry WHERE position = $1 ORDER BY line LIMIT \(entriesMax + 1)", [.int64(position)])
    let columns = rows.columns.map(\.name)
    let lines = rows.prefix(entriesMax).map { row in columns.indices.map { row.display($0) } }
    return try EventSurroundings(
      event: event, head: session.head().position, beforeInStream: event.version > 1 ? neighbour(event.version - 1) : nil,
      afterInStream: neighbour(event.version + 1), entries: (columns, lines), hasMoreEntries: rows.count > entriesMax)
  }
}

/// Days as the log counts them.
enum CalendarDateText {
  /// Such as `2024-05-01`.
  static func of(_ daysSince1970: Int32) -> String { CalendarDate(daysSince1970: daysSince1970).description }
}
