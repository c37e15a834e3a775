extension MoneyModel {
  mutating func produce(_ step: ProduceStep) -> Expected {
    if let again = repetition("batch/\(step.batch)", .produce(step)) { return again }
    let verdict = verdict([], on: step.day)
    guard verdict == .recorded else { return verdict }
    var parts: [String: Int] = [:]
    for part in step.parts { parts[part.producer, default: 0] += part.pieces }
    batches[step.batch] = ModelBatch(product: step.product, day: step.day, parts: parts, left: parts.values.reduce(0, +))
    documents["batch/\(step.batch)"] = .produce(step)
    return .recorded
  }

  mutating func sell(_ step: SellStep) -> Expected {
    if let again = repetition("sale/\(step.sale)", .sell(step)) { return again }
    guard let terms = channels[step.channel] else { return .refused(["unknown channel"]) }
    var reasons: Set<String> = []
    if step.day < terms.from { reasons.insert("no terms") }
    if worth(1, step.currency, on: step.day) == nil { reasons.insert("no rate") }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }

    let netSales = step.pieces * step.price - step.discount
    let drawn = draw(step.pieces, of: step.product, through: step.day)
    let own = Five(
      gross: step.pieces * step.price, discount: step.discount, commission: Exact.scaled(netSales, by: terms.commission, over: 10_000),
      fee: Exact.scaled(netSales, by: terms.fee, over: 10_000)
    ).withFee(on: step.pieces - ours(drawn), of: step.pieces)
    func value(_ amount: Int) -> Int { worth(amount, step.currency, on: step.day) ?? 0 }
    let book = Five(gross: value(own.gross), discount: value(own.discount), commission: value(own.commission), fee: value(own.fee))
    var sale = ModelSale(step: step, own: own, book: book)
    sale.drawn = drawn
    sale.unallocated = step.pieces - drawn.map(\.pieces).reduce(0, +)
    let shares = shares(of: sale)
    let (owns, books) = (split(own, shares), split(book, shares))
    for (index, share) in shares.enumerated() { sale.given[share.pair] = ModelGiven(own: owns[index], book: books[index]) }
    sales[step.sale] = sale
    documents["sale/\(step.sale)"] = .sell(step)
    post(sale.given, of: sale)
    return .recorded
  }

  mutating func allocate(_ code: String, _ day: Int) -> Expected {
    guard var sale = sales[code] else { return .refused(["unknown sale"]) }
    if sale.isReversed { return .refused(["reversed"]) }
    if day < sale.step.day { return .refused(["before"]) }
    if sale.unallocated == 0 { return .unchanged }
    if sale.returned > 0 { return .refused(["malformed"]) }
    var reasons: Set<String> = []
    let there = batches.values.filter { $0.product == sale.step.product && $0.day <= day }.map(\.left).reduce(0, +)
    if there < sale.unallocated { reasons.insert("insufficient stock") }
    let verdict = verdict(reasons, on: day)
    guard verdict == .recorded else { return verdict }

    let found = draw(sale.unallocated, of: sale.step.product, through: day)
    let waiting = sale.given[ModelSale.nobody] ?? .init()
    let shares = shares(of: found, unallocated: 0)
    let others = sale.unallocated - ours(found)
    let (own, book) = (waiting.own.withFee(on: others, of: sale.unallocated), waiting.book.withFee(on: others, of: sale.unallocated))
    let (owns, books) = (split(own, shares), split(book, shares))
    var change = [ModelSale.nobody: ModelGiven() - waiting]
    for (index, share) in shares.enumerated() { change[share.pair] = ModelGiven(own: owns[index], book: books[index]) }
    for (pair, given) in change { sale.given[pair] = (sale.given[pair] ?? .init()) + given }
    sale.drawn += found
    sale.unallocated = 0
    // Nothing has come back, so this is what the sale comes to; less fee, where goods turned out to be ours.
    let whole = sale.given.values.reduce(ModelGiven(), +)
    (sale.own, sale.book) = (whole.own, whole.book)
    sales[code] = sale
    post(change, of: sale)
    if isPaidFor(code) { releaseAllocated(change, of: sale, day) }
    return .recorded
  }

  mutating func takeBack(_ step: TakeBackStep) -> Expected {
    guard var sale = sales[step.sale] else { return .refused(["unknown sale"]) }
    if let known = returns[step.number] {
      if known.step == step { return .unchanged }
      return .refused(known.step.sale == step.sale ? ["differs"] : ["differs", "key reused"])
    }
    var reasons: Set<String> = []
    if sale.isReversed { reasons.insert("reversed") }
    if step.day < sale.step.day { reasons.insert("before") }
    if step.pieces > sale.step.pieces - sale.returned { reasons.insert("exceeds sold") }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }

    let before = sale.taken
    takeBack(through: sale.returned + step.pieces, of: &sale)
    sale.returned += step.pieces
    if step.isRestocked { restock(step.pieces, of: &sale) }
    sales[step.sale] = sale
    let change = sale.taken.mapValues { $0 }.merging(before) { $0 - $1 }
    let back = change.values.reduce(ModelGiven(), +)
    returns[step.number] = ModelReturn(step: step, own: back.own, book: back.book, isRefund: released.contains(step.sale))
    post(change.mapValues { ModelGiven() - $0 }, of: sale)
    if released.contains(step.sale) { withdraw(change, by: step, of: sale) }
    return .recorded
  }

  mutating func reverse(_ code: String, _ day: Int) -> Expected {
    guard var sale = sales[code] else { return .refused(["unknown sale"]) }
    if sale.isReversed { return .unchanged }
    var reasons: Set<String> = []
    if day < sale.step.day { reasons.insert("before") }
    if isClaimed(code) { reasons.insert("sale on statement") }
    let verdict = verdict(reasons, on: day)
    guard verdict == .recorded else { return verdict }

    let before = sale.taken
    takeBack(through: sale.step.pieces, of: &sale)
    restock(sale.step.pieces - sale.returned, of: &sale)
    sale.isReversed = true
    sales[code] = sale
    post(sale.taken.merging(before) { $0 - $1 }.mapValues { ModelGiven() - $0 }, of: sale)
    return .recorded
  }

  // MARK: Who has what

  private func shares(of sale: ModelSale) -> [(pair: ModelPair, weight: Int)] { shares(of: sale.drawn, unallocated: sale.unallocated) }

  /// Pairs by batch, then producer, what nobody has made last, with whole weights: what was drawn × her part ÷ the batch's pieces, times all batches' pieces.
  /// Goods of our own are one pair without a producer.
  private func shares(of drawn: [ModelDraw], unallocated: Int) -> [(pair: ModelPair, weight: Int)] {
    var pieces: [String: Int] = [:]
    for draw in drawn { pieces[draw.batch, default: 0] += draw.pieces }
    let ours = Set(drawn.filter { $0.cost != nil }.map(\.batch))
    let all = pieces.keys.reduce(1) { $0 * (batches[$1]?.pieces ?? 1) }
    var shares: [(pair: ModelPair, weight: Int)] = []
    for code in pieces.keys.sorted(by: isBefore) {
      guard let batch = batches[code], let count = pieces[code] else { continue }
      if ours.contains(code) {
        shares.append((ModelPair(batch: code, producer: ""), count * all))
        continue
      }
      for producer in batch.parts.keys.sorted(by: isBefore) {
        shares.append((ModelPair(batch: code, producer: producer), count * (batch.parts[producer] ?? 0) * (all / batch.pieces)))
      }
    }
    if unallocated > 0 { shares.append((ModelSale.nobody, unallocated * all)) }
    return shares
  }

  private func split(_ amounts: Five, _ shares: [(pair: ModelPair, weight: Int)]) -> [Five] {
    amounts.split(shares.map(\.weight), ours: shares.map(\.pair.isOurs))
  }

  /// Makes what was taken back of a sale what it has to be once that many pieces have come back in all.
  private func takeBack(through pieces: Int, of sale: inout ModelSale) {
    let shares = shares(of: sale)
    let own = sale.own.scaled(by: pieces, over: sale.step.pieces)
    let book = sale.book.scaled(by: pieces, over: sale.step.pieces)
    let (owns, books) = (split(own, shares), split(book, shares))
    for (index, share) in shares.enumerated() { sale.taken[share.pair] = ModelGiven(own: owns[index], book: books[index]) }
    // Everything back leaves exactly nothing, also of what was given in two parts.
    if pieces == sale.step.pieces { sale.taken = sale.given }
  }

  /// Debit what the channel owes; credit the producers, the channel's commission and the association's fee. Of our own goods all is income, and the
  /// commission is our expense.
  private mutating func post(_ change: [ModelPair: ModelGiven], of sale: ModelSale) {
    for (pair, given) in change {
      let (channel, currency) = (sale.step.channel, sale.step.currency)
      accounts.debit("1200", Both(own: given.own.netSales, book: given.book.netSales), currency, of: channel)
      accounts.credit("2150", Both(own: given.own.commission, book: given.book.commission), currency)
      if pair.isOurs {
        accounts.debit("5100", given.book.commission)
        accounts.credit("4010", given.book.netSales)
        continue
      }
      accounts.credit("4000", given.book.fee)
      if pair.producer.isEmpty { accounts.credit("2190", given.book.net) } else { accounts.credit("2110", given.book.net, of: pair.producer) }
    }
  }
}
