/// Money arrived on the bank account.
public struct BankEntryRecorded: EventPayload {
  /// Its name in the log.
  public static let type = "BankEntryRecorded"
  /// The payout's number, and who paid; nil as long as nobody knows.
  public let payout: PayoutCode, channel: ChannelCode?
  /// What was paid in, and the book's currency.
  public let currency: Currency, bookCurrency: Currency
  /// What arrived, and what banks kept on the way: together they are what the channel paid. In minor units of the payer's currency.
  public let amount: Int64, bankFee: Int64
  /// The same in book currency.
  public let bookAmount: Int64, bookBankFee: Int64
  /// The official rate it was valued at; nil when the bank said what it credited, or when both currencies are one.
  public let rate: Rate?
  /// What the bank calls it.
  public let reference: String?

  /// What the channel paid.
  public var total: Valued { Valued(own: amount + bankFee, book: bookAmount + bookBankFee) }

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("amount", amount)
    writer.member("bank_fee", bankFee)
    writer.member("book_amount", bookAmount)
    writer.member("book_bank_fee", bookBankFee)
    writer.member("book_currency", bookCurrency.code)
    writer.member("channel", channel?.text)
    writer.member("currency", currency.code)
    writer.member("payout", payout.text)
    if let rate {
      writer.member("rate", rate.rate)
      writer.member("rate_date", rate.date)
      writer.member("rate_nominal", rate.nominal)
    }
    writer.member("reference", reference)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    let rate: Rate? =
      try fields.optionalText("rate") == nil
      ? nil : Rate(date: try fields.date("rate_date"), nominal: try fields.number("rate_nominal"), rate: try fields.decimal("rate"))
    try self.init(
      payout: fields.code("payout"), channel: fields.optionalCode("channel"), currency: fields.currency("currency"),
      bookCurrency: fields.currency("book_currency"), amount: fields.number("amount"), bankFee: fields.number("bank_fee"),
      bookAmount: fields.number("book_amount"), bookBankFee: fields.number("book_bank_fee"), rate: rate, reference: fields.optionalText("reference"))
  }

  init(
    payout: PayoutCode, channel: ChannelCode?, currency: Currency, bookCurrency: Currency, amount: Int64, bankFee: Int64, bookAmount: Int64,
    bookBankFee: Int64, rate: Rate?, reference: String?
  ) {
    (self.payout, self.channel, self.currency, self.bookCurrency) = (payout, channel, currency, bookCurrency)
    (self.amount, self.bankFee, self.bookAmount, self.bookBankFee) = (amount, bankFee, bookAmount, bookBankFee)
    (self.rate, self.reference) = (rate, reference)
  }
}

/// Part of what arrived was found to pay for a statement.
public struct BankEntryApplied: EventPayload {
  /// Its name in the log.
  public static let type = "BankEntryApplied"
  /// Of which payout, for which statement of whom.
  public let payout: PayoutCode, channel: ChannelCode, statement: StatementCode
  /// The currency it was paid in, and the book's.
  public let currency: Currency, bookCurrency: Currency
  /// How much, at the value the bank gave.
  public let amount: Valued

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("amount", amount.own)
    writer.member(book: "book_amount", amount, foreign: currency != bookCurrency)
    writer.member("book_currency", bookCurrency.code)
    writer.member("channel", channel.text)
    writer.member("currency", currency.code)
    writer.member("payout", payout.text)
    writer.member("statement", statement.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(
      payout: fields.code("payout"), channel: fields.code("channel"), statement: fields.code("statement"), currency: fields.currency("currency"),
      bookCurrency: fields.currency("book_currency"), amount: fields.valued("amount"))
  }

  init(payout: PayoutCode, channel: ChannelCode, statement: StatementCode, currency: Currency, bookCurrency: Currency, amount: Valued) {
    (self.payout, self.channel, self.statement) = (payout, channel, statement)
    (self.currency, self.bookCurrency, self.amount) = (currency, bookCurrency, amount)
  }
}
