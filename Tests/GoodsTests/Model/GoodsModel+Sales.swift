// What is sold is drawn where it lies, and goes back there.
extension GoodsModel {
  /// Where goods sold through a channel on a day are drawn from.
  func source(of channel: String, _ outlet: String?, on day: Int) -> String {
    let places = (outlet.map { ["\(channel)/\($0)"] } ?? []) + [channel]
    return places.first { (tracked[$0] ?? .max) <= day } ?? "hub"
  }

  mutating func sell(_ step: SellStep) -> Expected {
    if let known = sales[step.sale]?.step {
      // Whether more might have been sold than there was is no matter of the paper.
      var (one, other) = (known, step)
      (one.isLenient, other.isLenient) = (false, false)
      return one == other ? .unchanged : .refused(["differs"])
    }
    guard products.contains(step.product) else { return .refused(["unknown product"]) }
    guard let from = channels[step.channel] else { return .refused(["unknown channel"]) }
    var reasons: Set<String> = []
    if step.day < from { reasons.insert("no terms") }
    let place = source(of: step.channel, step.outlet, on: step.day)
    var draws: [ModelDraw] = []
    if let code = step.batch {
      guard let batch = batches[code] else { return .refused(reasons.union(["unknown batch"])) }
      if batch.product != step.product { reasons.insert("batch of another product") }
      if batch.step.isTest { reasons.insert("test batch") }
      if batch.recalled != nil { reasons.insert("recalled") }
      let there = min(step.quantity, batch.there[place] ?? 0)
      if there > 0 { draws = [ModelDraw(batch: code, place: place, quantity: there)] }
    } else {
      draws = lots(of: step.product, at: place, through: step.day, upTo: step.quantity)
    }
    let missing = step.quantity - draws.map(\.quantity).reduce(0, +)
    if missing > 0, !step.isLenient { reasons.insert("insufficient stock") }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }
    sales[step.sale] = ModelSale(step: step, draws: drawn(draws), unallocated: missing)
    return .recorded
  }

  mutating func allocate(_ code: String, _ day: Int) -> Expected {
    guard var sale = sales[code] else { return .refused(["unknown sale"]) }
    if sale.isReversed { return .refused(["reversed"]) }
    if day < sale.step.day { return .refused(["before"]) }
    if sale.unallocated == 0 { return .unchanged }
    if sale.returned > 0 { return .refused(["malformed"]) }
    var reasons: Set<String> = []
    let place = source(of: sale.step.channel, sale.step.outlet, on: sale.step.day)
    var draws: [ModelDraw] = []
    if let named = sale.step.batch, let batch = batches[named] {
      if batch.recalled != nil { reasons.insert("recalled") }
      let there = min(sale.unallocated, batch.there[place] ?? 0)
      if there > 0 { draws = [ModelDraw(batch: named, place: place, quantity: there)] }
    } else {
      draws = lots(of: sale.step.product, at: place, through: day, upTo: sale.unallocated)
    }
    if draws.map(\.quantity).reduce(0, +) < sale.unallocated { reasons.insert("insufficient stock") }
    let verdict = verdict(reasons, on: day)
    guard verdict == .recorded else { return verdict }
    sale.draws += drawn(draws)
    sale.unallocated = 0
    sales[code] = sale
    return .recorded
  }

  mutating func takeBack(_ step: TakeBackStep) -> Expected {
    let again = repetition("return/\(step.number)", .takeBack(step))
    guard var sale = sales[step.sale] else { return again == nil ? .refused(["unknown sale"]) : .refused(["unknown sale", "differs", "key reused"]) }
    if let again { return again == .unchanged ? .unchanged : .refused(["differs", "key reused"]) }
    var reasons: Set<String> = []
    if sale.isReversed { reasons.insert("reversed") }
    if step.day < sale.step.day { reasons.insert("before") }
    if step.quantity > sale.step.quantity - sale.returned { reasons.insert("exceeds sold") }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }
    sale.returned += step.quantity
    if !step.isScrap { putBack(step.quantity, of: &sale) }
    sales[step.sale] = sale
    documents["return/\(step.number)"] = .takeBack(step)
    return .recorded
  }

  mutating func reverse(_ code: String, _ day: Int) -> Expected {
    guard var sale = sales[code] else { return .refused(["unknown sale"]) }
    if sale.isReversed { return .unchanged }
    let verdict = verdict(day < sale.step.day ? ["before"] : [], on: day)
    guard verdict == .recorded else { return verdict }
    putBack(sale.step.quantity - sale.returned, of: &sale)
    sale.isReversed = true
    sales[code] = sale
    return .recorded
  }

  // MARK: Goods

  /// First in, first out among what lies at a place.
  private func lots(of product: String, at place: String, through day: Int, upTo quantity: Int) -> [ModelDraw] {
    let fit = batches.filter { _, batch in
      batch.product == product && batch.day <= day && !batch.step.isTest && batch.recalled == nil && (batch.there[place] ?? 0) > 0
    }.sorted { $0.value.day == $1.value.day ? isBefore($0.key, $1.key) : $0.value.day < $1.value.day }
    var (draws, wanted): ([ModelDraw], Int) = ([], quantity)
    for (code, batch) in fit where wanted > 0 {
      let taken = min(wanted, batch.there[place] ?? 0)
      draws.append(ModelDraw(batch: code, place: place, quantity: taken))
      wanted -= taken
    }
    return draws
  }

  /// Takes goods away, with their part of the price.
  private mutating func drawn(_ draws: [ModelDraw]) -> [ModelDraw] {
    draws.map { draw in
      var draw = draw
      draw.cost = batches[draw.batch]?.takeCost(of: draw.quantity) ?? 0
      batches[draw.batch]?.put(-draw.quantity, at: draw.place)
      return draw
    }
  }

  /// What came from no batch first, then in the reverse order of drawing; of a recalled batch into quarantine.
  private mutating func putBack(_ quantity: Int, of sale: inout ModelSale) {
    var left = quantity
    let nobodys = min(left, sale.unallocated - sale.absorbed)
    sale.absorbed += nobodys
    left -= nobodys
    for index in sale.draws.indices.reversed() where left > 0 {
      let draw = sale.draws[index]
      let back = min(left, draw.quantity - draw.back)
      guard back > 0 else { continue }
      sale.draws[index].back += back
      left -= back
      if let price = batches[draw.batch]?.costLeft {
        // What it took along comes back in the same proportion, the last of it with the rest.
        let cost = halfUp(draw.cost * sale.draws[index].back, draw.quantity) - draw.costBack
        sale.draws[index].costBack += cost
        batches[draw.batch]?.costLeft = price + cost
      }
      let isRecalled = batches[draw.batch]?.recalled != nil
      batches[draw.batch]?.put(back, at: isRecalled ? "quarantine" : draw.place)
    }
  }
}
