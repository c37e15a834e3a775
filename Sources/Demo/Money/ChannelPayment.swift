import Ledger

/// What a channel pays on its statements: one or two at once, and now and then one in two parts.
struct ChannelPayment {
  private let statements: [ChannelStatement]
  private let channel: DemoChannel
  private let paidOn: CalendarDate

  /// The payment of some statements of one channel, the last of which sets the day.
  /// - Precondition: there is one.
  init(_ statements: [ChannelStatement]) {
    guard let last = statements.last else { preconditionFailure("a payment is for a statement") }
    (self.statements, channel) = (statements, last.channel)
    paidOn = Self.paidOn(last.channel, last.month)
  }

  /// The day the money for a month comes, the same in both scales: as the terms say, or a day or two later.
  static func paidOn(_ channel: DemoChannel, _ month: Month) -> CalendarDate {
    if ChannelStatement.number(channel, month) == Incidents.cashNotHandedIn { return Incidents.handedInOn }
    var chance = SplitMix64(.money, -((month.year * 100 + month.month) * 10 + channel.rawValue))
    return ChannelStatement.receivedOn(channel, month).adding(days: max(2, channel.settleDays) + chance.within(0...2))
  }

  /// What the banks on the way keep of a payment from abroad, in minor units of its currency.
  static func bankFee(_ channel: DemoChannel, _ month: Month) -> Int64 { channel == .muji ? (month.year < 2018 ? 2500 : 3000) : 0 }

  /// The receipts, and what follows when one is short. Of the year that is left for people they wait in suspense.
  var steps: [DemoStep] {
    guard let last = statements.last else { return [] }
    let isLeft = UnreconciledYear.isMeant(last.month)
    if last.number == Incidents.paidShort { return shortOfBankFee(last) }
    let due = statements.map(\.due)
    // The best month of the year is paid in two parts.
    if channel == .bishkek, last.month.month == 12 {
      let first = due[0] * 6 / 10 / 100_000 * 100_000
      return receipt("", on: paidOn, [first], isLeft) + receipt("-2", on: paidOn.adding(days: 20), [due[0] - first], isLeft)
    }
    return receipt("", on: paidOn, due, isLeft)
  }

  /// One receipt that pays so much on each of the statements.
  private func receipt(_ suffix: String, on date: CalendarDate, _ amounts: [Int64], _ isLeft: Bool) -> [DemoStep] {
    guard let last = statements.last, date <= Month.last.lastDay else { return [] }
    let fee = Self.bankFee(channel, last.month)
    let isCash = isLeft && channel == .fairs
    let command = RecordReceipt(
      payout: PayoutCode("PAY-\(channel.code)-\(last.month)\(suffix)"), receivedOn: date, channel: isCash ? nil : channel.code,
      currency: channel.currency, amount: amounts.reduce(0, +) - fee, bankFee: fee,
      reference: isCash ? "cash from fairs" : statements.map(\.number.text).joined(separator: ", "),
      applications: isLeft ? [] : zip(statements, amounts).map { ReceiptApplication(statement: $0.number, amount: $1) })
    return [DemoStep(on: date, .recordReceipt(command))]
  }

  /// A bank on the way kept a fee: the accountant asks for it, and gives it up in the end.
  private func shortOfBankFee(_ statement: ChannelStatement) -> [DemoStep] {
    let (asked, given) = (paidOn.adding(days: 3), Incidents.feeWrittenOffOn)
    return receipt("", on: paidOn, [statement.due - Incidents.keptByBank], false) + [
      DemoStep(
        on: asked,
        .dispute(
          DisputeStatement(
            channel: channel.code, statement: statement.number, line: nil, amount: Incidents.keptByBank,
            reason: "a bank on the way kept a fee; the shop was to pay it", date: asked))),
      DemoStep(
        on: given,
        .resolve(
          ResolveDispute(
            channel: channel.code, statement: statement.number, line: nil, outcome: .writtenOff,
            reason: "the shop sent its bank's order over the full amount; not worth more letters", date: given))),
    ]
  }
}
