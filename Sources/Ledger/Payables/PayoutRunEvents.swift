/// What a payout run pays one producer and what it keeps back, in minor units of the book's currency. Nothing is negative.
public struct PaymentTotals: Hashable, Sendable {
  /// To whom.
  public let producer: ProducerCode
  /// The sum of her lines.
  public let gross: Int64
  /// Kept back by rules: withheld tax, fee, group reserve.
  public let tax: Int64, fee: Int64, reserve: Int64
  /// Netted with what she owes: returns of goods she had been paid for, then advances.
  public let debt: Int64, advances: Int64
  /// What she gets.
  public var net: Int64 { gross - tax - fee - reserve - debt - advances }

  init(producer: ProducerCode, gross: Int64, tax: Int64 = 0, fee: Int64 = 0, reserve: Int64 = 0, debt: Int64 = 0, advances: Int64 = 0) {
    (self.producer, self.gross) = (producer, gross)
    (self.tax, self.fee, self.reserve, self.debt, self.advances) = (tax, fee, reserve, debt, advances)
  }

  fileprivate func write(to writer: inout CanonicalWriter, items: [RunItem]? = nil) {
    writer.member("advances", unlessZero: advances)
    writer.member("debt", unlessZero: debt)
    writer.member("fee", unlessZero: fee)
    writer.member("gross", gross)
    if let items {
      writer.member("items", items) { writer, item in
        writer.member("amount", item.amount)
        writer.member("sale", item.sale?.text)
      }
    }
    writer.member("producer", producer.text)
    writer.member("reserve", unlessZero: reserve)
    writer.member("tax", unlessZero: tax)
  }

  fileprivate init(_ fields: PayloadFields) throws(PayloadProblem) {
    func amount(_ name: String) throws(PayloadProblem) -> Int64 { try fields.optionalNumber(name) ?? 0 }
    try self.init(
      producer: fields.code("producer"), gross: fields.number("gross"), tax: amount("tax"), fee: amount("fee"), reserve: amount("reserve"),
      debt: amount("debt"), advances: amount("advances"))
  }
}

/// One line that a run pays: her part of a sale; without a sale, an exchange difference, a correction, or a payment that had come back.
public struct RunItem: Hashable, Sendable {
  /// Of which sale.
  public let sale: SaleCode?
  /// Minor units of the book's currency; an exchange difference or a correction may be negative.
  public let amount: Int64

  init(sale: SaleCode?, amount: Int64) { (self.sale, self.amount) = (sale, amount) }
}

/// One producer's payment with the lines it is made of.
public struct RunPayment: Hashable, Sendable {
  /// The sums.
  public let totals: PaymentTotals
  /// The lines, by the day they became available.
  public let items: [RunItem]

  init(totals: PaymentTotals, items: [RunItem]) { (self.totals, self.items) = (totals, items) }
}

/// A round of paying producers was drawn up: it takes all their lines available by the cut-off, so that no other run can.
///
/// A long run is several events of one commit, each with some of the producers, because an event's size is bounded.
public struct PayoutRunPrepared: EventPayload {
  /// Its name in the log.
  public static let type = "PayoutRunPrepared"
  /// Which run, of all that was available by the end of that day.
  public let run: RunCode, cutOff: CalendarDate
  /// Who drew it up; another person has to approve it.
  public let preparedBy: String
  /// The currency of all amounts.
  public let bookCurrency: Currency
  /// By producer code.
  public let payments: [RunPayment]

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("book_currency", bookCurrency.code)
    writer.member("cut_off", cutOff)
    writer.member("payments", payments) { $1.totals.write(to: &$0, items: $1.items) }
    writer.member("prepared_by", preparedBy)
    writer.member("run", run.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var payments: [RunPayment] = []
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      guard name == "payments" else { return false }
      try reader.array { reader throws(PayloadProblem) in payments.append(try RunPayment(&reader)) }
      return true
    }
    try self.init(
      run: fields.code("run"), cutOff: fields.date("cut_off"), preparedBy: fields.text("prepared_by"),
      bookCurrency: fields.currency("book_currency"), payments: payments)
  }

  init(run: RunCode, cutOff: CalendarDate, preparedBy: String, bookCurrency: Currency, payments: [RunPayment]) {
    (self.run, self.cutOff, self.preparedBy) = (run, cutOff, preparedBy)
    (self.bookCurrency, self.payments) = (bookCurrency, payments)
  }
}

extension RunPayment {
  fileprivate init(_ reader: inout CanonicalReader) throws(PayloadProblem) {
    var items: [RunItem] = []
    let fields = try PayloadFields(&reader) { name, reader throws(PayloadProblem) in
      guard name == "items" else { return false }
      try reader.array { reader throws(PayloadProblem) in
        let item = try PayloadFields(&reader)
        items.append(try RunItem(sale: item.optionalCode("sale"), amount: item.number("amount")))
      }
      return true
    }
    self.init(totals: try PaymentTotals(fields), items: items)
  }
}

/// Another person agreed to a run: from here on it is on its way to the producers, and what is kept back is booked.
public struct PayoutRunApproved: EventPayload {
  /// Its name in the log.
  public static let type = "PayoutRunApproved"
  /// Which run.
  public let run: RunCode
  /// Who drew it up and who agreed: two people.
  public let preparedBy: String, approvedBy: String
  /// The currency of all amounts.
  public let bookCurrency: Currency
  /// By producer code.
  public let payments: [PaymentTotals]

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("approved_by", approvedBy)
    writer.member("book_currency", bookCurrency.code)
    writer.member("payments", payments) { $1.write(to: &$0) }
    writer.member("prepared_by", preparedBy)
    writer.member("run", run.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var payments: [PaymentTotals] = []
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      guard name == "payments" else { return false }
      try reader.array { reader throws(PayloadProblem) in payments.append(try PaymentTotals(PayloadFields(&reader))) }
      return true
    }
    try self.init(
      run: fields.code("run"), preparedBy: fields.text("prepared_by"), approvedBy: fields.text("approved_by"),
      bookCurrency: fields.currency("book_currency"), payments: payments)
  }

  init(run: RunCode, preparedBy: String, approvedBy: String, bookCurrency: Currency, payments: [PaymentTotals]) {
    (self.run, self.preparedBy, self.approvedBy) = (run, preparedBy, approvedBy)
    (self.bookCurrency, self.payments) = (bookCurrency, payments)
  }
}
