/// Asks to write down what a channel stated: the rows of one statement in `statements.csv`.
public struct ReceiveStatement: Hashable, Sendable {
  /// The statement's number, and whose it is.
  public let statement: StatementCode, channel: ChannelCode
  /// The first and the last day it speaks of.
  public let periodFrom: CalendarDate, periodTo: CalendarDate
  /// The currency of all its amounts.
  public let currency: Currency
  /// What the channel owed before and owes after, where it says so.
  public let opening: Int64?, closing: Int64?
  /// The day it came; the last day it speaks of, unless that is known.
  public let receivedOn: CalendarDate?
  /// SHA-256 of the file it came in, in hexadecimal digits.
  public let fileSHA256: String?
  /// The lines, in the channel's order.
  public let lines: [StatementLine]

  /// A statement as the channel wrote it.
  public init(
    statement: StatementCode, channel: ChannelCode, periodFrom: CalendarDate, periodTo: CalendarDate, currency: Currency, opening: Int64? = nil,
    closing: Int64? = nil, receivedOn: CalendarDate? = nil, fileSHA256: String? = nil, lines: [StatementLine]
  ) {
    (self.statement, self.channel, self.periodFrom, self.periodTo) = (statement, channel, periodFrom, periodTo)
    (self.currency, self.opening, self.closing, self.receivedOn) = (currency, opening, closing, receivedOn)
    (self.fileSHA256, self.lines) = (fileSHA256, lines)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("channel", channel.text)
    writer.member("closing", asTyped: closing)
    writer.member("currency", currency.code)
    writer.member("file_sha256", fileSHA256)
    writer.member("lines", lines) { writer, line in
      writer.member("amount", asTyped: line.amount)
      writer.member("line", line.line.text)
      writer.member("quantity", asTyped: line.quantity?.thousandths)
      writer.member("reference", line.reference)
      writer.member("type", line.type.rawValue)
    }
    writer.member("opening", asTyped: opening)
    writer.member("period_from", periodFrom)
    writer.member("period_to", periodTo)
    if let receivedOn { writer.member("received_on", receivedOn) }
    writer.member("settlement", "receive")
    writer.member("statement", statement.text)
  }
}

/// What a statement would record: all of it, or nothing.
/// - Throws: `SettlementRefusal.doesNotAddUp` with the difference; `.wrongCurrency` when it is not the currency of the terms on its last day.
func decide(_ command: ReceiveStatement, given context: SettlementContext) throws(Refusal) -> Decision {
  guard context.channel.opened != nil else { throw .unknown(.channel, command.channel.text) }
  if command.lines.isEmpty { throw .missing(column: "line") }
  guard command.periodFrom <= command.periodTo else {
    throw .malformed(column: "period_from", "the period begins on \(command.periodFrom), after its last day \(command.periodTo); exchange the two")
  }
  let receivedOn = command.receivedOn ?? command.periodTo
  guard receivedOn >= command.periodTo else { throw .before("the last day of the statement", command.periodTo) }
  try checkLines(command.lines)
  let received = try received(command)
  if let known = context.settlement.statement(command.statement) {
    try same(known, received, on: receivedOn)
    return .unchanged
  }
  guard let terms = context.channel.terms(begunBy: command.periodTo) else {
    throw .noTerms(command.channel, on: command.periodTo, first: context.channel.terms.first?.validFrom)
  }
  guard terms.currency == command.currency else {
    throw .settlement(.wrongCurrency(command.currency, command.channel, agreed: terms.currency))
  }
  // Events are at most 1 MiB, commits of 5000 events; commission lines are matched in one commit.
  guard command.lines.count <= 4_000, received.canonicalBytes.count <= 1_000_000 else {
    throw .settlement(.statementTooLong(command.statement, lines: command.lines.count))
  }
  return .record([Fact(.statementReceived(received), in: .settlement(command.channel), on: receivedOn)])
}

private func checkLines(_ lines: [StatementLine]) throws(Refusal) {
  var seen: Set<LineCode> = []
  for line in lines {
    guard seen.insert(line.line).inserted else {
      throw .malformed(column: "line", "line \(line.line) is there twice; give every line a number of its own")
    }
    guard line.amount.magnitude <= largestInteger.magnitude else { throw .amountTooLarge(column: "amount") }
    if line.type == .sale, line.amount < 0 {
      throw .malformed(column: "amount", "line \(line.line): a sale is not negative; write goods that came back as a return")
    }
    if line.type == .return, line.amount > 0 {
      throw .malformed(column: "amount", "line \(line.line): a return is not positive; write what it takes away as a negative amount")
    }
    if let quantity = line.quantity, quantity.thousandths.magnitude > Quantity.largest.thousandths.magnitude {
      throw .malformed(column: "quantity", "line \(line.line): the quantity is larger than \(Quantity.largest)")
    }
  }
}

/// The statement with its opening and closing: what is not stated follows from the rest.
private func received(_ command: ReceiveStatement) throws(Refusal) -> StatementReceived {
  let sum = command.lines.reduce(Int128(0)) { $0 + Int128($1.amount) }
  let opening = command.opening.map { Int128($0) } ?? command.closing.map { Int128($0) - sum } ?? 0
  let closing = command.closing.map { Int128($0) } ?? opening + sum
  for (amount, column) in [(sum, "amount"), (opening, "opening"), (closing, "closing"), (opening + sum, "amount")] {
    guard amount.magnitude <= UInt128(largestInteger) else { throw .amountTooLarge(column: column) }
  }
  guard opening + sum == closing else {
    func money(_ amount: Int128) -> Money { Money(Int64(amount), command.currency) }
    throw .settlement(
      .doesNotAddUp(command.statement, sum: money(opening + sum), closing: money(closing), difference: money(closing - opening - sum)))
  }
  return StatementReceived(
    statement: command.statement, channel: command.channel, periodFrom: command.periodFrom, periodTo: command.periodTo, currency: command.currency,
    opening: Int64(opening), closing: Int64(closing), fileSHA256: command.fileSHA256, lines: command.lines)
}

/// The file it came in may be another: a table saved again by another program is still the same statement.
private func same(_ state: StatementState, _ received: StatementReceived, on date: CalendarDate) throws(Refusal) {
  let (known, thing) = (state.received, "statement \(received.statement)")
  try same(state.receivedOn.description, date.description, "received_on", of: thing)
  try same(known.periodFrom.description, received.periodFrom.description, "period_from", of: thing)
  try same(known.periodTo.description, received.periodTo.description, "period_to", of: thing)
  try same(known.currency.code, received.currency.code, "currency", of: thing)
  try same(String(known.lines.count), String(received.lines.count), "line", of: "\(thing), by its number of lines,")
  for (known, line) in zip(known.lines, received.lines) {
    let thing = "line \(known.line) of \(thing)"
    try same(known.line.text, line.line.text, "line", of: thing)
    try same(known.type.rawValue, line.type.rawValue, "type", of: thing)
    try same(known.reference, line.reference, "reference", of: thing)
    try same(known.quantity?.description, line.quantity?.description, "quantity", of: thing)
    try same(String(known.amount), String(line.amount), "amount", of: thing)
  }
  try same(String(known.opening), String(received.opening), "opening", of: thing)
  try same(String(known.closing), String(received.closing), "closing", of: thing)
}
