extension ModelBook {
  mutating func takeBack(_ number: String, of code: String, _ quantity: Int, on date: Int, cause: String, isRestocked: Bool) -> ModelVerdict {
    guard var sale = sales[code] else { return .refused("unknown sale \(code)") }
    if quantity <= 0 { return .refused("malformed quantity") }
    let facts = ["\(date)", "\(quantity)", cause, "\(isRestocked)"]
    if let known = sale.returns[number] {
      for (index, column) in ["returned_on", "quantity", "cause", "disposition"].enumerated() where known[index] != facts[index] {
        return .refused("differs \(column)")
      }
      return .unchanged
    }
    if sale.isReversed { return .refused("reversed") }
    if date < sale.row.soldOn { return .refused("before") }
    let stillOut = sale.row.quantity - sale.returned
    if quantity > stillOut { return .refused("exceeds \(quantity) of \(stillOut)") }
    sale.returns[number] = facts
    let lines = takeBack(&sale, through: sale.returned + quantity)
    sale.returned += quantity
    let movements = isRestocked ? putBack(&sale, quantity) : []
    sales[code] = sale
    return .moved(lines: lines, movements: movements)
  }

  mutating func reverse(_ code: String, on date: Int, reason: String) -> ModelVerdict {
    guard var sale = sales[code] else { return .refused("unknown sale \(code)") }
    if reason.isEmpty { return .refused("missing reason") }
    if sale.isReversed { return .unchanged }
    if date < sale.row.soldOn { return .refused("before") }
    let lines = takeBack(&sale, through: sale.row.quantity)
    let movements = putBack(&sale, sale.row.quantity - sale.returned)
    sale.isReversed = true
    sales[code] = sale
    return .moved(lines: lines, movements: movements)
  }

  /// What must have been taken back in all once that much has come back, less what was taken back before.
  private func takeBack(_ sale: inout ModelSale, through returned: Int) -> [ModelLine] {
    let shares = shares(of: sale.drawn, unallocated: sale.unallocated)
    let part = Fraction(returned, over: sale.row.quantity)
    let owns = sale.own.times(part).split(shares.map(\.share))
    let books = sale.book.times(part).split(shares.map(\.share))
    let quantities = largestRemainder(returned, shares.map(\.share))
    var lines: [ModelLine] = []
    for index in shares.indices {
      var line = shares[index].line
      var all = ModelTotal(quantity: quantities[index], own: owns[index], book: books[index])
      if returned == sale.row.quantity { all = sale.given[line.pair] ?? .init() }
      let before = sale.taken[line.pair] ?? .init()
      (line.quantity, line.own, line.book) = (before.quantity - all.quantity, before.own - all.own, before.book - all.book)
      sale.taken[line.pair] = all
      if line.quantity != 0 || line.own != .init() || line.book != .init() { lines.append(line) }
    }
    return lines
  }

  /// Goods go back from the top of the pile; what never came from a batch goes nowhere.
  private mutating func putBack(_ sale: inout ModelSale, _ quantity: Int) -> [ModelMovement] {
    var left = quantity
    var movements: [ModelMovement] = []
    while left > 0, let top = sale.pile.last {
      let back = min(left, top.quantity)
      left -= back
      sale.pile[sale.pile.count - 1].quantity -= back
      if back == top.quantity { sale.pile.removeLast() }
      guard !top.batch.isEmpty else { continue }
      batches[top.batch]?.onHand += back
      movements.append(ModelMovement(batch: top.batch, quantity: back, onHand: batches[top.batch]?.onHand ?? 0))
    }
    return movements
  }
}
