/// An amount of money as people write it, for messages.
public struct Money: Hashable, Sendable, CustomStringConvertible {
  /// In minor units of the currency.
  public let minor: Int64
  /// Which money.
  public let currency: Currency

  /// An amount in minor units.
  public init(_ minor: Int64, _ currency: Currency) { (self.minor, self.currency) = (minor, currency) }

  /// As on paper: `1234.50 KGS`.
  public var description: String {
    let digits = String(minor.magnitude)
    let padded = String(repeating: "0", count: max(0, currency.decimals + 1 - digits.count)) + digits
    let whole = padded.dropLast(currency.decimals)
    return "\(minor < 0 ? "-" : "")\(whole)\(currency.decimals > 0 ? "." : "")\(padded.suffix(currency.decimals)) \(currency)"
  }
}
