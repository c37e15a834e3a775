extension MoneyModel {
  /// The association buys what is left of a batch of which nothing is sold: each maker's part of it at her price.
  mutating func buy(_ step: BuyStep) -> Expected {
    guard let batch = batches[step.batch] else { return .refused(["unknown batch"]) }
    if documents["purchase/\(step.batch)"] != nil {
      return documents["purchase/\(step.batch)"] == .buy(step) ? .unchanged : .refused(["differs", "before", "no price", "not hers", "malformed"])
    }
    var reasons: Set<String> = []
    if step.day < batch.day { reasons.insert("before") }
    if batch.out > 0 { reasons.insert("sold in part") }
    if batch.left == 0 { reasons.insert("nothing to buy") }
    var prices: [String: Int] = [:]
    switch step.price {
    case .same(let price): for producer in batch.parts.keys { prices[producer] = price }
    case .each(let each): prices = each
    }
    if batch.parts.keys.contains(where: { prices[$0] == nil }) { reasons.insert("no price") }
    if prices.keys.contains(where: { batch.parts[$0] == nil }) { reasons.insert("not hers") }
    if prices.values.contains(where: { $0 <= 0 }) { reasons.insert("malformed") }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }

    let makers = batch.parts.keys.sorted(by: isBefore)
    // A write-off may have left less than whole pieces to a maker.
    let thousandths = Exact.split(batch.left * 1000, makers.map { batch.parts[$0] ?? 0 })
    var total = 0
    for (maker, part) in zip(makers, thousandths) {
      let amount = Exact.scaled(part, by: prices[maker] ?? 0, over: 1000)
      total += amount
      if amount == 0 { continue }
      purses[maker, default: .init()].lines.append(.init(sale: nil, day: step.day, amount: amount))
      accounts.debit("1300", amount)
      accounts.credit("2100", amount, of: maker)
    }
    batches[step.batch]?.cost = total
    documents["purchase/\(step.batch)"] = .buy(step)
    return .recorded
  }

  /// Goods are gone; what they had cost us is a loss. The same again is another loss: it has no number.
  mutating func writeOff(_ step: WriteOffStep) -> Expected {
    guard let batch = batches[step.batch] else { return .refused(["unknown batch"]) }
    var reasons: Set<String> = []
    if step.day < batch.day { reasons.insert("before") }
    if step.pieces <= 0 { reasons.insert("malformed") }
    if step.pieces > batch.left { reasons.insert("not there") }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }
    if let cost = takeOut(step.pieces, of: step.batch) {
      accounts.debit("5200", cost)
      accounts.credit("1300", cost)
    }
    return .recorded
  }

  // MARK: What sales take and bring back

  /// First in, first out among what was produced by the day; takes it out.
  mutating func draw(_ pieces: Int, of product: String, through day: Int) -> [ModelDraw] {
    var wanted = pieces
    var drawn: [ModelDraw] = []
    let lots = batches.filter { $0.value.product == product && $0.value.day <= day && $0.value.left > 0 }
      .sorted { $0.value.day == $1.value.day ? isBefore($0.key, $1.key) : $0.value.day < $1.value.day }
    for (code, lot) in lots where wanted > 0 {
      let taken = min(wanted, lot.left)
      let cost = takeOut(taken, of: code)
      batches[code]?.out += taken
      drawn.append(ModelDraw(batch: code, pieces: taken, cost: cost))
      accounts.debit("5000", cost ?? 0)
      accounts.credit("1300", cost ?? 0)
      wanted -= taken
    }
    return drawn
  }

  /// How much of what was drawn is our own.
  func ours(_ drawn: [ModelDraw]) -> Int { drawn.filter { $0.cost != nil }.map(\.pieces).reduce(0, +) }

  /// Puts goods back: first what never came from a batch, then the last that were drawn; what they had cost comes back with them, in proportion.
  mutating func restock(_ pieces: Int, of sale: inout ModelSale) {
    var left = pieces
    let absorbed = min(left, max(0, sale.unallocated - sale.absorbed))
    sale.absorbed += absorbed
    left -= absorbed
    for index in sale.drawn.indices.reversed() {
      let draw = sale.drawn[index]
      let back = min(left, draw.pieces - draw.back)
      sale.drawn[index].back += back
      left -= back
      batches[draw.batch]?.left += back
      batches[draw.batch]?.out -= back
      guard let cost = draw.cost else { continue }
      let returned = Exact.scaled(cost, by: draw.back + back, over: draw.pieces) - Exact.scaled(cost, by: draw.back, over: draw.pieces)
      batches[draw.batch]?.cost? += returned
      accounts.credit("5000", returned)
      accounts.debit("1300", returned)
    }
  }

  /// Takes goods out of a batch; gives what they had cost us, which is in proportion to all that is left: the last piece takes the rest.
  private mutating func takeOut(_ pieces: Int, of code: String) -> Int? {
    guard let batch = batches[code] else { return nil }
    batches[code]?.left -= pieces
    guard let cost = batch.cost else { return nil }
    let part = pieces == batch.left ? cost : Exact.scaled(cost, by: pieces, over: batch.left)
    batches[code]?.cost? -= part
    return part
  }
}
