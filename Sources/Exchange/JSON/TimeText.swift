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

  /// The microseconds since 1970 of a moment that `utc` wrote; nil for any other text.
  public static func microseconds(ofUTC text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count == 27, bytes.allSatisfy({ $0 < 0x80 }), let day = CalendarDate(text.prefix(10)) else { return nil }
    func number(_ range: Range<Int>) -> Int64? {
      let digits = bytes[range]
      guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
      return digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }
    guard let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19), let micros = number(20..<26) else { return nil }
    let moment = Int64(day.daysSince1970) * 86_400_000_000 + ((hour * 60 + minute) * 60 + second) * 1_000_000 + micros
    return utc(moment) == text ? moment : nil
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
