/// One line of a correction that a person booked.
public struct AdjustmentLine: Hashable, Sendable {
  /// On which account.
  public let account: Account
  /// Whose, on accounts that are kept by producer.
  public let producer: ProducerCode?
  /// Minor units of the book's currency: a debit is positive, a credit negative.
  public let amount: Int64

  /// A line.
  public init(account: Account, producer: ProducerCode? = nil, amount: Int64) {
    (self.account, self.producer, self.amount) = (account, producer, amount)
  }
}

/// A person corrected the books by hand. Debits equal credits.
public struct AdjustmentPosted: EventPayload {
  /// Its name in the log.
  public static let type = "AdjustmentPosted"
  /// Which adjustment.
  public let adjustment: AdjustmentCode
  /// The position of the event it corrects, if it corrects one.
  public let corrects: Int64?
  /// The currency of all amounts.
  public let bookCurrency: Currency
  /// Why, and by whom.
  public let reason: String, by: String
  /// What was asked; what a producer no longer had open is split off to 1110 as her debt.
  public let lines: [AdjustmentLine]

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("adjustment", adjustment.text)
    writer.member("book_currency", bookCurrency.code)
    writer.member("by", by)
    if let corrects { writer.member("corrects", corrects) }
    writer.member("lines", lines) { writer, line in
      writer.member("account", line.account.rawValue)
      writer.member("amount", line.amount)
      writer.member("producer", line.producer?.text)
    }
    writer.member("reason", reason)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var lines: [AdjustmentLine] = []
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      guard name == "lines" else { return false }
      try reader.array { reader throws(PayloadProblem) in
        let line = try PayloadFields(&reader)
        lines.append(try AdjustmentLine(account: line.word("account"), producer: line.optionalCode("producer"), amount: line.number("amount")))
      }
      return true
    }
    try self.init(
      adjustment: fields.code("adjustment"), corrects: fields.optionalNumber("corrects"), bookCurrency: fields.currency("book_currency"),
      reason: fields.text("reason"), by: fields.text("by"), lines: lines)
  }

  init(adjustment: AdjustmentCode, corrects: Int64?, bookCurrency: Currency, reason: String, by: String, lines: [AdjustmentLine]) {
    (self.adjustment, self.corrects, self.bookCurrency) = (adjustment, corrects, bookCurrency)
    (self.reason, self.by, self.lines) = (reason, by, lines)
  }
}
