/// A channel's agreement.
public struct Terms: Hashable, Sendable {
  /// When it is a sale.
  public let model: SaleModel
  /// The channel's part and the association's, in basis points of gross − discount; together at most 10 000.
  public let commissionBasisPoints: Int64, feeBasisPoints: Int64
  /// What the channel pays in.
  public let currency: Currency
  /// Days until it pays.
  public let settleDays: Int64
  /// The first day it holds, and the last where one was agreed; without one it holds until the next terms do.
  public let validFrom: CalendarDate, validTo: CalendarDate?
  /// Who bears what the exchange rate does between a sale and its payment.
  public let fxRisk: FxRisk
  /// What becomes of goods without a valid certificate.
  public let certification: CertificationDemand

  /// An agreement as it is written down.
  public init(
    model: SaleModel, commissionBasisPoints: Int64, feeBasisPoints: Int64, currency: Currency, settleDays: Int64, validFrom: CalendarDate,
    fxRisk: FxRisk = .association, validTo: CalendarDate? = nil, certification: CertificationDemand = .none
  ) {
    (self.model, self.commissionBasisPoints, self.feeBasisPoints) = (model, commissionBasisPoints, feeBasisPoints)
    (self.currency, self.settleDays, self.validFrom, self.fxRisk) = (currency, settleDays, validFrom, fxRisk)
    (self.validTo, self.certification) = (validTo, certification)
  }

  /// Whether it holds on a day, as far as it says itself; later terms may have taken its place.
  func covers(_ date: CalendarDate) -> Bool { validFrom <= date && validTo.map { date <= $0 } ?? true }

  /// Whether some day would have both: the same first day, or a stated last day that reaches into the other. Terms without a last day end where the next
  /// begin, so they do not overlap.
  func overlaps(_ other: Terms) -> Bool {
    let (earlier, later) = validFrom <= other.validFrom ? (self, other) : (other, self)
    return earlier.validFrom == later.validFrom || earlier.validTo.map { $0 >= later.validFrom } ?? false
  }
}
