import EventLog
import Ledger
import Postgres
import ReadModels
import Web

/// What a report's page offers to choose from.
struct ReportSurroundings: Sendable {
  /// Codes of channels; the months in which something happened; where the book stands.
  let channels: [String], months: ClosedRange<Int>?, end: Int64

  /// Looked up by index: costs the same whatever the book's size.
  static func of(_ desk: BookDesk, withChannels: Bool) async throws -> ReportSurroundings {
    try await desk.reader.withSession { session in
      let channels = try withChannels ? session.query("SELECT channel FROM channel ORDER BY channel LIMIT 200").map { try $0.text(0) } : []
      let ends = try session.query("SELECT min(day), max(day) FROM book_day").first
      let days = try ends.flatMap { row in try row.optionalDay(0).flatMap { first in try row.optionalDay(1).map { (first, $0) } } }
      let months = days.map { TimeSlider.month(of: CalendarDate(daysSince1970: $0.0))...TimeSlider.month(of: CalendarDate(daysSince1970: $0.1)) }
      return ReportSurroundings(channels: channels, months: months, end: try session.query("SELECT position FROM checkpoint").first?.int64(0) ?? 0)
    }
  }
}
