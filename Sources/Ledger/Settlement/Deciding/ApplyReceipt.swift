/// Asks to apply what is left of a receipt to a statement.
public struct ApplyReceipt: Hashable, Sendable {
  /// Which receipt pays for which statement of whom.
  public let payout: PayoutCode, channel: ChannelCode, statement: StatementCode
  /// How much, in minor units; nil: as much as both have left.
  public let amount: Int64?
  /// On what day.
  public let date: CalendarDate

  /// An application.
  public init(payout: PayoutCode, channel: ChannelCode, statement: StatementCode, amount: Int64? = nil, date: CalendarDate) {
    (self.payout, self.channel, self.statement) = (payout, channel, statement)
    (self.amount, self.date) = (amount, date)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("amount", asTyped: amount)
    writer.member("channel", channel.text)
    writer.member("date", date)
    writer.member("payout", payout.text)
    writer.member("settlement", "apply")
    writer.member("statement", statement.text)
  }
}

/// What applying a receipt would record: what it pays for, and whose money that becomes.
/// - Throws: `SettlementRefusal.nothingOpen` or `.nothingLeft` when either side has nothing left.
func decide(_ command: ApplyReceipt, given context: SettlementContext) throws(Refusal) -> Decision {
  let statement = try context.statement(command.statement, of: command.channel)
  guard let entry = context.bank.recorded, let receivedOn = context.bank.receivedOn else { throw .settlement(.unknownReceipt(command.payout)) }
  guard command.date >= receivedOn else { throw .before("the receipt itself", receivedOn) }
  if let channel = entry.channel, channel != command.channel { throw .settlement(.receiptOfOtherChannel(command.payout, channel)) }
  let (open, left) = (statement.open.own, context.bank.left.own)
  let known = statement.payments.filter { $0.received.payout == command.payout && $0.on == command.date }
  if let amount = command.amount {
    if known.contains(where: { $0.received.amount == amount }) { return .unchanged }
  } else if !known.isEmpty, open == 0 || (open > 0 && left == 0) {
    return .unchanged
  }
  if left == 0, open > 0 { throw .settlement(.nothingLeft(command.payout)) }
  var desk = ApplicationDesk(entry: entry, channel: command.channel, left: context.bank.left, date: command.date, context: context)
  return .record(try desk.apply(command.amount ?? min(open, left), to: command.statement))
}

/// Where a receipt is spent: what is left of it goes down from one application to the next.
struct ApplicationDesk {
  let entry: BankEntryRecorded
  let channel: ChannelCode
  var left: Valued
  let date: CalendarDate
  let context: SettlementContext

  /// The facts of one application.
  mutating func apply(_ amount: Int64, to code: StatementCode) throws(Refusal) -> [Fact] {
    let statement = try context.statement(code, of: channel)
    let currency = statement.received.currency
    guard currency == entry.currency else { throw .settlement(.receiptInOtherCurrency(entry.payout, entry.currency, statement: currency)) }
    guard date >= statement.receivedOn else { throw .before("the statement itself", statement.receivedOn) }
    let open = statement.open
    if open.own == 0 { throw .settlement(.nothingOpen(code)) }
    if amount == 0 { throw .malformed(column: "amount", "the amount is zero; leave it out to apply all that is left") }
    guard amount > 0 ? amount <= open.own : amount >= open.own else {
      throw .settlement(.overpaid(code, given: statement.money(amount), open: statement.money(open.own)))
    }
    guard amount <= left.own else {
      throw .settlement(.beyondReceipt(entry.payout, asked: statement.money(amount), left: statement.money(left.own)))
    }
    let carrying = try context.valued(amount, as: open, currency, column: "amount")
    let received = try context.valued(amount, as: left, currency, column: "amount")
    left -= received
    guard left.own.magnitude <= largestInteger.magnitude, left.book.magnitude <= largestInteger.magnitude else {
      throw .amountTooLarge(column: "amount")
    }
    let applied = BankEntryApplied(
      payout: entry.payout, channel: channel, statement: code, currency: currency, bookCurrency: context.book, amount: received)
    let payout = ChannelPayoutReceived(
      payout: entry.payout, statement: code, channel: channel, currency: currency, bookCurrency: context.book, amount: amount,
      carrying: carrying.book, received: received.book,
      isSettled: statement.isMatched && !statement.hasOpenDispute && amount == open.own)
    let facts = [Fact(.channelPayoutReceived(payout), in: .settlement(channel), on: date)]
    return [Fact(.bankEntryApplied(applied), in: .bank(entry.payout), on: date)]
      + context.withConsequences(facts, for: statement, payout: entry.payout, on: date)
  }
}
