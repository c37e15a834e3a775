/// What became of returned goods.
public enum Disposition: String, Sendable {
  /// Back to their batch, to be sold again.
  case restock
  /// Thrown away.
  case scrap
}

/// What a later event about a sale takes from or adds to producers, line by line, with the facts that reports group by.
public struct SaleLinesChange: Hashable, Sendable {
  /// Which sale.
  public let sale: SaleCode
  /// Where and what, copied from the sale.
  public let place: SalePlace, goods: SaleGoods
  /// The sale's currency and the book's.
  public let currency: Currency, bookCurrency: Currency
  /// Signed: what each line changes by.
  public let allocations: [Allocation]

  init(of sale: SaleRecorded, _ allocations: [Allocation]) {
    (self.sale, place, goods, currency, bookCurrency) = (sale.sale, sale.place, sale.goods, sale.currency, sale.bookCurrency)
    self.allocations = allocations
  }

  /// The money of all lines.
  public var amounts: Amounts { allocations.reduce(.zero) { $0 + $1.amounts } }
  /// The money of all lines in book currency.
  public var bookAmounts: Amounts { allocations.reduce(.zero) { $0 + $1.bookAmounts } }

  fileprivate func writeLines(to writer: inout CanonicalWriter) {
    writer.member("allocations", allocations) { $1.write(to: &$0, foreign: currency != bookCurrency) }
    writer.member("book_currency", bookCurrency.code)
  }

  fileprivate init(_ fields: PayloadFields, _ lines: SaleLines) throws(PayloadProblem) {
    (sale, place, goods) = (try fields.code("sale"), try SalePlace(fields), try SaleGoods(fields))
    (currency, bookCurrency) = (try fields.currency("currency"), try fields.currency("book_currency"))
    allocations = lines.allocations
  }
}

/// Goods of a sale came back. Its lines take away in all; one may be a coin positive (see `SaleState.returnLines`).
public struct SaleReturned: EventPayload {
  /// Its name in the log.
  public static let type = "SaleReturned"
  /// The return's number, and why the goods came back.
  public let returned: ReturnCode, cause: String?
  /// How much came back: positive.
  public let quantity: Quantity
  /// What became of it.
  public let disposition: Disposition
  /// Who loses what.
  public let change: SaleLinesChange
  /// What went back to which batch, in that order.
  public let restocks: [Draw]

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    change.writeLines(to: &writer)
    writer.member("cause", cause)
    writer.member("channel", change.place.channel.text)
    writer.member("country", change.place.country)
    writer.member("currency", change.currency.code)
    writer.member("disposition", disposition.rawValue)
    writer.member("draws", restocks) { $1.write(to: &$0) }
    writer.member("hs_code", change.goods.hsCode)
    writer.member("outlet", change.place.outlet?.text)
    writer.member("product", change.goods.product.text)
    writer.member("quantity", quantity.thousandths)
    writer.member("return", returned.text)
    writer.member("sale", change.sale.text)
    writer.member("unit", change.goods.unit.rawValue)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var lines = SaleLines()
    let fields = try PayloadFields(payload, special: { name, reader throws(PayloadProblem) in try lines.read(name, &reader) })
    try self.init(
      returned: fields.code("return"), cause: fields.optionalText("cause"), quantity: fields.quantity("quantity"),
      disposition: fields.word("disposition"), change: SaleLinesChange(fields, lines), restocks: lines.draws)
  }

  init(returned: ReturnCode, cause: String?, quantity: Quantity, disposition: Disposition, change: SaleLinesChange, restocks: [Draw]) {
    (self.returned, self.cause, self.quantity, self.disposition) = (returned, cause, quantity, disposition)
    (self.change, self.restocks) = (change, restocks)
  }
}

/// A sale was recorded by mistake and taken back as a whole (сторно). Its lines take away all that is left.
public struct SaleReversed: EventPayload {
  /// Its name in the log.
  public static let type = "SaleReversed"
  /// Why.
  public let reason: String
  /// Everything the sale still gave.
  public let change: SaleLinesChange
  /// What went back to which batch.
  public let restocks: [Draw]

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    change.writeLines(to: &writer)
    writer.member("channel", change.place.channel.text)
    writer.member("country", change.place.country)
    writer.member("currency", change.currency.code)
    writer.member("draws", restocks) { $1.write(to: &$0) }
    writer.member("hs_code", change.goods.hsCode)
    writer.member("outlet", change.place.outlet?.text)
    writer.member("product", change.goods.product.text)
    writer.member("reason", reason)
    writer.member("sale", change.sale.text)
    writer.member("unit", change.goods.unit.rawValue)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var lines = SaleLines()
    let fields = try PayloadFields(payload, special: { name, reader throws(PayloadProblem) in try lines.read(name, &reader) })
    try self.init(reason: fields.text("reason"), change: SaleLinesChange(fields, lines), restocks: lines.draws)
  }

  init(reason: String, change: SaleLinesChange, restocks: [Draw]) { (self.reason, self.change, self.restocks) = (reason, change, restocks) }
}

/// Goods sold before they were recorded were found: money moves from suspense to their producers. Its lines add up to zero, but for the association's fee:
/// it takes none from goods that turn out to be its own, and their net is larger by that.
public struct SaleAllocated: EventPayload {
  /// Its name in the log.
  public static let type = "SaleAllocated"
  /// Less unallocated, more for the producers.
  public let change: SaleLinesChange
  /// What was drawn now.
  public let draws: [Draw]

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    change.writeLines(to: &writer)
    writer.member("channel", change.place.channel.text)
    writer.member("country", change.place.country)
    writer.member("currency", change.currency.code)
    writer.member("draws", draws) { $1.write(to: &$0) }
    writer.member("hs_code", change.goods.hsCode)
    writer.member("outlet", change.place.outlet?.text)
    writer.member("product", change.goods.product.text)
    writer.member("sale", change.sale.text)
    writer.member("unit", change.goods.unit.rawValue)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var lines = SaleLines()
    let fields = try PayloadFields(payload, special: { name, reader throws(PayloadProblem) in try lines.read(name, &reader) })
    try self.init(change: SaleLinesChange(fields, lines), draws: lines.draws)
  }

  init(change: SaleLinesChange, draws: [Draw]) { (self.change, self.draws) = (change, draws) }
}
