import Ledger

/// What a year's sales come to, channel by channel and month by month: the same in both scales.
struct YearPlan {
  let year: Int
  /// Sales that are the same lines in both scales: MUJI's orders, what is sold abroad, and the incidents.
  let fixed: [PlannedSale]
  private let targets: [DemoChannel: [Int64]]

  init(_ year: Int, catalogue: Catalogue) {
    self.year = year
    let orders = OrdersFromMuji.lines(year, catalogue: catalogue)
    fixed =
      orders + SalesAbroad.lines(year, catalogue: catalogue) + Self.incidents(year, catalogue: catalogue)
      + RecallStory.sales(year, catalogue: catalogue) + OwnGoodsStory.sales(year, catalogue: catalogue) + OutletPlan.sales(year, catalogue: catalogue)
    let domestic = year == 2024 ? YearTotals.outsideMujiIn2024 : YearTotals.minor(year) - Self.inBook(orders, year)
    let parts = largestRemainder(domestic, by: DemoChannel.domestic.map { ChannelShares.basisPoints($0, year) })
    targets = Dictionary(
      uniqueKeysWithValues: zip(DemoChannel.domestic, parts).map { channel, part in (channel, Self.months(part, channel.monthWeights(year))) })
  }

  /// Net sales of a channel in a month, in tyiyn, after returns. MUJI's follow from its orders and are not planned here.
  func target(_ channel: DemoChannel, _ month: Int) -> Int64 { targets[channel]?[month - 1] ?? 0 }

  /// Whole soms month by month, what is left over in the last month that has any sales.
  private static func months(_ minor: Int64, _ weights: [Int64]) -> [Int64] {
    var months = largestRemainder(minor / 100, by: weights).map { $0 * 100 }
    if let last = weights.lastIndex(where: { $0 > 0 }) { months[last] += minor % 100 }
    return months
  }

  /// What orders come to in KGS, less what comes back of them.
  static func inBook(_ orders: [PlannedSale], _ year: Int) -> Int64 {
    let rate = Prices.rate(year)
    func tyiyn(_ yen: Int64) -> Int64 { rate.convert(yen, from: .yen, to: .kgs) ?? 0 }
    return orders.reduce(0) { total, order in
      let gross = tyiyn(PlannedSale.gross(order.quantity, order.price, .yen))
      let back = order.comingBack.map { Int64(roundedQuotient(Int128(gross) * Int128($0.quantity), by: Int128(order.quantity))) } ?? 0
      return total + gross - tyiyn(order.discount) - back
    }
  }

  /// Twelve pairs sold in Karakol in July 2022 whose batch sheet came ten days later; three rugs sold in Bishkek in November 2023 whose batch
  /// sheet names somebody who did not make them; two sales in Karakol in August 2025 that are alike; and one online that is stated twice.
  private static func incidents(_ year: Int, catalogue: Catalogue) -> [PlannedSale] {
    let all: [(DemoChannel, CalendarDate, product: Int, Int64, SaleIncident)] =
      [
        (.karakol, Incidents.soldTooEarlyOn, catalogue.soldTooEarly, Incidents.pairsSoldTooEarly, .tooEarly),
        (.bishkek, Incidents.rugsSoldOn, catalogue.bookedToSomebodyElse, Incidents.rugs, .wrongMaker),
        (.online, Incidents.statedTwiceOn, 0, Incidents.piecesStatedTwice, .statedTwice),
      ] + Incidents.twoAlikeOn.map { (.karakol, $0, 0, Incidents.piecesAlike, .noReceipt) }
    return all.filter { $0.1.components.year == year }.map { channel, soldOn, product, quantity, incident in
      var sale = PlannedSale(
        channel, soldOn: soldOn, recordedAt: soldOn.adding(days: 1), product: product, quantity: quantity * 1000,
        price: catalogue.products[product].price(in: year))
      sale.incident = incident
      return sale
    }
  }
}
