import Ledger

/// MUJI's purchase orders of one year: the same lines, to the last yen, in both scales.
enum OrdersFromMuji {
  /// Felt pieces of the export profile of 2018: 23 798 pieces worth about 8.05 million KGS (published).
  static let feltPiecesIn2018: Int64 = 23_798
  static let feltValueIn2018: Int64 = 805_000_000

  /// The lines of a year's three deliveries; each product is in two of them.
  static func lines(_ year: Int, catalogue: Catalogue) -> [PlannedSale] {
    let share = YearTotals.minor(year) * ChannelShares.basisPoints(.muji, year) / 10_000
    guard share > 0 else { return [] }
    var chance = SplitMix64(.orders, year)
    let positions = Array(OrderRange.products(year))
    let (soap, felt) = (positions.filter(OrderRange.isSoap), positions.filter { !OrderRange.isSoap($0) })
    let feltShare = year == 2018 ? feltValueIn2018 : share * 94 / 100
    let price = Prices.averageOrderPriceYen(year)
    let feltYen = yen(feltShare, year)
    let feltPieces = year == 2018 ? feltPiecesIn2018 : feltYen / price
    var result = order(felt, pieces: feltPieces, forYen: feltYen, year, catalogue, &chance)
    let soapYen = yen(share, year) - feltYen
    result += order(soap, pieces: max(1, soapYen / (price / 2)), forYen: soapYen, year, catalogue, &chance)
    return result
  }

  /// As many yen as make at most so many tyiyn.
  private static func yen(_ minor: Int64, _ year: Int) -> Int64 {
    // A rate of one decimal for ten yen is a whole number of tyiyn for one yen.
    let tyiynPerYen = Prices.rate(year).convert(1, from: .yen, to: .kgs) ?? 1
    return minor / tyiynPerYen
  }

  /// Shares pieces and money out among products and deliveries; the last line is rounded by a discount of less than a yen a piece.
  private static func order(
    _ positions: [Int], pieces: Int64, forYen money: Int64, _ year: Int, _ catalogue: Catalogue, _ chance: inout SplitMix64
  ) -> [PlannedSale] {
    let months = DemoChannel.muji.monthWeights(year).enumerated().filter { $0.element > 0 }.map { $0.offset + 1 }
    let slots = positions.flatMap { position in months.indices.filter { ($0 + position) % 3 != 0 }.map { (position, month: months[$0]) } }
    let returned = returnedLine(year, of: slots.count)
    let rejected = year == Incidents.deliveryRejected.year ? slots.firstIndex { $0.month == Incidents.deliveryRejected.month } : nil
    let quantities = largestRemainder(pieces, by: slots.map { _ in Int64(chance.within(60...140)) })
    let ratios = slots.map { catalogue.products[catalogue.madeToOrder[$0.0]].price }
    let weighted = zip(quantities, ratios).reduce(Int64(0)) { $0 + $1.0 * $1.1 }
    var left = money
    var lines: [PlannedSale] = []
    for index in slots.indices {
      let isLast = index == slots.count - 1
      let quantity = quantities[index]
      let price = isLast ? (left + quantity - 1) / quantity : max(1, (ratios[index] * money + weighted / 2) / weighted)
      let soldOn = CalendarDate(year, slots[index].month, 10 + Int(quantity % 12))
      var line = PlannedSale(
        .muji, soldOn: soldOn, recordedAt: soldOn.adding(days: 1), product: catalogue.madeToOrder[slots[index].0], quantity: quantity * 1000,
        price: price, discount: isLast ? price * quantity - left : 0)
      left -= line.netSales
      // What is paid back is not replaced, so others bring its money in.
      if !isLast, let back = comingBack(of: line, isDamaged: index == returned, isRejected: index == rejected) {
        line.comingBack = back
        left += back.quantity / 1000 * price
      }
      lines.append(line)
    }
    precondition(left == 0, "the orders of \(year) come to what they are worth")
    return lines
  }

  /// Every third year some pieces of one line are found damaged on arrival; once a tenth of a line is rejected months later.
  private static func comingBack(of line: PlannedSale, isDamaged: Bool, isRejected: Bool) -> PlannedReturn? {
    let pieces = line.quantity / 1000
    if isDamaged, pieces >= 40 {
      return PlannedReturn(
        returnedOn: line.soldOn.adding(days: 24), recordedAt: line.soldOn.adding(days: 26), quantity: pieces / 40 * 1000,
        cause: "damaged in transit", disposition: .scrap)
    }
    guard isRejected else { return nil }
    return PlannedReturn(
      returnedOn: Incidents.rejectedOn, recordedAt: Incidents.rejectedOn.adding(days: 2), quantity: pieces / 10 * 1000, cause: "rejected: moth",
      disposition: .scrap)
  }

  private static func returnedLine(_ year: Int, of lines: Int) -> Int? { year % 3 == 1 && lines > 6 ? lines / 2 : nil }
}
