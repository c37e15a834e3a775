/// Decimal numbers as text, `-12.345`, turned into whole numbers of their last place. Exact: never through floating point.
enum DecimalText {
  /// So many units of the last of `places` decimals, half away from zero; nil for what is no number or too large.
  /// - Parameter isExact: whether more decimals than that are refused, and not rounded.
  static func units(_ text: String, places: Int, isExact: Bool = false) -> Int64? {
    var digits = text[...]
    let isNegative = digits.first == "-"
    if isNegative { digits.removeFirst() }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    if isExact, fraction.dropFirst(places).contains(where: { $0 != "0" }) { return nil }
    let padded = fraction.prefix(places) + String(repeating: "0", count: max(0, places - fraction.count))
    guard var units = Int64(parts[0] + padded) else { return nil }
    if let next = fraction.dropFirst(places).first, next >= "5" {
      guard units < .max else { return nil }
      units += 1
    }
    return isNegative ? -units : units
  }

  /// The other way: `1500.50`; a whole number without a point.
  static func text(_ units: Int64, places: Int) -> String {
    let digits = String(units.magnitude)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let fraction = padded.suffix(places)
    return (units < 0 ? "-" : "") + padded.dropLast(places) + (fraction.allSatisfy { $0 == "0" } ? "" : "." + fraction)
  }
}
