/// What a sale's money is made of, in minor units of one currency. Always `gross = discount + commission + fee + net`.
public struct Amounts: Hashable, Sendable {
  /// Quantity × unit price.
  public let gross: Int64
  /// Taken off the price for the buyer.
  public let discount: Int64
  /// Kept by the channel.
  public let commission: Int64
  /// Kept by the association.
  public let fee: Int64
  /// What the producers get.
  public var net: Int64 { gross - discount - commission - fee }
  /// Net sales: what the buyers paid.
  public var netSales: Int64 { gross - discount }

  /// Amounts whose net is the rest.
  public init(gross: Int64, discount: Int64, commission: Int64, fee: Int64) {
    self.gross = gross
    self.discount = discount
    self.commission = commission
    self.fee = fee
  }

  /// The parts as a bookkeeper adds them up: gross is their sum.
  public init(net: Int64, discount: Int64, commission: Int64, fee: Int64) {
    self.init(gross: net + discount + commission + fee, discount: discount, commission: commission, fee: fee)
  }

  /// Nothing at all.
  public static let zero = Amounts(gross: 0, discount: 0, commission: 0, fee: 0)

  /// Both together.
  public static func + (left: Amounts, right: Amounts) -> Amounts { left.combined(with: right, +) }
  /// The difference, part by part.
  public static func - (left: Amounts, right: Amounts) -> Amounts { left.combined(with: right, -) }
  /// The same taken back.
  public static prefix func - (amounts: Amounts) -> Amounts { .zero - amounts }

  /// Gross, discount, commission and fee changed one by one; net follows.
  func map(_ change: (Int64) -> Int64) -> Amounts {
    Amounts(gross: change(gross), discount: change(discount), commission: change(commission), fee: change(fee))
  }

  private func combined(with other: Amounts, _ operation: (Int64, Int64) -> Int64) -> Amounts {
    Amounts(
      gross: operation(gross, other.gross), discount: operation(discount, other.discount),
      commission: operation(commission, other.commission), fee: operation(fee, other.fee))
  }
}
