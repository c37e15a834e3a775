/// Where goods were sold: the facts every line of a sale carries.
public struct SalePlace: Hashable, Sendable {
  /// Through whom, at which of its places, to which country (ISO 3166-1 alpha-2).
  public let channel: ChannelCode, outlet: OutletCode?, country: String

  init(channel: ChannelCode, outlet: OutletCode?, country: String) { (self.channel, self.outlet, self.country) = (channel, outlet, country) }
}

/// What was sold.
public struct SaleGoods: Hashable, Sendable {
  /// Which product, its customs code and its unit as they were on the day.
  public let product: ProductCode, hsCode: String?, unit: Unit

  init(product: ProductCode, hsCode: String?, unit: Unit) { (self.product, self.hsCode, self.unit) = (product, hsCode, unit) }
}

/// Goods were sold through a channel. Self-contained: who gets what, in both currencies, stands in it (DESIGN section 4).
///
/// An immutable object and not a struct: it has some twenty fields, and passing it on then costs one reference and not twenty.
public final class SaleRecorded: EventPayload {
  /// Its name in the log.
  public static let type = "SaleRecorded"
  /// The sale's number, and the receipt it stands on.
  public let sale: SaleCode, receipt: String?
  /// Where and what.
  public let place: SalePlace, goods: SaleGoods
  /// The batch the seller named, if she did.
  public let namedBatch: BatchCode?
  /// How much, and the price of one unit in major units of the currency.
  public let quantity: Quantity, unitPrice: DecimalNumber
  /// The sale's currency and the book's.
  public let currency: Currency, bookCurrency: Currency
  /// The rate used; nil when both currencies are one.
  public let rate: Rate?
  /// When it counts as sold under the terms of the day.
  public let model: SaleModel
  /// What was missing of a certificate that the channel's terms demand; nil when nothing was, or nobody asked.
  public let uncertified: CertificateLack?
  /// The money as a whole, in both currencies.
  public let amounts: Amounts, bookAmounts: Amounts
  /// The goods in the order they were drawn.
  public let draws: [Draw]
  /// Who gets what, by batch then producer; adds up to the whole. What is not allocated comes last.
  public let allocations: [Allocation]

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    let isForeign = currency != bookCurrency
    writer.member("allocations", allocations) { $1.write(to: &$0, foreign: isForeign) }
    writer.member("batch", namedBatch?.text)
    writer.member("book_commission", bookAmounts.commission)
    writer.member("book_currency", bookCurrency.code)
    writer.member("book_discount", bookAmounts.discount)
    writer.member("book_fee", bookAmounts.fee)
    writer.member("book_gross", bookAmounts.gross)
    writer.member("book_net", bookAmounts.net)
    writer.member("channel", place.channel.text)
    writer.member("commission", amounts.commission)
    writer.member("country", place.country)
    writer.member("currency", currency.code)
    writer.member("discount", amounts.discount)
    writer.member("draws", draws) { $1.write(to: &$0) }
    writer.member("fee", amounts.fee)
    writer.member("gross", amounts.gross)
    writer.member("hs_code", goods.hsCode)
    writer.member("model", model.rawValue)
    writer.member("net", amounts.net)
    writer.member("outlet", place.outlet?.text)
    writer.member("product", goods.product.text)
    writer.member("quantity", quantity.thousandths)
    if let rate {
      writer.member("rate", rate.rate)
      writer.member("rate_date", rate.date)
      writer.member("rate_nominal", rate.nominal)
    }
    writer.member("receipt", receipt)
    writer.member("sale", sale.text)
    writer.member("uncertified", uncertified?.rawValue)
    writer.member("unit", goods.unit.rawValue)
    writer.member("unit_price", unitPrice)
  }

  /// Reads a payload back.
  public convenience init(payload: [UInt8]) throws(PayloadProblem) {
    var lines = SaleLines()
    let fields = try PayloadFields(payload, special: { name, reader throws(PayloadProblem) in try lines.read(name, &reader) })
    let rate: Rate? =
      try fields.optionalText("rate") == nil
      ? nil : Rate(date: try fields.date("rate_date"), nominal: try fields.number("rate_nominal"), rate: try fields.decimal("rate"))
    try self.init(
      sale: fields.code("sale"), receipt: fields.optionalText("receipt"), place: SalePlace(fields), goods: SaleGoods(fields),
      namedBatch: fields.optionalCode("batch"), quantity: fields.quantity("quantity"), unitPrice: fields.decimal("unit_price"),
      currency: fields.currency("currency"), bookCurrency: fields.currency("book_currency"), rate: rate, model: fields.word("model"),
      uncertified: fields.optionalWord("uncertified"), amounts: Amounts(fields), bookAmounts: Amounts(fields, prefix: "book_"), draws: lines.draws,
      allocations: lines.allocations)
  }

  init(
    sale: SaleCode, receipt: String?, place: SalePlace, goods: SaleGoods, namedBatch: BatchCode?, quantity: Quantity, unitPrice: DecimalNumber,
    currency: Currency, bookCurrency: Currency, rate: Rate?, model: SaleModel, uncertified: CertificateLack?, amounts: Amounts,
    bookAmounts: Amounts, draws: [Draw], allocations: [Allocation]
  ) {
    (self.sale, self.receipt, self.place, self.goods, self.namedBatch) = (sale, receipt, place, goods, namedBatch)
    (self.quantity, self.unitPrice, self.currency, self.bookCurrency, self.rate) = (quantity, unitPrice, currency, bookCurrency, rate)
    (self.model, self.uncertified, self.amounts, self.bookAmounts) = (model, uncertified, amounts, bookAmounts)
    (self.draws, self.allocations) = (draws, allocations)
  }

  /// What could not be allocated, if anything.
  public var unallocated: Allocation? { allocations.last.flatMap { $0.isUnallocated ? $0 : nil } }

  /// Two sales are the same when they are written down the same.
  public static func == (one: SaleRecorded, other: SaleRecorded) -> Bool { one === other || one.canonicalBytes == other.canonicalBytes }
  /// By the sale's number.
  public func hash(into hasher: inout Hasher) { hasher.combine(sale) }
}
