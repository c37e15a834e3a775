import TestSupport

/// A random history of a village that sells, is paid and pays: what is asked, and what the model says becomes of it.
///
/// Mostly sensible, because whoever asks looks into the model first; now and then repeated, and now and then foolish on purpose.
struct MoneyHistory {
  var chance: Chance
  var model = MoneyModel()
  private(set) var steps: [(step: Step, expected: Expected)] = []
  /// Days since 1970; the first is 2024-01-01.
  var today = 19_723
  /// What every line of a statement is for, by `channel/statement/line`: known to whoever wrote the statement.
  var meant: [String: [Target]] = [:]
  /// Sales and returns that stand on a statement already.
  var stated: Set<Target> = []
  private var counts: [String: Int] = [:]

  static let firstDay = 19_723
  static let channels = [
    TermsStep(channel: "SHOP", currency: "KGS", commission: 0, fee: 1200, producersBearRisk: false, from: firstDay),
    TermsStep(channel: "PUMP", currency: "KGS", commission: 2000, fee: 833, producersBearRisk: false, from: firstDay),
    TermsStep(channel: "MUJI", currency: "JPY", commission: 0, fee: 250, producersBearRisk: true, from: firstDay),
    TermsStep(channel: "TOKYO", currency: "JPY", commission: 3333, fee: 0, producersBearRisk: false, from: firstDay),
  ]
  static let makers = ["Ayna", "Begim", "Chynar", "Damira"]

  init(seed: UInt64, count: Int) {
    chance = Chance(seed: seed)
    begin()
    while steps.count < count { next() }
  }

  /// Asks a step, and lets the model take it in.
  mutating func ask(_ step: Step) { steps.append((step, model.take(step))) }

  /// A number not used before.
  mutating func fresh(_ prefix: String) -> String {
    counts[prefix, default: 0] += 1
    return "\(prefix)\(counts[prefix] ?? 0)"
  }

  private mutating func begin() {
    ask(.village(day: today))
    for maker in Self.makers + ["Left"] { ask(.register(producer: maker, day: today)) }
    for product in ["RUG", "HAT"] { ask(.develop(product: product, day: today)) }
    for terms in Self.channels { ask(.terms(terms)) }
    // Before the first rate: a rate missing on a value date is refused.
    ask(.sell(SellStep(sale: "EARLY", day: today, channel: "MUJI", product: "RUG", pieces: 1, price: 900, discount: 0, currency: "JPY")))
    ask(.rate(RateStep(currency: "JPY", day: today, nominal: 10, digits: 57_250)))
    for _ in 0..<3 { production() }
    for _ in 0..<4 { sale() }
  }

  private mutating func next() {
    if chance.happens(45) { today += chance.number(1...3) }
    switch chance.number(1...100) {
    case ...6: repeated()
    case ...18: folly()
    case ...45: trade()
    case ...72: channelMoney()
    case ...95: producerMoney()
    default: monthEnd()
    }
  }

  /// Something that was asked before, word for word.
  private mutating func repeated() { ask(chance.pick(steps.suffix(60)).step) }

  private mutating func trade() {
    switch chance.number(1...100) {
    case ...16: production()
    case ...22: purchase()
    case ...24: loss()
    case ...62: sale()
    case ...86: comeback()
    case ...91: if let sale = chance.perhaps(recentSales) { ask(.reverse(sale: sale, day: today)) }
    case ...96:
      if let short = chance.perhaps(recentSales.filter { (model.sales[$0]?.unallocated ?? 0) > 0 }) { ask(.allocate(sale: short, day: today)) }
    default: rate()
    }
  }

  // MARK: Goods

  var recentSales: [String] { Array(model.sales.keys.sorted { $0.count == $1.count ? $0 < $1 : $0.count < $1.count }.suffix(14)) }

  mutating func production() {
    let parts = (0..<chance.number(1...3)).map { _ in Part(producer: chance.pick(Self.makers), pieces: chance.number(1...9)) }
    ask(.produce(ProduceStep(batch: fresh("B"), product: product(), day: someDay(), parts: parts)))
  }

  /// The association buys a batch; mostly one of which nothing is sold.
  private mutating func purchase() {
    let isFoolish = chance.happens(15)
    let batches = model.batches.filter { $0.value.cost == nil && (isFoolish || $0.value.out == 0 && $0.value.left > 0) }
    guard let code = chance.perhaps(batches.keys.sorted()), let batch = model.batches[code] else { return }
    var price = Price.same(chance.happens(20) ? chance.number(1...9) : chance.number(500...90_000))
    if chance.happens(50) { price = .each(batch.parts.keys.sorted().reduce(into: [:]) { $0[$1] = chance.number(1...70_000) }) }
    ask(.buy(BuyStep(batch: code, price: price, day: max(today, batch.day))))
  }

  /// Something is spoilt.
  private mutating func loss() {
    guard let code = chance.perhaps(model.batches.filter { $0.value.left > 0 }.keys.sorted()), let batch = model.batches[code] else { return }
    ask(.writeOff(WriteOffStep(batch: code, pieces: chance.number(1...batch.left), day: max(today, batch.day))))
  }

  mutating func sale() {
    let terms = chance.pick(Self.channels)
    // Now and then in a currency that is not the channel's: no statement of the channel can hold it.
    let currency = chance.happens(80) ? terms.currency : "JPY"
    let price = chance.happens(15) ? chance.number(1...7) : chance.number(100...(currency == "JPY" ? 9_000 : 300_000))
    ask(
      .sell(
        SellStep(
          sale: fresh("S"), day: someDay(), channel: terms.channel, product: product(), pieces: chance.number(1...9), price: price,
          discount: chance.happens(15) ? chance.number(0...min(price, 50)) : 0, currency: currency)))
  }

  private mutating func comeback() {
    guard let code = chance.perhaps(recentSales), let sale = model.sales[code] else { return }
    let left = sale.step.pieces - sale.returned
    let pieces = chance.happens(90) ? chance.number(1...max(1, left)) : chance.number(1...9)
    ask(
      .takeBack(
        TakeBackStep(
          number: fresh("R"), sale: code, pieces: pieces, day: max(today, sale.step.day), isRestocked: chance.happens(60))))
  }

  mutating func rate() {
    ask(.rate(RateStep(currency: "JPY", day: today, nominal: chance.pick([1, 10, 100]), digits: chance.number(4_000...80_000))))
  }

  private mutating func product() -> String { chance.pick(["RUG", "RUG", "HAT"]) }

  /// Today or a few days ago, rarely in a month that is closed.
  mutating func someDay() -> Int {
    let day = max(Self.firstDay, today - chance.number(0...5))
    if model.isClosed(day), chance.happens(85) { return today }
    return day
  }
}
