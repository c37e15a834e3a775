extension ModelBook {
  mutating func sell(_ row: ModelSaleRow) -> ModelVerdict {
    guard products.contains(row.product) else { return .refused("unknown product \(row.product)") }
    guard let agreed = terms[row.channel] else { return .refused("unknown channel \(row.channel)") }
    if row.quantity <= 0 { return .refused("malformed quantity") }
    if let known = sales[row.sale] {
      for (there, here) in zip(known.row.facts, row.facts) where there.value != here.value { return .refused("differs \(here.column)") }
      return .unchanged
    }
    guard let inForce = agreed.filter({ $0.from <= row.soldOn }).max(by: { $0.from < $1.from }) else { return .refused("no terms") }
    var factor: Fraction?
    if row.currency != "KGS" {
      guard let date = rates[row.currency]?.keys.filter({ $0 <= row.soldOn }).max(), let rate = rates[row.currency]?[date] else {
        return .refused("no rate")
      }
      factor = Fraction(rate.digits) * .ten(-rate.scale) / Fraction(rate.nominal) * .ten(2 - (Self.decimals[row.currency] ?? 0))
    }
    let exact = Fraction(row.quantity, over: 1000) * Fraction(row.digits) * .ten((Self.decimals[row.currency] ?? 0) - row.scale)
    let gross = exact.nearest
    if row.discount < 0 || row.discount > gross { return .refused("malformed discount") }
    let commission = Fraction((gross - row.discount) * inForce.commission, over: 10_000).nearest
    let fee = Fraction((gross - row.discount) * inForce.fee, over: 10_000).nearest
    let own = ModelMoney(
      gross: gross, discount: row.discount, commission: commission, fee: fee, net: gross - row.discount - commission - fee)
    let book = factor.map { own.times($0) } ?? own

    var candidates: [String]
    if row.batch.isEmpty {
      candidates = lots(of: row.product, through: row.soldOn)
    } else {
      guard let batch = batches[row.batch] else { return .refused("unknown batch \(row.batch)") }
      if batch.product != row.product { return .refused("other product \(batch.product)") }
      candidates = [row.batch]
    }
    let drawn = draws(row.quantity, from: candidates)
    let unallocated = row.quantity - drawn.map(\.quantity).reduce(0, +)
    if unallocated > 0, !row.allowsUnallocated { return .refused("insufficient \(row.quantity - unallocated) of \(row.quantity)") }

    var sale = ModelSale(row: row, own: own, book: book, drawn: drawn, unallocated: unallocated, pile: drawn)
    if unallocated > 0 { sale.pile.append(("", unallocated)) }
    let lines = lines(of: drawn, unallocated: unallocated, own: own, book: book)
    for line in lines { sale.given[line.pair, default: .init()].add(line) }
    sales[row.sale] = sale
    return .moved(lines: lines, movements: takeOut(drawn))
  }

  mutating func allocate(_ code: String, on date: Int) -> ModelVerdict {
    guard var sale = sales[code] else { return .refused("unknown sale \(code)") }
    if sale.isReversed { return .refused("reversed") }
    if date < sale.row.soldOn { return .refused("before") }
    if sale.unallocated == 0 { return .unchanged }
    if sale.returned > 0 { return .refused("malformed sale") }
    let drawn = draws(sale.unallocated, from: lots(of: sale.row.product, through: date))
    let found = drawn.map(\.quantity).reduce(0, +)
    if found < sale.unallocated { return .refused("insufficient \(found) of \(sale.unallocated)") }
    let suspense = ModelPair(batch: "", producer: "")
    let waiting = sale.given[suspense] ?? .init()
    var lines = lines(of: drawn, unallocated: 0, own: waiting.own, book: waiting.book)
    lines.append(
      ModelLine(
        batch: "", producer: "", contributed: sale.unallocated, quantity: -waiting.quantity, own: ModelMoney() - waiting.own,
        book: ModelMoney() - waiting.book))
    for line in lines { sale.given[line.pair, default: .init()].add(line) }
    sale.drawn += drawn
    sale.pile = sale.drawn
    sale.unallocated = 0
    sales[code] = sale
    return .moved(lines: lines, movements: takeOut(drawn))
  }

  /// Lots that an unnamed sale may draw from, in order of production, then of the code's bytes.
  private func lots(of product: String, through date: Int) -> [String] {
    batches.filter { $0.value.product == product && $0.value.producedOn <= date && $0.value.onHand > 0 }
      .sorted { one, other in
        one.value.producedOn == other.value.producedOn
          ? Array(one.key.utf8).lexicographicallyPrecedes(Array(other.key.utf8)) : one.value.producedOn < other.value.producedOn
      }
      .map(\.key)
  }

  private func draws(_ quantity: Int, from candidates: [String]) -> [(batch: String, quantity: Int)] {
    var wanted = quantity
    var result: [(batch: String, quantity: Int)] = []
    for code in candidates {
      let taken = min(wanted, batches[code]?.onHand ?? 0)
      if taken > 0 { result.append((code, taken)) }
      wanted -= taken
    }
    return result
  }

  private mutating func takeOut(_ drawn: [(batch: String, quantity: Int)]) -> [ModelMovement] {
    drawn.map { code, quantity in
      batches[code]?.onHand -= quantity
      return ModelMovement(batch: code, quantity: quantity, onHand: batches[code]?.onHand ?? 0)
    }
  }

  /// The pairs that goods were drawn from with their exact shares, by batch then producer, what has no maker last.
  func shares(of drawn: [(batch: String, quantity: Int)], unallocated: Int) -> [(line: ModelLine, share: Fraction)] {
    let whole = drawn.map(\.quantity).reduce(0, +) + unallocated
    var result: [(line: ModelLine, share: Fraction)] = []
    for code in Set(drawn.map(\.batch)).sorted(by: { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }) {
      let quantity = drawn.filter { $0.batch == code }.map(\.quantity).reduce(0, +)
      guard let batch = batches[code] else { continue }
      for (producer, contributed) in batch.contributions.sorted(by: { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }) {
        let share = Fraction(quantity, over: whole) * Fraction(contributed, over: batch.produced)
        result.append((ModelLine(batch: code, producer: producer, contributed: contributed, quantity: 0, own: .init(), book: .init()), share))
      }
    }
    if unallocated > 0 {
      let line = ModelLine(batch: "", producer: "", contributed: unallocated, quantity: 0, own: .init(), book: .init())
      result.append((line, Fraction(unallocated, over: whole)))
    }
    return result
  }

  private func lines(of drawn: [(batch: String, quantity: Int)], unallocated: Int, own: ModelMoney, book: ModelMoney) -> [ModelLine] {
    let shares = shares(of: drawn, unallocated: unallocated)
    let quantities = largestRemainder(drawn.map(\.quantity).reduce(0, +) + unallocated, shares.map(\.share))
    let (owns, books) = (own.split(shares.map(\.share)), book.split(shares.map(\.share)))
    return shares.indices.map { index in
      var line = shares[index].line
      (line.quantity, line.own, line.book) = (quantities[index], owns[index], books[index])
      return line
    }
  }
}

extension ModelLine {
  var pair: ModelPair { ModelPair(batch: batch, producer: producer) }
}

extension ModelTotal {
  mutating func add(_ line: ModelLine) { (quantity, own, book) = (quantity + line.quantity, own + line.own, book + line.book) }
}
