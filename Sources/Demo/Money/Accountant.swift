import Ledger

/// The programme's accountant: puts what channels state and pay into the book, pays producers, and closes the years.
struct Accountant {
  /// Who draws payout runs up and closes months, and who agrees to runs.
  static let name = "accountant (example)", chair = "chair (example)"

  private struct Key: Hashable {
    let channel: DemoChannel
    let month: Month
  }

  /// What was sold in months that have no statement yet, and what came back and stands on no statement.
  private var months: [Key: ChannelMonth] = [:]
  private var notStated: [DemoChannel: [GoodsBack]] = [:]
  /// Statements that are paid together with the next.
  private var paidLater: [DemoChannel: [ChannelStatement]] = [:]

  /// Remembers a sale for its channel's statement.
  mutating func take(_ sold: SoldGoods, through channel: DemoChannel) {
    months[Key(channel: channel, month: Month(of: sold.soldOn)), default: ChannelMonth()].sold.append(sold)
  }

  /// Remembers goods that came back.
  mutating func take(_ back: GoodsBack, through channel: DemoChannel, on date: CalendarDate) {
    months[Key(channel: channel, month: Month(of: date)), default: ChannelMonth()].returned.append(back)
  }

  /// All that follows from a month, once the book has learned of its last sale: not recorded before the month is over.
  mutating func finish(_ month: Month) -> [DemoStep] {
    var steps = Deductions.steps(since: month.next)
    for channel in DemoChannel.allCases {
      let all = months.removeValue(forKey: Key(channel: channel, month: month)) ?? ChannelMonth()
      let returned = (notStated.removeValue(forKey: channel) ?? []) + all.returned
      // What comes back in a month without sales is stated with the next sales.
      if all.sold.isEmpty {
        if !returned.isEmpty { notStated[channel] = returned }
        continue
      }
      steps += settle(ChannelStatement(channel, month, sold: all.sold, returned: returned))
    }
    return steps + PayoutRuns.steps(after: month) + YearEnd.steps(after: month)
  }

  /// A statement's way into the book and through it.
  private mutating func settle(_ statement: ChannelStatement) -> [DemoStep] {
    var steps = [DemoStep(on: statement.receivedOn, statement.receiving)]
    if !UnreconciledYear.isMeant(statement.month) {
      let matchedOn = statement.receivedOn.adding(days: 1)
      steps += statement.matching(on: matchedOn).map { DemoStep(on: matchedOn, $0) }
    }
    if statement.number == Incidents.importedTwice { steps.append(DemoStep(on: Incidents.importedAgainOn, statement.receiving)) }
    // January is a quiet month in Karakol: its money comes with that of February.
    if statement.channel == .karakol, statement.month.month == 1 {
      paidLater[.karakol] = [statement]
      return steps
    }
    return steps + ChannelPayment((paidLater.removeValue(forKey: statement.channel) ?? []) + [statement]).steps
  }
}
