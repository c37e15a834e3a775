import Foundation
public import Ledger

/// Dates and times as people write them.
public enum Moment {
  /// A day; of a month or year its first or its last one.
  ///
  /// Nil for what is none of them.
  public static func day(_ text: String, isEnd: Bool) -> CalendarDate? {
    if let date = CalendarDate(text) { return date }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    if (1...2).contains(parts.count), let year = parts[0], text.utf8.prefix(4).count == 4, parts.count == 1 || parts[1] != nil {
      let month = parts.count == 2 ? parts[1] ?? 0 : isEnd ? 12 : 1
      let day = isEnd && (1...12).contains(month) ? CalendarDate.daysInMonth(year: year, month: month) : 1
      if let date = CalendarDate(year: year, month: month, day: day) { return date }
    }
    return nil
  }

  /// A moment in microseconds since 1970 UTC: ISO 8601; a bare day means its end.
  ///
  /// Nil for what is neither.
  public static func microseconds(_ text: String) -> Int64? {
    if let date = CalendarDate(text) { return (Int64(date.daysSince1970) + 1) * 86_400_000_000 - 1 }
    let formatter = ISO8601DateFormatter()
    for options: ISO8601DateFormatter.Options in [[.withInternetDateTime], [.withInternetDateTime, .withFractionalSeconds]] {
      formatter.formatOptions = options
      if let date = formatter.date(from: text) { return Int64((date.timeIntervalSince1970 * 1_000_000).rounded()) }
    }
    return nil
  }
}
