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
    String(unsafeUninitializedCapacity: Self.largestTextLength) { buffer in buffer.baseAddress.map(write) ?? 0 }
  }

  /// Bytes of the longest text: a sign, a point, and sixteen digits or twelve behind a zero.
  static var largestTextLength: Int { 18 }

  /// Writes the text where there is room for `largestTextLength` bytes, and says how long it is.
  func write(to text: UnsafeMutablePointer<UInt8>) -> Int {
    var rest = mantissa.magnitude
    var digits = 1
    var bound: UInt64 = 10
    while rest >= bound {
      digits += 1
      bound *= 10
    }
    // A zero stands before the point when nothing else does.
    digits = max(digits, scale + 1)
    let sign = mantissa < 0 ? 1 : 0
    if sign == 1 { text[0] = UInt8(ascii: "-") }
    let end = sign + digits + (scale > 0 ? 1 : 0)
    for place in 0..<digits {
      // From the right; the point stands between the places `scale` and `scale` + 1.
      text[end - 1 - place - (scale > 0 && place >= scale ? 1 : 0)] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    if scale > 0 { text[end - 1 - scale] = UInt8(ascii: ".") }
    return end
  }
}
