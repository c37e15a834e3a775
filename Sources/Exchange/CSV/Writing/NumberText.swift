/// Numbers as people read them, computed with integers only.
public enum NumberText {
  /// Between thousands on a page: a narrow no-break blank. A terminal gets a plain blank.
  public static let narrowBlank = "\u{202F}"

  /// Money in minor units: 6 300 000 000 with 2 decimals is `63 000 000.00`.
  /// - Parameter decimals: of the currency, 0…18: 2 for KGS, 0 for JPY.
  public static func money(minor: Int64, decimals: Int = 2, separator: String = " ") -> String {
    fixed(minor, decimals: decimals, separator: separator)
  }

  /// A quantity in thousandths, with as many decimals as it needs: 1 500 is `1.5`, 679 000 is `679`.
  public static func quantity(thousandths: Int64, separator: String = " ") -> String {
    var (value, decimals) = (thousandths, 3)
    while decimals > 0 && value % 10 == 0 {
      value /= 10
      decimals -= 1
    }
    return fixed(value, decimals: decimals, separator: separator)
  }

  /// A share given as a decimal text, as per cent with two decimals: `0.400000` is `40.00 %`. Rounded half away from zero. Text that is no decimal number
  /// stays as it is.
  public static func share(_ text: String) -> String {
    guard let number = try? ParsedDecimal(text) else { return text }
    var (value, scale) = (number.mantissa, number.scale)
    // A share is near 1; at most four decimals of it are shown, so first drop all others at once, rounding once.
    if scale > 4 {
      var divisor: Int64 = 1
      for _ in 4..<scale { divisor *= 10 }
      let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
      let isHalf = remainder.magnitude >= (UInt64(divisor) + 1) / 2
      value = isHalf ? quotient + value.signum() : quotient
      scale = 4
    }
    while scale < 4 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { return text }
      value = product
      scale += 1
    }
    return fixed(value, decimals: 2, separator: " ") + " %"
  }

  private static func fixed(_ value: Int64, decimals: Int, separator: String) -> String {
    let digits = String(value.magnitude)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let whole = padded.dropLast(decimals)
    var text = value < 0 ? "-" : ""
    for (index, digit) in whole.enumerated() {
      if index > 0 && (whole.count - index) % 3 == 0 { text += separator }
      text.append(digit)
    }
    return decimals > 0 ? "\(text).\(padded.suffix(decimals))" : text
  }
}
