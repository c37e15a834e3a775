/// An amount of goods in thousandths of its unit (UN/ECE Recommendation 20): 2.5 kg is 2500.
public struct Quantity: Hashable, Comparable, Sendable {
  /// Thousandths of the unit. May be negative in differences.
  public let thousandths: Int64

  /// That many thousandths.
  public init(thousandths: Int64) { self.thousandths = thousandths }

  /// That many whole units.
  public init(units: Int64) { self.init(thousandths: units * 1000) }

  /// The largest quantity a document may carry: 99 999 999.999 units.
  ///
  /// With it every weight of a split (amount × drawn × contributed) stays below 2¹²⁷, so splits are exact in 128 bits.
  public static let largest = Quantity(thousandths: 99_999_999_999)

  /// Nothing.
  public static let zero = Quantity(thousandths: 0)

  /// Both together.
  public static func + (left: Quantity, right: Quantity) -> Quantity { Quantity(thousandths: left.thousandths + right.thousandths) }
  /// What is left after taking away.
  public static func - (left: Quantity, right: Quantity) -> Quantity { Quantity(thousandths: left.thousandths - right.thousandths) }
  /// Adds to the left.
  public static func += (left: inout Quantity, right: Quantity) { left = left + right }
  /// Takes away from the left.
  public static func -= (left: inout Quantity, right: Quantity) { left = left - right }
  /// Less goods come first.
  public static func < (left: Quantity, right: Quantity) -> Bool { left.thousandths < right.thousandths }
}

extension Quantity: CustomStringConvertible {
  /// Units with up to three decimals: `2.5`.
  public var description: String {
    DecimalNumber(mantissa: thousandths, scale: 3)?.description ?? "\(thousandths)/1000"
  }
}
