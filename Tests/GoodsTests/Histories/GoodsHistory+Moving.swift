import TestSupport

extension GoodsHistory {
  /// Where goods may be sent: the hub, some channels as a whole, some outlets.
  static let keepers = ["SHOP/A", "SHOP/B", "PUMP", "FAIR"]

  mutating func moving() {
    switch chance.number(1...100) {
    case ...42: dispatch()
    case ...72: receipt()
    case ...86: count()
    default: adjustment()
    }
  }

  mutating func dispatch() {
    // Mostly from the hub out; now and then back, or from one outlet to another.
    let from = chance.happens(65) ? "hub" : chance.pick(Self.keepers)
    let to = from == "hub" ? chance.pick(Self.keepers) : chance.happens(70) ? "hub" : chance.pick(Self.keepers)
    guard from != to else { return }
    var lines: [BatchLine] = []
    for _ in 0..<chance.number(1...3) {
      guard let there = goods(at: from), !lines.contains(where: { $0.batch == there.batch }) else { continue }
      lines.append(BatchLine(batch: there.batch, quantity: some(of: there.quantity)))
    }
    guard !lines.isEmpty else { return }
    ask(.dispatch(DispatchStep(dispatch: fresh("D"), from: from, to: to, day: dayFor(lines.map(\.batch)), lines: lines)))
  }

  mutating func receipt() {
    let open = ordered(model.dispatches.keys).filter { model.dispatches[$0]?.received == nil }
    guard let code = chance.perhaps(open), let dispatch = model.dispatches[code] else { return }
    var lines: [BatchLine]?
    if chance.happens(45) {
      // Some as sent, some short, some over.
      lines = model.parts(of: dispatch.step).map { batch, sent in
        let received = chance.happens(50) ? sent : chance.happens(70) ? chance.number(0...sent) : sent + chance.number(0...3_000)
        return BatchLine(batch: batch, quantity: received)
      }
    }
    ask(.receive(ReceiveStep(dispatch: code, day: max(dispatch.step.day, today), lines: lines)))
  }

  mutating func count() {
    let place = chance.pick(["hub", "hub", "SHOP/A", "SHOP/B", "PUMP", "FAIR", "quarantine", "samples"])
    let there = recentBatches.filter { (model.batches[$0]?.there[place] ?? 0) > 0 }
    guard !there.isEmpty else { return }
    var lines: [BatchLine] = []
    for code in there where chance.happens(70) {
      let book = model.batches[code]?.there[place] ?? 0
      lines.append(BatchLine(batch: code, quantity: chance.happens(65) ? book : max(0, book + chance.number(-2_000...2_000))))
    }
    guard !lines.isEmpty else { return }
    ask(.count(CountStep(count: fresh("C"), place: place, day: dayFor(lines.map(\.batch)), lines: lines)))
  }

  mutating func adjustment() {
    guard let there = goods() else { return }
    let change = chance.happens(60) ? -some(of: there.quantity) : amount(upTo: 2_000)
    ask(
      .adjust(
        AdjustStep(
          batch: there.batch, place: there.place, change: change, reason: "found at the inventory", day: dayFor([there.batch]),
          paper: paper())))
  }

  /// A day on which these batches were there already.
  mutating func dayFor(_ batches: [String]) -> Int { max(someDay(), batches.compactMap { model.batches[$0]?.day }.max() ?? today) }

  // MARK: Trade

  mutating func trade() {
    switch chance.number(1...100) {
    case ...64: sale()
    case ...86: comeback()
    case ...92: if let sale = chance.perhaps(recentSales) { ask(.reverse(sale: sale, day: max(today, model.sales[sale]?.step.day ?? today))) }
    default:
      if let short = chance.perhaps(recentSales.filter { (model.sales[$0]?.unallocated ?? 0) > 0 }) { ask(.allocate(sale: short, day: today)) }
    }
  }

  mutating func sale() {
    let channel = chance.pick(Self.channels)
    let outlet = chance.happens(70) ? chance.perhaps(Self.outlets[channel] ?? []) : nil
    let day = someDay()
    var (product, batch): (String, String?) = (product(), nil)
    if chance.happens(25), let there = goods(at: model.source(of: channel, outlet, on: day)) {
      (product, batch) = (model.batches[there.batch]?.product ?? product, there.batch)
    }
    // Mostly of what lies there.
    let place = model.source(of: channel, outlet, on: day)
    let there = model.batches.filter { $0.value.product == product && $0.value.day <= day && (batch ?? $0.key) == $0.key }
      .values.map { $0.there[place] ?? 0 }.reduce(0, +)
    let quantity = there > 0 && chance.happens(75) ? amount(upTo: min(there, 7_000)) : amount(upTo: 7_000)
    ask(
      .sell(
        SellStep(
          sale: fresh("S"), day: day, channel: channel, outlet: outlet, product: product, batch: batch, quantity: quantity,
          isLenient: chance.happens(there > 0 ? 30 : 15))))
  }

  private mutating func comeback() {
    guard let code = chance.perhaps(recentSales), let sale = model.sales[code] else { return }
    let left = sale.step.quantity - sale.returned
    ask(
      .takeBack(
        TakeBackStep(
          number: fresh("R"), sale: code, quantity: chance.happens(90) ? some(of: max(1, left)) : amount(upTo: 9_000), isScrap: chance.happens(25),
          day: max(today, sale.step.day))))
  }
}
