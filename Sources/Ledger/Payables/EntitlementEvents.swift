/// What became available to one producer, in minor units of the book's currency.
public struct ReleasedLine: Hashable, Sendable {
  /// Of which sale and of what day; both nil for an exchange difference that is passed on.
  public let sale: SaleCode?, soldOn: CalendarDate?
  /// To whom.
  public let producer: ProducerCode
  /// How much: her net of the sale. Negative for an exchange loss, or by a coin where goods came back before (see `SaleState.returnLines`).
  public let amount: Int64

  /// A line of a release.
  public init(sale: SaleCode?, soldOn: CalendarDate?, producer: ProducerCode, amount: Int64) {
    (self.sale, self.soldOn, self.producer, self.amount) = (sale, soldOn, producer, amount)
  }
}

/// A channel has paid for sales: what their producers are entitled to became available on the event's date.
public struct EntitlementsReleased: EventPayload {
  /// Its name in the log.
  public static let type = "EntitlementsReleased"
  /// Who sold and paid, by which statement and which payout.
  public let channel: ChannelCode, statement: StatementCode?, payout: PayoutCode?
  /// The currency of all amounts.
  public let bookCurrency: Currency
  /// A line for each sale and producer.
  public let lines: [ReleasedLine]

  /// A release.
  public init(channel: ChannelCode, statement: StatementCode?, payout: PayoutCode?, bookCurrency: Currency, lines: [ReleasedLine]) {
    (self.channel, self.statement, self.payout) = (channel, statement, payout)
    (self.bookCurrency, self.lines) = (bookCurrency, lines)
  }

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("book_currency", bookCurrency.code)
    writer.member("channel", channel.text)
    writer.member("lines", lines) { writer, line in
      writer.member("amount", line.amount)
      writer.member("producer", line.producer.text)
      writer.member("sale", line.sale?.text)
      if let soldOn = line.soldOn { writer.member("sold_on", soldOn) }
    }
    writer.member("payout", payout?.text)
    writer.member("statement", statement?.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var lines: [ReleasedLine] = []
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      guard name == "lines" else { return false }
      try reader.array { reader throws(PayloadProblem) in lines.append(try ReleasedLine(PayloadFields(&reader))) }
      return true
    }
    try self.init(
      channel: fields.code("channel"), statement: fields.optionalCode("statement"), payout: fields.optionalCode("payout"),
      bookCurrency: fields.currency("book_currency"), lines: lines)
  }
}

extension ReleasedLine {
  fileprivate init(_ fields: PayloadFields) throws(PayloadProblem) {
    try self.init(
      sale: fields.optionalCode("sale"), soldOn: fields.optionalText("sold_on") == nil ? nil : fields.date("sold_on"),
      producer: fields.code("producer"), amount: fields.number("amount"))
  }
}

/// Where what a producer loses by a return is taken from.
public enum WithdrawnFrom: String, Sendable {
  /// From what is available to her and in no payout run yet.
  case available
  /// It was paid, or is on its way: she owes it, and it is netted from a later payout.
  case debt
}

/// What a return takes from one producer, in minor units of the book's currency.
public struct WithdrawnLine: Hashable, Sendable {
  /// From whom.
  public let producer: ProducerCode
  /// How much; negative when a coin goes the other way, which largest remainders of growing amounts bring about.
  public let amount: Int64
  /// Where from.
  public let from: WithdrawnFrom

  /// A line of a withdrawal.
  public init(producer: ProducerCode, amount: Int64, from: WithdrawnFrom) { (self.producer, self.amount, self.from) = (producer, amount, from) }
}

/// Goods of a sale that had been released came back: its producers lose their part, and the channel gets back what it had paid.
public struct EntitlementsWithdrawn: EventPayload {
  /// Its name in the log.
  public static let type = "EntitlementsWithdrawn"
  /// Which sale, by which return, through which channel.
  public let sale: SaleCode, returned: ReturnCode, channel: ChannelCode
  /// The sale's currency and the book's.
  public let currency: Currency, bookCurrency: Currency
  /// What the channel gets back: positive.
  public let netSales: Valued
  /// Who loses what; at most one line a producer and place.
  public let lines: [WithdrawnLine]

  /// A withdrawal.
  public init(
    sale: SaleCode, returned: ReturnCode, channel: ChannelCode, currency: Currency, bookCurrency: Currency, netSales: Valued, lines: [WithdrawnLine]
  ) {
    (self.sale, self.returned, self.channel) = (sale, returned, channel)
    (self.currency, self.bookCurrency, self.netSales, self.lines) = (currency, bookCurrency, netSales, lines)
  }

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("book_currency", bookCurrency.code)
    writer.member(book: "book_net_sales", netSales, foreign: currency != bookCurrency)
    writer.member("channel", channel.text)
    writer.member("currency", currency.code)
    writer.member("lines", lines) { writer, line in
      writer.member("amount", line.amount)
      writer.member("from", line.from.rawValue)
      writer.member("producer", line.producer.text)
    }
    writer.member("net_sales", netSales.own)
    writer.member("return", returned.text)
    writer.member("sale", sale.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var lines: [WithdrawnLine] = []
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      guard name == "lines" else { return false }
      try reader.array { reader throws(PayloadProblem) in
        let line = try PayloadFields(&reader)
        lines.append(try WithdrawnLine(producer: line.code("producer"), amount: line.number("amount"), from: line.word("from")))
      }
      return true
    }
    try self.init(
      sale: fields.code("sale"), returned: fields.code("return"), channel: fields.code("channel"), currency: fields.currency("currency"),
      bookCurrency: fields.currency("book_currency"), netSales: fields.valued("net_sales"), lines: lines)
  }
}
