/// How a dispute ended.
public enum DisputeOutcome: String, Sendable, CaseIterable {
  /// The channel agreed: it owes the amount again.
  case recovered
  /// We gave in: the amount is lost.
  case writtenOff = "written_off"
}

/// Part of what a statement comes to by our book is in dispute, and not counted as owed meanwhile.
public struct StatementDisputed: EventPayload {
  /// Its name in the log.
  public static let type = "StatementDisputed"
  /// Which statement of whom; nil: not about one line.
  public let statement: StatementCode, line: LineCode?, channel: ChannelCode
  /// The statement's currency and the book's.
  public let currency: Currency, bookCurrency: Currency
  /// What the channel's figure lacks; negative where it says it owes more than we know of.
  public let amount: Valued
  /// What the dispute is about.
  public let reason: String

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("amount", amount.own)
    writer.member(book: "book_amount", amount, foreign: currency != bookCurrency)
    writer.member("book_currency", bookCurrency.code)
    writer.member("channel", channel.text)
    writer.member("currency", currency.code)
    writer.member("line", line?.text)
    writer.member("reason", reason)
    writer.member("statement", statement.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(
      statement: fields.code("statement"), line: fields.optionalCode("line"), channel: fields.code("channel"), currency: fields.currency("currency"),
      bookCurrency: fields.currency("book_currency"), amount: fields.valued("amount"), reason: fields.text("reason"))
  }

  init(
    statement: StatementCode, line: LineCode?, channel: ChannelCode, currency: Currency, bookCurrency: Currency, amount: Valued, reason: String
  ) {
    (self.statement, self.line, self.channel) = (statement, line, channel)
    (self.currency, self.bookCurrency, self.amount, self.reason) = (currency, bookCurrency, amount, reason)
  }
}

/// A dispute ended.
public struct StatementResolved: EventPayload {
  /// Its name in the log.
  public static let type = "StatementResolved"
  /// Which dispute: of this statement, about this line.
  public let statement: StatementCode, line: LineCode?, channel: ChannelCode
  /// The statement's currency and the book's.
  public let currency: Currency, bookCurrency: Currency
  /// All that was in dispute.
  public let amount: Valued
  /// How it ended, and why.
  public let outcome: DisputeOutcome, reason: String

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("amount", amount.own)
    writer.member(book: "book_amount", amount, foreign: currency != bookCurrency)
    writer.member("book_currency", bookCurrency.code)
    writer.member("channel", channel.text)
    writer.member("currency", currency.code)
    writer.member("line", line?.text)
    writer.member("outcome", outcome.rawValue)
    writer.member("reason", reason)
    writer.member("statement", statement.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(
      statement: fields.code("statement"), line: fields.optionalCode("line"), channel: fields.code("channel"), currency: fields.currency("currency"),
      bookCurrency: fields.currency("book_currency"), amount: fields.valued("amount"), outcome: fields.word("outcome"), reason: fields.text("reason"))
  }

  init(
    statement: StatementCode, line: LineCode?, channel: ChannelCode, currency: Currency, bookCurrency: Currency, amount: Valued,
    outcome: DisputeOutcome, reason: String
  ) {
    (self.statement, self.line, self.channel) = (statement, line, channel)
    (self.currency, self.bookCurrency, self.amount) = (currency, bookCurrency, amount)
    (self.outcome, self.reason) = (outcome, reason)
  }
}
