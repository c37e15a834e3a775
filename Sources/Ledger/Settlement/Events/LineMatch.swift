/// How it was found out what a line of a statement stands for.
public enum MatchMethod: String, Sendable, CaseIterable {
  /// The line names the sale, the return or the receipt.
  case reference
  /// Product, quantity, date and amount fit one sale and no other.
  case attributes
  /// The amount is the sum of several sales, and of no others.
  case subset
  /// A person chose.
  case person
  /// The channel's commission, as its terms have it.
  case terms
  /// A fee, a tax or an adjustment: it stands for no sale.
  case charge
}

/// A sale, or a return, that a line of a statement stands for.
public struct Claim: Hashable, Sendable {
  /// Which sale; for goods that came back, by which return.
  public let sale: SaleCode, returned: ReturnCode?
  /// The day of the sale or of the return.
  public let date: CalendarDate
  /// What the buyers paid, and what of it the channel keeps; both negative for a return.
  public let netSales: Valued, commission: Valued
  /// A return of a sale whose producers had their money: the channel gets back what it had paid.
  public let isRefund: Bool

  /// What the channel owes for it.
  public var due: Valued { netSales - commission }

  init(sale: SaleCode, returned: ReturnCode?, date: CalendarDate, netSales: Valued, commission: Valued, isRefund: Bool) {
    (self.sale, self.returned, self.date) = (sale, returned, date)
    (self.netSales, self.commission, self.isRefund) = (netSales, commission, isRefund)
  }
}

/// What a line of a statement was found to stand for.
public struct LineMatch: Hashable, Sendable {
  /// Which line of which statement, and whose.
  public let statement: StatementCode, line: LineCode, channel: ChannelCode
  /// The statement's currency and the book's.
  public let currency: Currency, bookCurrency: Currency
  /// How it was found out.
  public let method: MatchMethod
  /// The sales and returns; none for what the channel deducts.
  public let claims: [Claim]
  /// What the line adds to what the channel owes without any sale, and of which kind it is.
  public let charge: Valued?, chargeType: StatementLineType?

  /// What the channel owes for the line.
  public var due: Valued { claims.reduce(charge ?? .zero) { $0 + $1.due } }
  /// What the buyers paid, by the book.
  public var netSales: Valued { claims.reduce(.zero) { $0 + $1.netSales } }
  /// What of it the channel keeps, by the book.
  public var commission: Valued { claims.reduce(.zero) { $0 + $1.commission } }

  init(
    statement: StatementCode, line: LineCode, channel: ChannelCode, currency: Currency, bookCurrency: Currency, method: MatchMethod, claims: [Claim],
    charge: Valued? = nil, chargeType: StatementLineType? = nil
  ) {
    (self.statement, self.line, self.channel) = (statement, line, channel)
    (self.currency, self.bookCurrency, self.method) = (currency, bookCurrency, method)
    (self.claims, self.charge, self.chargeType) = (claims, charge, chargeType)
  }

  /// The members in order of their names; `reason` stands among them when a match is undone.
  fileprivate func write(to writer: inout CanonicalWriter, reason: String? = nil) {
    let isForeign = currency != bookCurrency
    if let charge { writer.member(book: "book_charge", charge, foreign: isForeign) }
    writer.member("book_currency", bookCurrency.code)
    writer.member("channel", channel.text)
    if let charge { writer.member("charge", charge.own) }
    writer.member("charge_type", chargeType?.rawValue)
    writer.member("claims", claims) { writer, claim in
      writer.member(book: "book_commission", claim.commission, foreign: isForeign)
      writer.member(book: "book_net_sales", claim.netSales, foreign: isForeign)
      writer.member("commission", claim.commission.own)
      writer.member("date", claim.date)
      if claim.isRefund { writer.member("is_refund", true) }
      writer.member("net_sales", claim.netSales.own)
      writer.member("return", claim.returned?.text)
      writer.member("sale", claim.sale.text)
    }
    writer.member("currency", currency.code)
    writer.member("line", line.text)
    writer.member("method", method.rawValue)
    writer.member("reason", reason)
    writer.member("statement", statement.text)
  }

  /// Reads the members back, and hands on those that are not its own.
  fileprivate static func read(_ payload: [UInt8]) throws(PayloadProblem) -> (match: LineMatch, fields: PayloadFields) {
    var claims: [Claim] = []
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      guard name == "claims" else { return false }
      try reader.array { reader throws(PayloadProblem) in claims.append(try Claim(PayloadFields(&reader))) }
      return true
    }
    let match = try LineMatch(
      statement: fields.code("statement"), line: fields.code("line"), channel: fields.code("channel"), currency: fields.currency("currency"),
      bookCurrency: fields.currency("book_currency"), method: fields.word("method"), claims: claims,
      charge: fields.optionalNumber("charge") == nil ? nil : fields.valued("charge"), chargeType: fields.optionalWord("charge_type"))
    return (match, fields)
  }
}

extension Claim {
  fileprivate init(_ fields: PayloadFields) throws(PayloadProblem) {
    try self.init(
      sale: fields.code("sale"), returned: fields.optionalCode("return"), date: fields.date("date"), netSales: fields.valued("net_sales"),
      commission: fields.valued("commission"), isRefund: fields.flag("is_refund"))
  }
}

/// It was found out what a line of a statement stands for.
public struct StatementLineMatched: EventPayload {
  /// Its name in the log.
  public static let type = "StatementLineMatched"
  /// Which line, and what it stands for.
  public let match: LineMatch

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) { match.write(to: &writer) }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) { try self.init(match: LineMatch.read(payload).match) }

  init(match: LineMatch) { self.match = match }
}

/// A match was undone: its sales are free for another line.
public struct StatementLineUnmatched: EventPayload {
  /// Its name in the log.
  public static let type = "StatementLineUnmatched"
  /// What had been matched, as it was.
  public let match: LineMatch
  /// Why it was undone.
  public let reason: String

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) { match.write(to: &writer, reason: reason) }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let (match, fields) = try LineMatch.read(payload)
    try self.init(match: match, reason: fields.text("reason"))
  }

  init(match: LineMatch, reason: String) { (self.match, self.reason) = (match, reason) }
}
