import Ledger

/// The lines of one channel's sales sheets in one month: their net sales, less what comes back in the month, are the target exactly.
struct ShopSales {
  let channel: DemoChannel
  let month: Month
  let scale: DemoScale
  let catalogue: Catalogue
  /// Positions of what is on sale in the month.
  let onSale: [Int]
  /// What the channel comes to next month: goods come back then only where enough is sold.
  let targetOfNextMonth: Int64

  private var chance: SplitMix64
  private var lines: [PlannedSale] = []
  /// Money given back next month, in tyiyn.
  private(set) var givenBackNextMonth: Int64 = 0

  init(_ channel: DemoChannel, _ month: Month, scale: DemoScale, catalogue: Catalogue, onSale: [Int], targetOfNextMonth: Int64) {
    (self.channel, self.month, self.scale) = (channel, month, scale)
    (self.catalogue, self.onSale, self.targetOfNextMonth) = (catalogue, onSale, targetOfNextMonth)
    chance = SplitMix64(.shopSales, (month.year * 100 + month.month) * 10 + channel.rawValue)
  }

  /// The lines whose net sales come to so many tyiyn; more, when some of it comes back in the same month.
  mutating func lines(for minor: Int64) -> [PlannedSale] {
    precondition(minor > 0, "there is something to sell in \(month)")
    let ticket = scale.ticketMinor * Prices.index(month.year) / 100
    var left = minor
    while left > 2 * ticket {
      guard var line = line(about: ticket * Int64(chance.within(40...160)) / 100, atMost: left - ticket / 2) else { break }
      left -= line.netSales
      if let returned = goodsComingBack(of: line) {
        line.comingBack = returned
        let money = PlannedSale.gross(returned.quantity, line.price, .kgs)
        if Month(of: returned.returnedOn) == month { left += money } else { givenBackNextMonth += money }
      }
      lines.append(line)
    }
    lines.append(lastLine(left))
    return lines
  }

  /// A line of some product at its price, now and then with a discount of a twentieth.
  private mutating func line(about money: Int64, atMost limit: Int64) -> PlannedSale? {
    for _ in 0..<16 {
      let product = popularProduct()
      let (step, price) = (catalogue.products[product].line.step, catalogue.products[product].price(in: month.year))
      let stepPrice = PlannedSale.gross(step, price, .kgs)
      let quantity = max(1, (money + stepPrice / 2) / stepPrice) * step
      let gross = PlannedSale.gross(quantity, price, .kgs)
      guard gross <= limit else { continue }
      return planned(product, quantity, price, discount: chance.happens(percent: 4) ? gross / 2000 * 100 : 0)
    }
    return nil
  }

  /// The line that takes the rest, to the tyiyn: of the product whose price needs least bending, the odd soms off as a discount.
  private mutating func lastLine(_ rest: Int64) -> PlannedSale {
    var best: (bend: Int64, product: Int, quantity: Int64, price: Int64)?
    for _ in 0..<16 {
      let product = popularProduct()
      let (step, usual) = (catalogue.products[product].line.step, catalogue.products[product].price(in: month.year))
      let stepPrice = PlannedSale.gross(step, usual, .kgs)
      let steps = max(1, (rest + stepPrice / 2) / stepPrice)
      // Whole soms for a unit; a price is rounded up, so that the discount is never negative.
      let price = Int64((Int128(rest) * 1000 + Int128(steps * step) * 100 - 1) / (Int128(steps * step) * 100))
      let bend = abs(price - usual) * 1000 / usual
      if bend < best?.bend ?? .max { best = (bend, product, steps * step, price) }
      if bend <= 20 { break }
    }
    guard let best else { preconditionFailure("sixteen tries leave a best one") }
    return planned(best.product, best.quantity, best.price, discount: PlannedSale.gross(best.quantity, best.price, .kgs) - rest)
  }

  private mutating func planned(_ product: Int, _ quantity: Int64, _ price: Int64, discount: Int64) -> PlannedSale {
    // The very first goods need a few days to be made.
    let firstDay = month == .first ? 5 : 1
    let soldOn = month.firstDay.adding(days: chance.within(firstDay - 1...month.lastDay.components.day - 1))
    let recordedAt = min(soldOn.adding(days: channel.reportingDelay(&chance)), Month.last.lastDay)
    return PlannedSale(
      channel, outlet: channel.outlet(month.year, &chance), soldOn: soldOn, recordedAt: recordedAt, product: product, quantity: quantity,
      price: price, discount: discount)
  }

  /// What has been on sale for long is bought more often.
  private mutating func popularProduct() -> Int { onSale[chance.below(chance.below(onSale.count) + 1)] }

  /// Of every twenty-fifth line something comes back within six weeks, all of it or a part.
  private mutating func goodsComingBack(of line: PlannedSale) -> PlannedReturn? {
    guard line.discount == 0, chance.below(25) == 0 else { return nil }
    let returnedOn = line.recordedAt.adding(days: chance.within(1...40))
    let step = catalogue.products[line.product].line.step
    let steps = Int(line.quantity / step)
    let quantity = Int64(chance.happens(percent: 30) ? steps : chance.within(1...max(1, steps / 2))) * step
    let (cause, disposition) = chance.choose(Self.causes)
    let recordedAt = returnedOn.adding(days: channel.reportingDelay(&chance))
    guard recordedAt <= Month.last.lastDay else { return nil }
    let money = PlannedSale.gross(quantity, line.price, .kgs)
    let isNextMonth = Month(of: returnedOn) == month.next && month.month < 12
    guard Month(of: returnedOn) == month || isNextMonth && targetOfNextMonth > 4 * (givenBackNextMonth + money) else { return nil }
    return PlannedReturn(returnedOn: returnedOn, recordedAt: recordedAt, quantity: quantity, cause: cause, disposition: disposition)
  }

  private static let causes: [(String, Disposition)] = [
    ("wrong size", .restock), ("changed her mind", .restock), ("wrong colour", .restock), ("defect", .scrap), ("damaged in transit", .scrap),
  ]
}
