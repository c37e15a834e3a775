import Ledger

extension DemoFigures {
  private static let fromPlan = "follows from the sales and the terms"

  /// What channels owe and pay, as it follows from the sales. All of it holds in both scales.
  static let money: [Figure] = books + owed + paid + exchange

  private static let books: [Figure] = [
    Figure(
      "trial-balance", "Debits less credits of all accounts at the end of 2025", .balance(nil, year: 2025), .exactly(0), .assumed,
      source: "double entry"),
    Figure(
      "suspense-2024", "Receipts at the end of 2024 that nobody could place", .balance(.suspense, year: 2024), .exactly(0), .assumed,
      source: "every receipt up to then names its statements"),
    Figure(
      "in-transit-2024", "Payments to producers at the end of 2024 that the bank had not confirmed", .balance(.payoutsInTransit, year: 2024),
      .exactly(0), .assumed, source: "every list was confirmed; one payment came back"),
    Figure(
      "written-off-2024", "Written off up to the end of 2024", .balance(.losses, year: 2024), .exactly(Incidents.keptByBank), .assumed,
      source: "one bank fee of September 2017"),
    Figure(
      "fees-2024", "Association fees earned in 2024", .movement(.associationFeeIncome, year: 2024), .about(-fees(2024), step: 1_000_000), .assumed,
      source: fromPlan),
    Figure(
      "bank-fees-2024", "Bank fees on MUJI's payments up to the end of 2024", .balance(.bankFees, year: 2024),
      .exactly(OrderMoney.deliveries.reduce(0) { $1.paidOn.components.year <= 2024 ? $0 + $1.bankFee : $0 }), .assumed, source: fromPlan),
  ]

  /// What is earned in a year is twelve, ten or eight per cent of net sales, by channel.
  private static func fees(_ year: Int) -> Int64 {
    let plan = YearPlan(year, catalogue: OrderMoney.catalogue)
    return DemoChannel.domestic.reduce(0) { sum, channel in
      sum + (1...12).reduce(0) { $0 + plan.target(channel, $1) } * channel.feeBasisPoints / 10_000
    }
  }

  /// The shops pay in the middle of the month for the month before, MUJI after sixty days.
  private static let owed: [Figure] = {
    let plan = YearPlan(2024, catalogue: OrderMoney.catalogue)
    let owed: [(DemoChannel, String, Int64)] = [
      (.muji, "the autumn delivery", OrderMoney.deliveries.reduce(0) { $1.isOpen(atEndOf: 2024) ? $0 + $1.carried : $0 }),
      (.bishkek, "the sales of December", plan.target(.bishkek, 12)), (.karakol, "the sales of December", plan.target(.karakol, 12)),
    ]
    return owed.map { channel, what, amount in
      Figure(
        "owed-2024-\(channel.code.text.lowercased())", "What \(channel.code) owes at the end of 2024: \(what)",
        .receivable(channel: channel.code.text, year: 2024), .exactly(amount), .assumed, source: fromPlan)
    }
  }()

  /// What becomes theirs when a channel pays is paid out with the next run, less tax and reserve. Goods that come back later move a little of
  /// it from one run to the next.
  private static let paid: [Figure] = [
    Figure(
      "paid-2024", "Paid to producers up to the end of 2024", .paidToProducers(year: 2024), .about(PaidOut.upToTheEnd(of: 2024), step: 50_000_000),
      .assumed, source: fromPlan)
  ]

  /// The autumn deliveries are paid at the rate of the next January.
  private static let exchange: [Figure] = (2012...2024).map { year in
    let gain = OrderMoney.deliveries.reduce(0) { $1.paidOn.components.year == year ? $0 + $1.gained : $0 }
    return Figure("exchange-\(year)", "Gained on yen in \(year), or lost", .exchange(year: year), .exactly(gain), .assumed, source: fromPlan)
  }
}
