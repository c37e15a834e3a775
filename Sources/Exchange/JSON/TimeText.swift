import Ledger

/// Moments as text.
public enum TimeText {
  /// A moment in UTC with all its microseconds, as RFC 3339 has it: `2024-03-31T23:59:59.000000Z`.
  /// - Parameter microseconds: since 1970 UTC.
  public static func utc(_ microseconds: Int64) -> String {
    let (days, rest) = (floored(microseconds, 86_400_000_000))
    let seconds = rest / 1_000_000
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":")
    return "\(CalendarDate(daysSince1970: Int32(truncatingIfNeeded: days)))T\(clock).\(padded(rest % 1_000_000, 6))Z"
  }

  private static func floored(_ value: Int64, _ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
