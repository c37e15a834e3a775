import TestSupport

/// A random history of goods: made, inspected, sent around, counted, sold, brought back, recalled, written off. What is asked, and what the model says
/// becomes of it.
///
/// Mostly sensible, because whoever asks looks into the model first; now and then repeated, and now and then foolish on purpose.
struct GoodsHistory {
  var chance: Chance
  var model = GoodsModel()
  private(set) var steps: [(step: Step, expected: Expected)] = []
  /// Days since 1970; the first is 2024-01-01.
  var today = Self.firstDay
  private var counts: [String: Int] = [:]

  static let firstDay = 19_723
  static let channels = ["SHOP", "PUMP", "FAIR"]
  /// Outlets that sell; only some of them are ever sent goods to keep.
  static let outlets: [String: [String]] = ["SHOP": ["A", "B"], "PUMP": ["N 1"], "FAIR": []]
  static let makers = ["Ayna", "Begim", "Chynar"]
  static let products = ["RUG", "HAT"]

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
    for maker in Self.makers { ask(.register(producer: maker, day: today)) }
    for product in Self.products { ask(.develop(product: product, day: today)) }
    for channel in Self.channels { ask(.terms(channel: channel, from: Self.firstDay)) }
    for _ in 0..<3 { production() }
  }

  private mutating func next() {
    if chance.happens(40) { today += chance.number(1...3) }
    switch chance.number(1...100) {
    case ...6: repeated()
    case ...16: folly()
    case ...32: making()
    case ...62: moving()
    case ...96: trade()
    default: monthEnd()
    }
  }

  /// Something that was asked before, word for word.
  private mutating func repeated() { ask(chance.pick(steps.suffix(60)).step) }

  private mutating func monthEnd() {
    let month = model.closedThrough.map { $0 + 1 } ?? monthOf(Self.firstDay)
    guard chance.happens(50), monthOf(today) > month else { return }
    ask(.close(month: month, by: "Aizada", day: today))
  }

  // MARK: What there is

  /// Batches in the order in which they came to be, the newest last.
  var recentBatches: [String] { Array(ordered(model.batches.keys).suffix(9)) }
  var recentSales: [String] { Array(ordered(model.sales.keys).suffix(12)) }

  func ordered(_ codes: some Sequence<String>) -> [String] { codes.sorted { $0.count == $1.count ? $0 < $1 : $0.count < $1.count } }

  /// A batch of which something lies at a place, and how much.
  mutating func goods(at place: String? = nil, where isMeant: (ModelBatch) -> Bool = { _ in true }) -> (batch: String, place: String, quantity: Int)?
  {
    let there = recentBatches.flatMap { code -> [(batch: String, place: String, quantity: Int)] in
      guard let batch = model.batches[code], isMeant(batch) else { return [] }
      return batch.there.keys.sorted().filter { place == nil || $0 == place }.map { (code, $0, batch.there[$0] ?? 0) }
    }
    return chance.perhaps(there)
  }

  /// All of it, or some.
  mutating func some(of quantity: Int) -> Int { chance.happens(30) ? quantity : amount(upTo: quantity) }

  /// Mostly whole pieces, now and then a fraction.
  mutating func amount(upTo most: Int) -> Int {
    guard most > 1000, chance.happens(85) else { return chance.number(1...max(1, most)) }
    return 1000 * chance.number(1...most / 1000)
  }

  /// Half of all papers have a number.
  mutating func paper() -> String? { chance.happens(50) ? fresh("P") : nil }

  mutating func product() -> String { chance.pick(["RUG", "RUG", "HAT"]) }

  /// Today or a few days ago, rarely in a month that is closed.
  mutating func someDay() -> Int {
    let day = max(Self.firstDay, today - chance.number(0...5))
    if model.isClosed(day), chance.happens(85) { return today }
    return day
  }
}
