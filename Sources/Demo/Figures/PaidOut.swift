import Ledger

/// What producers are paid, as it follows from the sales of each month and the terms.
enum PaidOut {
  /// In tyiyn, by all runs that were paid by the end of a year.
  static func upToTheEnd(of year: Int) -> Int64 {
    released.reduce(0) { sum, part in
      let run = PayoutRuns.month(from: part.on)
      guard PayoutRuns.paidOn(run).components.year <= year else { return sum }
      let kept = Deductions.basisPoints(on: run.lastDay)
      return sum + part.amount - part.amount * kept / 10_000
    }
  }

  /// The producers' part of what a channel pays, and the day it pays it.
  private static let released: [(on: CalendarDate, amount: Int64)] =
    OrderMoney.deliveries.map { ($0.paidOn, $0.carried) }
    + YearTotals.years.map { YearPlan($0, catalogue: OrderMoney.catalogue) }.flatMap { plan in
      DemoChannel.domestic.flatMap { channel in (1...12).flatMap { month in parts(channel, Month(plan.year, month), plan.target(channel, month)) } }
    }

  private static func parts(_ channel: DemoChannel, _ month: Month, _ netSales: Int64) -> [(on: CalendarDate, amount: Int64)] {
    if netSales == 0 { return [] }
    let amount = netSales * (10_000 - channel.commissionBasisPoints - channel.feeBasisPoints) / 10_000
    // Karakol's January is paid with its February, and Bishkek's December in two parts.
    let isLate = channel == .karakol && month.month == 1
    let paidOn = ChannelPayment.paidOn(channel, isLate ? month.next : month)
    guard channel == .bishkek, month.month == 12 else { return [(paidOn, amount)] }
    return [(paidOn, amount * 6 / 10), (paidOn.adding(days: 20), amount - amount * 6 / 10)]
  }
}
