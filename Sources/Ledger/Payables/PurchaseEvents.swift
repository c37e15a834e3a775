/// What a purchase gives one producer, in minor units of the book's currency.
public struct CreditedLine: Hashable, Sendable {
  /// To whom, and how much: positive.
  public let producer: ProducerCode, amount: Int64

  init(producer: ProducerCode, amount: Int64) { (self.producer, self.amount) = (producer, amount) }
}

/// A batch was bought outright: what its makers get for it is available to them on the event's date, whatever becomes of the goods.
///
/// The producers' side of `BatchBought`, recorded with it; it is booked from there, so it leaves no line of its own.
public struct PurchaseCredited: EventPayload {
  /// Its name in the log.
  public static let type = "PurchaseCredited"
  /// For which batch.
  public let batch: BatchCode
  /// The currency of all amounts.
  public let bookCurrency: Currency
  /// A line for each producer who gets something.
  public let lines: [CreditedLine]

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("batch", batch.text)
    writer.member("book_currency", bookCurrency.code)
    writer.member("lines", lines) { writer, line in
      writer.member("amount", line.amount)
      writer.member("producer", line.producer.text)
    }
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var lines: [CreditedLine] = []
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      guard name == "lines" else { return false }
      try reader.array { reader throws(PayloadProblem) in
        let line = try PayloadFields(&reader)
        lines.append(try CreditedLine(producer: line.code("producer"), amount: line.number("amount")))
      }
      return true
    }
    try self.init(batch: fields.code("batch"), bookCurrency: fields.currency("book_currency"), lines: lines)
  }

  init(batch: BatchCode, bookCurrency: Currency, lines: [CreditedLine]) { (self.batch, self.bookCurrency, self.lines) = (batch, bookCurrency, lines) }
}
