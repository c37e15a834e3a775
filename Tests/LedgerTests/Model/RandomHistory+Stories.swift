import Ledger

extension RandomHistory {
  /// More is sold than there is, goods turn up, the suspense is allocated, and the sale comes back in parts or is reversed.
  mutating func shortSale() -> [Command] {
    let product = ProductCode(random.pick(["RUG", "HAT"]))
    let late = CalendarDate(daysSince1970: Self.firstDay + 100)
    let first = sale(of: product, someQuantity(upTo: 10), on: late.adding(days: -20))
    let short = sale(of: product, units(isTiny ? 7 : 60), on: late.adding(days: -10))
    var commands: [Command] = [production(of: product), .recordSale(first), .recordSale(short)]
    if random.chance(60) { commands.append(comeback(of: first, first.quantity, on: late.adding(days: -1))) }
    for _ in 0..<random.number(1...3) { commands.append(production(of: product)) }
    commands.append(.allocateSale(AllocateSale(sale: short.sale, date: late)))
    if random.chance(25) { commands.append(.allocateSale(AllocateSale(sale: short.sale, date: late.adding(days: 5)))) }
    var left = short.quantity.thousandths
    while left > 0, random.chance(80) {
      let part = random.chance(30) ? left : random.number(1...left)
      commands.append(comeback(of: short, thousandths(part), on: late.adding(days: random.number(10...20))))
      left -= part
    }
    if random.chance(30) { commands.append(.reverseSale(ReverseSale(sale: short.sale, reason: "typed twice", date: late.adding(days: 30)))) }
    return commands
  }

  private mutating func sale(of product: ProductCode, _ quantity: Quantity, on date: CalendarDate) -> RecordSale {
    saleCount += 1
    return RecordSale(
      sale: .init("S\(saleCount)"), soldOn: date, channel: .init("SHOP"), product: product, quantity: quantity,
      unitPrice: DecimalNumber(mantissa: random.number(1...(isTiny ? 6 : 90_000)), scale: 2) ?? decimal("1"), discount: random.number(0...1),
      currency: random.pick([.kgs, currency("JPY"), currency("KWD")]), allowsUnallocated: true)
  }

  private mutating func production(of product: ProductCode) -> Command {
    batchCount += 1
    let lines = ["Pb", "P10", "Pa"].prefix(random.number(1...3)).map { Contribution(producer: .init($0), quantity: someQuantity(upTo: 30)) }
    return .recordBatch(
      RecordBatch(
        batch: .init("B\(batchCount)"), product: product, producedOn: someDay(), contributions: lines))
  }

  private mutating func comeback(of sale: RecordSale, _ quantity: Quantity, on date: CalendarDate) -> Command {
    .returnGoods(
      ReturnGoods(
        returned: .init("Story \(random.number(1...100_000))"), returnedOn: date, sale: sale.sale, quantity: quantity,
        disposition: random.chance(80) ? .restock : .scrap))
  }
}
