/// A channel's payout settled a statement, or a part of it.
public struct ChannelPayoutReceived: EventPayload {
  /// Its name in the log.
  public static let type = "ChannelPayoutReceived"
  /// Which payout pays for which statement of whom.
  public let payout: PayoutCode, statement: StatementCode, channel: ChannelCode
  /// The statement's currency and the book's.
  public let currency: Currency, bookCurrency: Currency
  /// What was settled, in minor units of the statement's currency; negative where a statement came to less than nothing.
  public let amount: Int64
  /// What the book had for it, and what the bank gave for it, both in book currency: the difference is the exchange's.
  public let carrying: Int64, received: Int64
  /// Whether the statement is settled with it: every line is matched, nothing is in dispute, nothing is left to pay.
  public let isSettled: Bool

  /// What was gained by the exchange; negative for a loss.
  public var exchange: Int64 { received - carrying }

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("amount", amount)
    writer.member("book_currency", bookCurrency.code)
    writer.member("carrying", carrying)
    writer.member("channel", channel.text)
    writer.member("currency", currency.code)
    writer.member("is_settled", isSettled)
    writer.member("payout", payout.text)
    writer.member("received", received)
    writer.member("statement", statement.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(
      payout: fields.code("payout"), statement: fields.code("statement"), channel: fields.code("channel"), currency: fields.currency("currency"),
      bookCurrency: fields.currency("book_currency"), amount: fields.number("amount"), carrying: fields.number("carrying"),
      received: fields.number("received"), isSettled: fields.flag("is_settled"))
  }

  init(
    payout: PayoutCode, statement: StatementCode, channel: ChannelCode, currency: Currency, bookCurrency: Currency, amount: Int64, carrying: Int64,
    received: Int64, isSettled: Bool
  ) {
    (self.payout, self.statement, self.channel) = (payout, statement, channel)
    (self.currency, self.bookCurrency, self.amount) = (currency, bookCurrency, amount)
    (self.carrying, self.received, self.isSettled) = (carrying, received, isSettled)
  }
}
