/// Asks to dispute part of what a statement comes to: it is not counted as owed until the dispute is resolved.
public struct DisputeStatement: Hashable, Sendable {
  /// Which statement of whom; about which line, or about all of it.
  public let channel: ChannelCode, statement: StatementCode, line: LineCode?
  /// How much, in minor units of the statement's currency.
  public let amount: Int64
  /// What about, and on what day.
  public let reason: String, date: CalendarDate

  /// A dispute.
  public init(channel: ChannelCode, statement: StatementCode, line: LineCode? = nil, amount: Int64, reason: String, date: CalendarDate) {
    (self.channel, self.statement, self.line) = (channel, statement, line)
    (self.amount, self.reason, self.date) = (amount, reason, date)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("amount", asTyped: amount)
    writer.member("channel", channel.text)
    writer.member("date", date)
    writer.member("line", line?.text)
    writer.member("reason", reason)
    writer.member("settlement", "dispute")
    writer.member("statement", statement.text)
  }
}

/// What a dispute would record.
/// - Throws: `SettlementRefusal.disputeExceedsDue` when it is about more than the channel still owes; `.disputeOpen` when there is one already.
func decide(_ command: DisputeStatement, given context: SettlementContext) throws(Refusal) -> Decision {
  try require(command.reason, "reason")
  let statement = try context.statement(command.statement, of: command.channel)
  if let line = command.line {
    guard statement.matches[try statement.place(of: line)] != nil else { throw .settlement(.notMatched(line, command.statement)) }
  }
  guard command.date >= statement.receivedOn else { throw .before("the statement itself", statement.receivedOn) }
  guard command.amount > 0 else { throw .malformed(column: "amount", "what is disputed is a positive amount; write what the channel lacks") }
  if let known = statement.openDispute(of: command.line) {
    if known.amount.own == command.amount, known.reason == command.reason, known.openedOn == command.date { return .unchanged }
    throw .settlement(.disputeOpen(command.line, command.statement))
  }
  guard command.amount <= statement.open.own else {
    throw .settlement(.disputeExceedsDue(asked: statement.money(command.amount), open: statement.money(statement.open.own)))
  }
  let value = try context.valued(command.amount, as: statement.open, statement.received.currency, column: "amount")
  let disputed = statement.disputed(command.line, value, command.reason, book: context.book, on: command.date)
  // A sale in dispute does not hold up those behind it, so a dispute may be what lets these go.
  return .record(context.withConsequences([disputed], for: statement, payout: nil, on: command.date))
}

/// Asks to end a dispute.
public struct ResolveDispute: Hashable, Sendable {
  /// The dispute about which statement of whom, about which line or all of it.
  public let channel: ChannelCode, statement: StatementCode, line: LineCode?
  /// How it ended, why, and on what day.
  public let outcome: DisputeOutcome, reason: String, date: CalendarDate

  /// The end of a dispute.
  public init(channel: ChannelCode, statement: StatementCode, line: LineCode? = nil, outcome: DisputeOutcome, reason: String, date: CalendarDate) {
    (self.channel, self.statement, self.line) = (channel, statement, line)
    (self.outcome, self.reason, self.date) = (outcome, reason, date)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("channel", channel.text)
    writer.member("date", date)
    writer.member("line", line?.text)
    writer.member("outcome", outcome.rawValue)
    writer.member("reason", reason)
    writer.member("settlement", "resolve")
    writer.member("statement", statement.text)
  }
}

/// What the end of a dispute would record: the amount is owed again, or given up. What then is covered becomes its producers'.
/// - Throws: `SettlementRefusal.noDispute` when none is open.
func decide(_ command: ResolveDispute, given context: SettlementContext) throws(Refusal) -> Decision {
  try require(command.reason, "reason")
  let statement = try context.statement(command.statement, of: command.channel)
  if let line = command.line { _ = try statement.place(of: line) }
  guard let dispute = statement.openDispute(of: command.line) else {
    let resolution = Dispute.Resolution(outcome: command.outcome, reason: command.reason, on: command.date)
    if statement.disputes.last(where: { $0.line == command.line })?.resolution == resolution { return .unchanged }
    throw .settlement(.noDispute(command.line, command.statement))
  }
  guard command.date >= dispute.openedOn else { throw .before("the dispute itself", dispute.openedOn) }
  let resolved = statement.resolved(command.line, dispute.amount, command.outcome, command.reason, book: context.book, on: command.date)
  return .record(context.withConsequences([resolved], for: statement, payout: nil, on: command.date))
}
