/// One typed line of an event: what a bookkeeper would write down from the document. Derived, never edited; it computes nothing.
public struct Entry: Hashable, Sendable {
  /// What kind of line; see `unroll`.
  public var kind: String
  /// What the line is about; only what applies is filled.
  public var sale: String?, returned: String?, batch: String?, product: String?, category: String?, hsCode: String?, unit: String?
  /// Where it happened.
  public var channel: String?, channelKind: String?, model: String?, outlet: String?, country: String?
  /// Who.
  public var producer: String?, producerGroup: String?, community: String?, oblast: String?, sex: String?
  /// The statement, receipt, run or other paper the line stands on; what the line is for; the number on the other side's paper.
  public var document: String?, purpose: String?, reference: String?
  /// The day of the sale that money is about, by which what is open ages.
  public var documentOn: CalendarDate?
  /// Where goods lie, and the other side of a payment.
  public var place: String?, counterparty: String?
  /// ISO 4217 code of `amounts`.
  public var currency: String?
  /// Thousandths of the unit, signed.
  public var quantity: Int64?
  /// Minor units, signed, in the line's currency and in the book's.
  public var amounts: Amounts?, bookAmounts: Amounts?

  /// An empty line of that kind.
  public init(_ kind: String) { self.kind = kind }
}
