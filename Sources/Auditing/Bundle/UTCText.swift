import Ledger

/// A moment as the leaves have it: `2024-03-31T23:59:59.000000Z`.
enum UTCText {
  /// - Parameter microseconds: since 1970 UTC.
  static func text(_ microseconds: Int64) -> String {
    let day: Int64 = 86_400_000_000
    let days = microseconds >= 0 ? microseconds / day : (microseconds + 1) / day - 1
    let rest = microseconds - days * day
    let seconds = rest / 1_000_000
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":")
    return "\(CalendarDate(daysSince1970: Int32(truncatingIfNeeded: days)))T\(clock).\(padded(rest % 1_000_000, 6))Z"
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
