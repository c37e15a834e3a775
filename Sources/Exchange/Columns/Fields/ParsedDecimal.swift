/// A number exactly as a file has it: `mantissa` ÷ 10^`scale`. Never a float.
///
/// The decimal mark is a point or a comma. Thousands may be set apart by blanks (also no-break and thin ones), apostrophes, or whichever of point and
/// comma is not the decimal mark, in groups of three.
/// - A single point or comma is always the decimal mark: 1,234 is one and 234 thousandths, as Kyrgyz and Russian spreadsheets mean it.
/// - Two or more alike, in groups of three, separate thousands: 1,234,567.
/// - In a mix the last one is the decimal mark: 1.234,50 and 1,234.50.
/// Everything else is refused.
public struct ParsedDecimal: Sendable, Equatable {
  /// All digits as one number, with the sign.
  public let mantissa: Int64
  /// How many of the digits stand behind the decimal mark, 0…18.
  public let scale: Int

  /// The number `mantissa` ÷ 10^`scale`.
  public init(mantissa: Int64, scale: Int) {
    self.mantissa = mantissa
    self.scale = scale
  }

  /// Reads a number.
  /// - Throws: `FieldProblem` with the value and how to write it.
  public init(_ text: String) throws(FieldProblem) {
    self = try parse(text) { bytes throws(FieldProblem) in try ParsedDecimal(parsing: bytes) }
  }

  /// Reads a number from a trimmed field. Cost: plain digits with one decimal mark take one pass without allocation.
  /// - Throws: `FieldProblem` with the value and how to write it.
  public init(parsing bytes: UnsafeBufferPointer<UInt8>) throws(FieldProblem) {
    if let plain = Self.plain(bytes) {
      self = plain
      return
    }
    guard !bytes.isEmpty else { throw FieldProblem(.missingNumber) }
    self = try GroupedNumber(bytes).decimal()
  }

  /// The number as a whole multiple of 10^−`digits`: 1.5 with 3 digits is 1500.
  /// - Throws: `FieldProblem` when it has more decimals than that (other than zeros) or is too large.
  public func units(digits: Int) throws(FieldProblem) -> Int64 {
    var (value, scale) = (mantissa, scale)
    while scale > digits {
      guard value % 10 == 0 else { throw FieldProblem(.tooManyDecimals(description, most: digits)) }
      value /= 10
      scale -= 1
    }
    while scale < digits {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { throw FieldProblem(.tooLarge(description)) }
      value = product
      scale += 1
    }
    return value
  }

  /// Digits, an optional sign before and one decimal mark between them: what programs write.
  private static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> ParsedDecimal? {
    guard bytes.count <= 18, let first = bytes.first else { return nil }
    let isNegative = first == UInt8(ascii: "-")
    var value: Int64 = 0
    var mark: Int?
    let start = isNegative ? 1 : 0
    for at in start..<bytes.count {
      let byte = bytes[at]
      if byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") {
        value = value &* 10 &+ Int64(byte &- UInt8(ascii: "0"))
      } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ","), mark == nil, at > start, at + 1 < bytes.count {
        mark = at
      } else {
        return nil
      }
    }
    guard bytes.count > start else { return nil }
    return ParsedDecimal(mantissa: isNegative ? -value : value, scale: mark.map { bytes.count - 1 - $0 } ?? 0)
  }
}

extension ParsedDecimal: CustomStringConvertible {
  /// The number with a decimal point, no thousands set apart.
  public var description: String {
    let digits = String(mantissa.magnitude)
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    let sign = mantissa < 0 ? "-" : ""
    return scale == 0 ? sign + padded : "\(sign)\(padded.dropLast(scale)).\(padded.suffix(scale))"
  }
}
