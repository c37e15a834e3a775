/// An exact decimal: `mantissa × 10^−scale`. Prices and exchange rates are kept in it, never in a float.
public struct DecimalNumber: Hashable, Sendable {
  /// All digits, without the point. At most 2⁵³ − 1 in magnitude.
  public let mantissa: Int64
  /// How many of the digits stand behind the point, 0…12.
  public let scale: Int

  /// The number of digits behind the point that is accepted at most.
  public static let largestScale = 12

  /// Trailing zeros behind the point are dropped, so that equal numbers are equal values; nil when out of bounds.
  public init?(mantissa: Int64, scale: Int) {
    guard scale >= 0, scale <= 18, mantissa.magnitude <= largestInteger.magnitude else { return nil }
    var digits = mantissa
    var places = scale
    while places > 0, digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
    guard places <= Self.largestScale else { return nil }
    self.mantissa = digits
    self.scale = places
  }

  /// Reads `-?digits[.digits]`; nil for anything else or when out of bounds. Localised input is normalised before it gets here.
  public init?(_ text: some StringProtocol) {
    var mantissa: Int64 = 0
    var scale = 0
    var digits = 0
    var isNegative = false
    var hasPoint = false
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where index == 0: isNegative = true
      case UInt8(ascii: ".") where !hasPoint && digits > 0: hasPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let (tens, overflow) = mantissa.multipliedReportingOverflow(by: 10)
        let (sum, carry) = tens.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
        guard !overflow, !carry else { return nil }
        mantissa = sum
        digits += 1
        if hasPoint { scale += 1 }
      default: return nil
      }
    }
    guard digits > 0, !(hasPoint && scale == 0) else { return nil }
    self.init(mantissa: isNegative ? -mantissa : mantissa, scale: scale)
  }

  /// This number × `10^places` as an integer; nil when digits would be lost or it does not fit.
  ///
  /// `"12.5"` to 2 places is 1250: percent to basis points, soms to tyiyn.
  public func integer(places: Int) -> Int64? {
    guard places >= scale, places - scale <= 18 else { return nil }
    let value = Int128(mantissa) * powersOfTen[places - scale]
    return Int64(exactly: value)
  }
}

extension DecimalNumber: CustomStringConvertible {
  /// Plain digits with a decimal point, as short as exactness allows.
  public var description: String {
    guard scale > 0 else { return String(mantissa) }
    var digits = String(mantissa.magnitude)
    if digits.count <= scale { digits = String(repeating: "0", count: scale - digits.count + 1) + digits }
    let point = digits.index(digits.endIndex, offsetBy: -scale)
    return (mantissa < 0 ? "-" : "") + digits[..<point] + "." + digits[point...]
  }
}
