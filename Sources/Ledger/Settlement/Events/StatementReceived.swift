/// What kind of figure a line of a statement is.
public enum StatementLineType: String, Sendable, CaseIterable {
  /// Goods the channel sold: what the buyers paid, never negative.
  case sale
  /// Goods that came back to it: never positive.
  case `return`
  /// What the channel keeps by its terms.
  case commission
  /// What else it keeps for itself.
  case fee
  /// What it withholds for a state.
  case tax
  /// Anything else, up or down.
  case adjustment
}

/// One line of a statement, as the channel wrote it.
public struct StatementLine: Hashable, Sendable {
  /// Its number, and what kind of figure it is.
  public let line: LineCode, type: StatementLineType
  /// What the channel calls it: a sale's number, a receipt, a product.
  public let reference: String?
  /// How many goods, where it says so.
  public let quantity: Quantity?
  /// As part of what the channel owes us, in minor units of the statement's currency: deductions are negative.
  public let amount: Int64

  /// A row of `statements.csv`.
  public init(line: LineCode, type: StatementLineType, reference: String? = nil, quantity: Quantity? = nil, amount: Int64) {
    (self.line, self.type, self.reference, self.quantity, self.amount) = (line, type, reference, quantity, amount)
  }
}

/// A channel said what it sold and owes for a period. Opening and lines add up to closing.
public struct StatementReceived: EventPayload {
  /// Its name in the log.
  public static let type = "StatementReceived"
  /// The statement's number, and whose it is.
  public let statement: StatementCode, channel: ChannelCode
  /// The first and the last day it speaks of.
  public let periodFrom: CalendarDate, periodTo: CalendarDate
  /// The currency of all its amounts.
  public let currency: Currency
  /// What the channel owed before and owes after, by its own account.
  public let opening: Int64, closing: Int64
  /// SHA-256 of the file it came in, in hexadecimal digits.
  public let fileSHA256: String?
  /// The lines, in the channel's order.
  public let lines: [StatementLine]

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("channel", channel.text)
    writer.member("closing", closing)
    writer.member("currency", currency.code)
    writer.member("file_sha256", fileSHA256)
    writer.member("lines", lines) { writer, line in
      writer.member("amount", line.amount)
      writer.member("line", line.line.text)
      if let quantity = line.quantity { writer.member("quantity", quantity.thousandths) }
      writer.member("reference", line.reference)
      writer.member("type", line.type.rawValue)
    }
    writer.member("opening", opening)
    writer.member("period_from", periodFrom)
    writer.member("period_to", periodTo)
    writer.member("statement", statement.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var lines: [StatementLine] = []
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      guard name == "lines" else { return false }
      try reader.array { reader throws(PayloadProblem) in lines.append(try StatementLine(PayloadFields(&reader))) }
      return true
    }
    try self.init(
      statement: fields.code("statement"), channel: fields.code("channel"), periodFrom: fields.date("period_from"),
      periodTo: fields.date("period_to"), currency: fields.currency("currency"), opening: fields.number("opening"),
      closing: fields.number("closing"), fileSHA256: fields.optionalText("file_sha256"), lines: lines)
  }

  init(
    statement: StatementCode, channel: ChannelCode, periodFrom: CalendarDate, periodTo: CalendarDate, currency: Currency, opening: Int64,
    closing: Int64, fileSHA256: String?, lines: [StatementLine]
  ) {
    (self.statement, self.channel, self.periodFrom, self.periodTo) = (statement, channel, periodFrom, periodTo)
    (self.currency, self.opening, self.closing, self.fileSHA256, self.lines) = (currency, opening, closing, fileSHA256, lines)
  }
}

extension StatementLine {
  fileprivate init(_ fields: PayloadFields) throws(PayloadProblem) {
    try self.init(
      line: fields.code("line"), type: fields.word("type"), reference: fields.optionalText("reference"),
      quantity: fields.optionalNumber("quantity").map { Quantity(thousandths: $0) }, amount: fields.number("amount"))
  }
}
