/// A calendar day (proleptic Gregorian), 1990-01-01 to 2100-12-31.
public struct ParsedDate: Sendable, Hashable {
  /// 1990…2100.
  public let year: Int
  /// 1…12.
  public let month: Int
  /// 1…31.
  public let day: Int

  /// Years that a ledger of village programmes can meaningfully hold; others are typing errors.
  public static let years = 1990...2100

  /// Reads 2024-01-31, 31.01.2024 or 31/01/2024 (the day first). A midnight behind it, as 1C writes, is let pass.
  /// - Throws: `FieldProblem` with the value and how to write it.
  public init(_ text: String) throws(FieldProblem) {
    self = try parse(text) { bytes throws(FieldProblem) in try ParsedDate(parsing: bytes) }
  }

  /// Reads a date from a trimmed field; no allocation when it is sound.
  /// - Throws: `FieldProblem` with the value and how to write it.
  public init(parsing bytes: UnsafeBufferPointer<UInt8>) throws(FieldProblem) {
    var cursor = DateCursor(bytes)
    let (first, firstDigits) = cursor.number()
    let mark = cursor.mark()
    let (second, secondDigits) = cursor.number()
    let hasSecondMark = mark != nil && cursor.mark() == mark
    let (third, thirdDigits) = cursor.number()
    let isISO = mark == UInt8(ascii: "-") && firstDigits == 4 && secondDigits == 2 && thirdDigits == 2
    let isDayFirst = mark != UInt8(ascii: "-") && (1...2).contains(firstDigits) && (1...2).contains(secondDigits) && thirdDigits == 4
    guard hasSecondMark, isISO || isDayFirst, cursor.isAtEndOrMidnight else { throw Self.refusal(bytes) }
    (year, month, day) = isISO ? (first, second, third) : (third, second, first)
    guard Self.years.contains(year) else {
      throw FieldProblem(.yearOutside(quoted(bytes), year, Self.years))
    }
    guard (1...12).contains(month) else {
      throw FieldProblem(.noSuchMonth(quoted(bytes), month))
    }
    let days = Self.daysIn(month: month, year: year)
    guard (1...days).contains(day) else {
      throw FieldProblem(.noSuchDay(quoted(bytes), year: year, month: month, name: Self.monthNames[month - 1], days: days))
    }
  }

  /// Days since 1970-01-01. Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
  public var daysSince1970: Int32 {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
  ]

  private static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func refusal(_ bytes: UnsafeBufferPointer<UInt8>) -> FieldProblem {
    guard !bytes.isEmpty else { return FieldProblem(.missingDate) }
    let digits = bytes.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    // Excel counts days from 1899-12-30: 32874 is 1990-01-01 and 73415 is 2100-12-31.
    if digits.count == 5, bytes.count == 5 || bytes[5] == UInt8(ascii: ".") || bytes[5] == UInt8(ascii: ","), (32874...73415).contains(number(digits))
    {
      return FieldProblem(.dayOfExcel(quoted(bytes)))
    }
    return FieldProblem(.notDate(quoted(bytes)))
  }

  private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int { digits.reduce(0) { $0 * 10 + Int($1) - 48 } }
}

/// Reads a date's parts one after the other.
private struct DateCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Up to four digits.
  mutating func number() -> (value: Int, digits: Int) {
    let start = at
    var value = 0
    while at < bytes.count, at - start < 4, case let digit = bytes[at] &- UInt8(ascii: "0"), digit <= 9 {
      value = value * 10 + Int(digit)
      at += 1
    }
    return (value, at - start)
  }

  mutating func mark() -> UInt8? {
    guard at < bytes.count, [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/")].contains(bytes[at]) else { return nil }
    at += 1
    return bytes[at - 1]
  }

  /// Nothing follows, or midnight: " 0:00:00", "T00:00".
  var isAtEndOrMidnight: Bool {
    if at == bytes.count { return true }
    guard bytes[at] == 0x20 || bytes[at] == UInt8(ascii: "T") else { return false }
    let parts = bytes[(at + 1)...].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    return (2...3).contains(parts.count) && parts.allSatisfy { (1...2).contains($0.count) && $0.allSatisfy { $0 == UInt8(ascii: "0") } }
  }
}

extension ParsedDate: CustomStringConvertible {
  /// ISO 8601: 2024-01-31.
  public var description: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))"
  }
}
