/// A run was turned down before it was approved: all it had taken is open again.
public struct PayoutRunRejected: EventPayload {
  /// Its name in the log.
  public static let type = "PayoutRunRejected"
  /// Which run, by whom, and why.
  public let run: RunCode, rejectedBy: String, reason: String

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("reason", reason)
    writer.member("rejected_by", rejectedBy)
    writer.member("run", run.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(run: fields.code("run"), rejectedBy: fields.text("rejected_by"), reason: fields.text("reason"))
  }

  init(run: RunCode, rejectedBy: String, reason: String) { (self.run, self.rejectedBy, self.reason) = (run, rejectedBy, reason) }
}

/// The bank or the cashier was told to pay an approved run.
public struct PayoutInstructed: EventPayload {
  /// Its name in the log.
  public static let type = "PayoutInstructed"
  /// Which run, and by whom.
  public let run: RunCode, instructedBy: String
  /// The currency of the total.
  public let bookCurrency: Currency
  /// How many payments, and how much they come to in minor units; payments of nothing are not among them.
  public let payments: Int64, total: Int64

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("book_currency", bookCurrency.code)
    writer.member("instructed_by", instructedBy)
    writer.member("payments", payments)
    writer.member("run", run.text)
    writer.member("total", total)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(
      run: fields.code("run"), instructedBy: fields.text("instructed_by"), bookCurrency: fields.currency("book_currency"),
      payments: fields.number("payments"), total: fields.number("total"))
  }

  init(run: RunCode, instructedBy: String, bookCurrency: Currency, payments: Int64, total: Int64) {
    (self.run, self.instructedBy) = (run, instructedBy)
    (self.bookCurrency, self.payments, self.total) = (bookCurrency, payments, total)
  }
}

/// A producer has her money, says the bank or her signature.
public struct ProducerPaid: EventPayload {
  /// Its name in the log.
  public static let type = "ProducerPaid"
  /// By which run, and who.
  public let run: RunCode, producer: ProducerCode
  /// How much, in minor units of the book's currency.
  public let bookCurrency: Currency, amount: Int64
  /// The bank's or the cash book's reference.
  public let reference: String?

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("amount", amount)
    writer.member("book_currency", bookCurrency.code)
    writer.member("producer", producer.text)
    writer.member("reference", reference)
    writer.member("run", run.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(
      run: fields.code("run"), producer: fields.code("producer"), bookCurrency: fields.currency("book_currency"), amount: fields.number("amount"),
      reference: fields.optionalText("reference"))
  }

  init(run: RunCode, producer: ProducerCode, bookCurrency: Currency, amount: Int64, reference: String?) {
    (self.run, self.producer, self.bookCurrency) = (run, producer, bookCurrency)
    (self.amount, self.reference) = (amount, reference)
  }
}

/// A payment did not reach its producer: what she should have had, and the tax withheld of it, is available to her again.
///
/// Fee, reserve, netted debts and netted advances stay: she has had their worth.
public struct ProducerPaymentReturned: EventPayload {
  /// Its name in the log.
  public static let type = "ProducerPaymentReturned"
  /// Of which run, and whose.
  public let run: RunCode, producer: ProducerCode
  /// What comes back to her, in minor units of the book's currency.
  public let bookCurrency: Currency, net: Int64, tax: Int64
  /// Whether the bank had confirmed it; else it was only instructed.
  public let wasPaid: Bool
  /// Why.
  public let reason: String

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("book_currency", bookCurrency.code)
    writer.member("net", net)
    writer.member("producer", producer.text)
    writer.member("reason", reason)
    writer.member("run", run.text)
    writer.member("tax", tax)
    writer.member("was_paid", wasPaid)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(
      run: fields.code("run"), producer: fields.code("producer"), bookCurrency: fields.currency("book_currency"), net: fields.number("net"),
      tax: fields.number("tax"), wasPaid: fields.flag("was_paid"), reason: fields.text("reason"))
  }

  init(run: RunCode, producer: ProducerCode, bookCurrency: Currency, net: Int64, tax: Int64, wasPaid: Bool, reason: String) {
    (self.run, self.producer, self.bookCurrency) = (run, producer, bookCurrency)
    (self.net, self.tax, self.wasPaid, self.reason) = (net, tax, wasPaid, reason)
  }
}
