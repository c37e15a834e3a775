/// Numbers as a language writes them. Exact: from integers, never through floating point.
///
/// Russian and Kyrgyz group with a no-break space and have a decimal comma, English a comma and a point. Groups begin with the fifth digit
/// in Russian and Kyrgyz too: 1 000 is written as 1 000, which accountants expect in a column.
public struct NumberFormat: Sendable {
  /// Whose way.
  public let language: Language

  /// The way of a language.
  public init(_ language: Language) { self.language = language }

  private var group: String { language == .en ? "," : "\u{A0}" }
  private var point: String { language == .en ? "." : "," }
  /// Minus sign (U+2212), as wide as a plus.
  private var minus: String { "\u{2212}" }

  /// A whole number.
  public func whole(_ number: Int64) -> String { (number < 0 ? minus : "") + grouped(number.magnitude) }

  /// So many units of the last place: `decimal(12345, places: 2)` is 123.45.
  /// - Parameter dropsZeros: whether noughts at the end are left out, and the point after them.
  public func decimal(_ units: Int64, places: Int, dropsZeros: Bool = false) -> String {
    guard places > 0 else { return whole(units) }
    let digits = String(units.magnitude)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    var fraction = padded.suffix(places)
    if dropsZeros { while fraction.last == "0" { fraction.removeLast() } }
    let wholePart = grouped(UInt64(padded.dropLast(places)) ?? 0)
    return (units < 0 ? minus : "") + wholePart + (fraction.isEmpty ? "" : point + fraction)
  }

  /// Money in minor units: `1 234,50 сом`, `1 234 ¥` is `1 234 JPY`. Som by name in Russian and Kyrgyz, all others by their ISO 4217 codes.
  public func money(_ minor: Int64, currency: String, decimals: Int) -> String {
    let amount = decimal(minor, places: decimals)
    return switch (language, currency) {
    case (.en, _): "\(currency)\u{A0}\(amount)"
    case (_, "KGS"): "\(amount)\u{A0}сом"
    default: "\(amount)\u{A0}\(currency)"
    }
  }

  /// A share in millionths as per cent with that many places, half away from zero: 400 000 is 40,0 %.
  public func percent(millionths: Int64, places: Int = 1) -> String {
    var divisor: Int64 = 10_000
    for _ in 0..<min(max(places, 0), 4) { divisor /= 10 }
    let half = divisor / 2
    let units = millionths >= 0 ? (millionths + half) / divisor : (millionths - half) / divisor
    return decimal(units, places: min(max(places, 0), 4)) + (language == .en ? "%" : "\u{A0}%")
  }

  private func grouped(_ magnitude: UInt64) -> String {
    let digits = Array(String(magnitude))
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result += group }
      result.append(digit)
    }
    return result
  }
}
