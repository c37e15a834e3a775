/// Asks to undo a match. Lines of the channel's commission are undone together, as they were matched.
public struct UnmatchLine: Hashable, Sendable {
  /// Which line of which statement of whom.
  public let channel: ChannelCode, statement: StatementCode, line: LineCode
  /// Why, and on what day.
  public let reason: String, date: CalendarDate

  /// An undoing.
  public init(channel: ChannelCode, statement: StatementCode, line: LineCode, reason: String, date: CalendarDate) {
    (self.channel, self.statement, self.line) = (channel, statement, line)
    (self.reason, self.date) = (reason, date)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("channel", channel.text)
    writer.member("date", date)
    writer.member("line", line.text)
    writer.member("reason", reason)
    writer.member("settlement", "unmatch")
    writer.member("statement", statement.text)
  }
}

/// What undoing a match would record: its sales are free again, and what was given up for the line is owed again.
/// - Throws: `SettlementRefusal.saleReleased` when producers have been given their part; `.disputeOpen` as long as the line is in dispute.
func decide(_ command: UnmatchLine, given context: SettlementContext) throws(Refusal) -> Decision {
  try require(command.reason, "reason")
  let statement = try context.statement(command.statement, of: command.channel)
  let index = try statement.place(of: command.line)
  guard let matched = statement.matches[index] else {
    if let undone = statement.undone[index], undone.reason == command.reason, undone.on == command.date { return .unchanged }
    throw .settlement(.notMatched(command.line, command.statement))
  }
  guard command.date >= matched.on else { throw .before("the match itself", matched.on) }
  let type = statement.received.lines[index].type
  if type == .sale || type == .return { try checkFree(matched.match, of: statement) }
  let lines = type == .commission ? statement.commissionIndices.map { statement.received.lines[$0].line } : [command.line]
  for line in lines where statement.openDispute(of: line) != nil { throw .settlement(.disputeOpen(line, command.statement)) }
  var facts: [Fact] = []
  for line in lines {
    guard let match = statement.match(of: line) else { continue }
    // Given up is what the line lacked; without the match it lacks nothing. Taken back the way it was booked.
    if let amount = statement.writtenOffByLine[line], amount != .zero {
      facts.append(statement.disputed(line, -amount, command.reason, book: context.book, on: command.date))
      facts.append(statement.resolved(line, -amount, .writtenOff, command.reason, book: context.book, on: command.date))
    }
    let event = StatementLineUnmatched(match: match, reason: command.reason)
    facts.append(Fact(.statementLineUnmatched(event), in: .settlement(command.channel), on: command.date))
  }
  try checkPaid(command, matched.match, of: statement)
  return .record(context.withConsequences(facts, for: statement, payout: nil, on: command.date))
}

private func checkFree(_ match: LineMatch, of statement: StatementState) throws(Refusal) {
  if let sale = match.claims.first(where: { $0.returned == nil && statement.released.contains($0.sale) })?.sale {
    throw .settlement(.saleReleased(sale, match.line))
  }
  if let commission = statement.commissionIndices.first, statement.matches[commission] != nil {
    throw .settlement(.commissionFirst(match.line, commission: statement.received.lines[commission].line))
  }
}

/// What the channel has paid for stays owed.
private func checkPaid(_ command: UnmatchLine, _ match: LineMatch, of statement: StatementState) throws(Refusal) {
  guard !statement.payments.isEmpty else { return }
  let left = statement.due.own - match.due.own + (statement.writtenOffByLine[command.line]?.own ?? 0)
  guard left >= statement.due.own || left >= statement.paid.own else {
    throw .settlement(.paidFor(command.line, paid: statement.money(statement.paid.own), left: statement.money(left)))
  }
}
