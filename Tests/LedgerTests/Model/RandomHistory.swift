import Ledger

/// Commands as a busy, careless village would give them: mostly sensible, often repeated, sometimes wrong.
struct RandomHistory {
  var random: SplitMix64
  private var issued: [Command] = []
  /// Commands of one story still to come, among all others.
  private var story: [Command] = []
  var saleCount = 0
  var batchCount = 0
  /// Histories of a few whole pairs at a few tyiyn are where ties and halves live.
  let isTiny: Bool

  static let firstDay = Int32(19_723)
  private let currencies = ["KGS", "JPY", "USD", "KWD"].map(currency)
  private let channels = [("SHOP", "KG"), ("MUJI", "JP"), ("GULF", "KW")]

  init(seed: Int) {
    random = SplitMix64(seed: seed)
    isTiny = seed % 3 == 0
  }

  /// Village, producers and products; a first agreement with each channel and a first rate of each currency, now and then missing.
  mutating func beginning() -> [Command] {
    let date = CalendarDate(daysSince1970: Self.firstDay)
    var commands: [Command] = [.enrolCommunity(EnrolCommunity(community: .init("T"), name: "Талды-Суу", oblast: "Ысык-Көл", date: date))]
    for producer in ["Pa", "Pb", "P10", "P9"] {
      let membership = Membership(community: .init("T"), group: .init("G"), sex: random.pick([.female, .male, nil]), payoutRoute: nil)
      commands.append(.registerProducer(RegisterProducer(producer: .init(producer), details: .init(name: "N"), membership: membership, date: date)))
    }
    for product in ["RUG", "HAT"] {
      commands.append(.developProduct(DevelopProduct(product: .init(product), name: product, category: "felt", unit: .piece, date: date)))
    }
    for channel in channels { commands.append(agreement(with: channel, from: Self.firstDay + random.number(0...6))) }
    for currency in currencies.dropFirst() where random.chance(95) {
      commands.append(publication(of: currency, on: Self.firstDay + random.number(0...6)))
    }
    return commands
  }

  /// The next command, whatever became of those before it.
  mutating func next() -> Command {
    if story.isEmpty, random.chance(4) { story = shortSale() }
    let command = !story.isEmpty && random.chance(60) ? story.removeFirst() : issued.isEmpty || random.chance(92) ? fresh() : random.pick(issued)
    issued.append(command)
    return command
  }

  private mutating func fresh() -> Command {
    switch random.number(1...100) {
    case ...22: production()
    case ...55: sale()
    case ...78: comeback()
    case ...84: .reverseSale(ReverseSale(sale: someSale(), reason: random.chance(95) ? "typed twice" : "", date: someDay()))
    case ...91: .allocateSale(AllocateSale(sale: someSale(), date: someDay()))
    case ...94: publication(of: random.pick(Array(currencies.dropFirst())), on: someDay().daysSince1970)
    case ...97: agreement(with: random.pick(channels), from: someDay().daysSince1970)
    default:
      .changeProducerStatus(
        ChangeProducerStatus(
          producer: .init(random.pick(["P9", "P10"])), change: random.pick([.deactivate(reason: "moved"), .reactivate]), date: someDay()))
    }
  }

  private mutating func production() -> Command {
    if random.chance(90) { batchCount += 1 }
    var lines: [Contribution] = []
    for _ in 0..<random.number(1...5) {
      let producer = random.chance(98) ? random.pick(["Pa", "Pb", "P10", "P9"]) : "nobody"
      lines.append(Contribution(producer: .init(producer), quantity: someQuantity(upTo: 20)))
    }
    let accepted: Quantity? = random.chance(30) ? someQuantity(upTo: 30) : nil
    return .recordBatch(
      RecordBatch(
        batch: someBatch(), product: someProduct(), producedOn: someDay(), contributions: lines, accepted: accepted))
  }

  private mutating func sale() -> Command {
    if random.chance(93) { saleCount += 1 }
    let digits = isTiny ? random.number(Int64(1)...6) : random.number(Int64(0)...2_000_000)
    let scale = isTiny ? 2 : random.number(0...4)
    let isNamed = random.chance(25)
    return .recordSale(
      RecordSale(
        sale: .init("S\(saleCount)"), soldOn: someDay(), receipt: random.chance(10) ? "R-\(saleCount)" : nil,
        channel: .init(random.chance(98) ? random.pick(channels).0 : "NOBODY"), outlet: random.chance(20) ? .init("O1") : nil,
        country: random.chance(10) ? "KZ" : nil, product: someProduct(), batch: isNamed ? someBatch() : nil, quantity: someQuantity(upTo: 30),
        unitPrice: DecimalNumber(mantissa: digits, scale: scale) ?? decimal("1"),
        discount: random.chance(30) ? random.number(isTiny ? -1...8 : -1...3000) : 0, currency: random.chance(40) ? .kgs : random.pick(currencies),
        allowsUnallocated: random.chance(60)))
  }

  private mutating func comeback() -> Command {
    .returnGoods(
      ReturnGoods(
        returned: .init("R\(random.number(1...400))"), returnedOn: someDay(later: 40), sale: someSale(),
        quantity: someQuantity(upTo: random.chance(70) ? 5 : 30), cause: random.chance(30) ? "defect" : nil,
        disposition: random.chance(75) ? .restock : .scrap))
  }

  private mutating func publication(of currency: Currency, on date: Int32) -> Command {
    let rate = Rate(
      date: CalendarDate(daysSince1970: date), nominal: random.pick([1, 10, 100]),
      rate: DecimalNumber(mantissa: random.number(1...2_000_000), scale: random.number(2...4)) ?? decimal("1"))
    return .publishRate(PublishRate(currency: currency, rate: rate))
  }

  private mutating func agreement(with channel: (String, String), from date: Int32) -> Command {
    let commission = random.pick([0, 500, 3333, 5000, 6000]) as Int64
    let terms = Terms(
      model: .consignment, commissionBasisPoints: commission, feeBasisPoints: random.pick([0, 250, 4000, min(5000, 10_000 - commission)]),
      currency: .kgs, settleDays: 30, validFrom: CalendarDate(daysSince1970: date))
    return .agreeTerms(AgreeTerms(channel: .init(channel.0), name: channel.0, kind: .online, country: channel.1, terms: terms))
  }

  mutating func someQuantity(upTo units: Int64) -> Quantity {
    if random.chance(1) { return thousandths(random.number(-1...0)) }
    return isTiny || random.chance(50) ? thousandths(1000 * random.number(1...(isTiny ? 6 : units))) : thousandths(random.number(1...(1000 * units)))
  }

  mutating func someDay(later: Int32 = 0) -> CalendarDate {
    CalendarDate(daysSince1970: Self.firstDay + random.number(0...60) + random.number(0...later))
  }

  private mutating func someSale() -> SaleCode { SaleCode("S\(random.number(max(0, saleCount - 6)...max(1, saleCount)))") }

  private mutating func someBatch() -> BatchCode { BatchCode("B\(random.chance(70) ? batchCount : random.number(0...batchCount))") }

  mutating func someProduct() -> ProductCode { ProductCode(random.chance(99) ? random.pick(["RUG", "RUG", "HAT"]) : "CARPET") }
}
