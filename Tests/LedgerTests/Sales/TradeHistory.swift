import Ledger

/// Commands of a shop that sells its producers' goods and its own, for the book of `TestBook.trading()`: mostly sensible, sometimes wrong.
struct TradeHistory {
  private var random: SplitMix64
  private var (batches, sales, returns, dispatches) = (0, 0, 0, 0)

  /// What it begins with: an exporter's rate, a shop that wants certificates, and one that takes a commission and no fee.
  static let beginning: [Command] = {
    func terms(_ channel: String, _ commission: Int64, _ fee: Int64, _ certification: CertificationDemand = .none) -> Command {
      let terms = Terms(
        model: .consignment, commissionBasisPoints: commission, feeBasisPoints: fee, currency: .kgs, settleDays: 30, validFrom: day("2024-01-01"),
        certification: certification)
      return .agreeTerms(AgreeTerms(channel: .init(channel), name: channel, kind: .brandShop, country: "KG", terms: terms))
    }
    return [
      terms("STRICT", 0, 700, .exception), terms("ROAD", 3333, 0),
      .publishRate(PublishRate(currency: currency("JPY"), rate: rate("2024-01-01", "57.913", nominal: 100))),
    ]
  }()

  init(seed: Int) { random = SplitMix64(seed: seed) }

  /// The next command, whatever became of those before it.
  mutating func next() -> Command {
    switch random.number(1...100) {
    case ...18: production()
    case ...34: buying()
    case ...60: selling()
    case ...71: comeback()
    case ...74: .reverseSale(ReverseSale(sale: someSale(), reason: "typed twice", date: someDay(after: 60)))
    case ...87: .allocateSale(AllocateSale(sale: someSale(), date: someDay(after: 60)))
    case ...93: loss()
    default: sending()
    }
  }

  private func someBatch(_ random: inout SplitMix64) -> BatchCode { BatchCode("B\(random.number(max(1, batches - 3)...max(1, batches)))") }
  private mutating func someBatch() -> BatchCode { someBatch(&random) }
  private mutating func someSale() -> SaleCode { SaleCode("S\(random.number(max(1, sales - 5)...max(1, sales)))") }
  private mutating func someDay(after days: Int = 0) -> CalendarDate { day("2024-01-10").adding(days: days + random.number(0...20)) }
  private mutating func someQuantity(_ largest: Int64) -> Quantity {
    thousandths(random.chance(50) ? 1000 * random.number(1...largest) : random.number(1...largest * 1000))
  }

  private mutating func production() -> Command {
    batches += 1
    let makers = ["P1", "P2", "P3", "P4"].filter { _ in random.chance(50) }
    return .recordBatch(
      RecordBatch(
        batch: .init("B\(batches)"), product: .init("SLIPPER"), producedOn: someDay(),
        contributions: (makers.isEmpty ? ["P1"] : makers).map { Contribution(producer: .init($0), quantity: someQuantity(6)) }))
  }

  private mutating func buying() -> Command {
    let price = decimal(random.pick(["0.01", "7.77", "120", "33.333333"]))
    return .production(.buy(BuyBatch(batch: someBatch(), price: .same(price), date: someDay(after: 5))))
  }

  private mutating func selling() -> Command {
    sales += 1
    let isForeign = random.chance(25)
    return .recordSale(
      sale(
        "S\(sales)", someQuantity(8).thousandths, at: random.pick(["0.07", "99.5", "1234.5"]), on: someDay(after: 20).description,
        channel: random.pick(["SHOP", "STRICT", "ROAD"]), outlet: random.chance(40) ? "A" : nil,
        batch: random.chance(10) ? someBatch().text : nil, discount: random.chance(20) ? 1 : 0, in: isForeign ? currency("JPY") : .kgs,
        allowsUnallocated: random.chance(85)))
  }

  private mutating func comeback() -> Command {
    returns += 1
    return .returnGoods(
      ReturnGoods(
        returned: .init("R\(returns)"), returnedOn: someDay(after: 60), sale: someSale(), quantity: someQuantity(3),
        disposition: random.pick([.restock, .restock, .scrap])))
  }

  private mutating func loss() -> Command {
    .production(
      .writeOff(
        WriteOff(
          batch: someBatch(), place: random.chance(30) ? outlet("A") : .hub, quantity: someQuantity(2), reason: "moths", date: someDay(after: 50))))
  }

  /// Goods on their way to the outlet, or those of some dispatch that arrive there.
  private mutating func sending() -> Command {
    if dispatches > 0, random.chance(50) {
      let received: [GoodsLine]? = random.chance(60) ? nil : [GoodsLine(batch: someBatch(), quantity: someQuantity(2))]
      return .movement(
        .receive(ReceiveGoods(dispatch: .init("D\(random.number(max(1, dispatches - 2)...dispatches))"), date: someDay(after: 30), lines: received)))
    }
    dispatches += 1
    return .movement(
      .dispatch(
        DispatchGoods(
          dispatch: .init("D\(dispatches)"), date: someDay(after: 10), to: outlet("A"),
          lines: [GoodsLine(batch: someBatch(), quantity: someQuantity(2))])))
  }
}
