import Ledger
import Office

// Dates and times as they are typed on the command line.
extension Moment {
  /// A day; of a month or year its first or its last one.
  static func day(_ text: String, option: String, isEnd: Bool) throws -> CalendarDate {
    if let date = day(text, isEnd: isEnd) { return date }
    throw Failure.usage("\(option) \(text) is no date; write a year (2024), a month (2024-03) or a day (2024-03-15)")
  }

  /// A moment in microseconds since 1970 UTC: ISO 8601; a bare day means its end.
  static func microseconds(_ text: String, option: String) throws -> Int64 {
    if let moment: Int64 = microseconds(text) { return moment }
    throw Failure.usage("\(option) \(text) is no time; write it like 2024-03-31T23:59:59Z, or a day such as 2024-03-31 for its end (UTC)")
  }
}
