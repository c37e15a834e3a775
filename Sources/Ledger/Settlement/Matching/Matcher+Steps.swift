extension Matcher {
  /// First: what a line names. A sale or return named by its own number is meant, whatever the amounts say.
  mutating func lookForReferences() {
    for index in lines.indices {
      let (itself, all) = named(by: lines[index])
      if !itself.isEmpty {
        options[index] = LineOptions(sets: [itself], method: .reference)
      } else if all.count == 1 {
        options[index] = LineOptions(sets: [all], method: .reference)
      } else if !all.isEmpty {
        options[index] = receipt(all, lines[index])
      }
    }
    settle(step: Array(options.keys))
    // What somebody names is out of the question for all who do not, also where two name the same.
    for option in options.values { for index in option.touched { isTaken[index] = true } }
  }

  /// A receipt with several sales: all of it if that fits, else those of it that do; else all of it for a person to look at.
  private func receipt(_ all: [Int], _ line: StatementLine) -> LineOptions {
    let whole = LineOptions(sets: [all], method: .reference)
    let difference = sum(all) - line.amount
    if difference == 0, hasGoods(all, line) { return whole }
    var parts = sums(of: all, line, smallestSet: 1, method: .reference)
    if parts.searched == nil, parts.sets.isEmpty {
      parts = whole
      parts.needsPerson = difference.magnitude > tolerance.magnitude || !hasGoods(all, line)
    }
    return parts
  }

  /// Second: one sale of the line's amount, and quantity where it says so; without one, sales within the tolerance.
  mutating func lookForLikes() {
    let step = lines.indices.filter { options[$0] == nil }
    for index in step {
      let line = lines[index]
      let like = pool(for: line).filter { hasGoods([$0], line) }
      var answers = like.filter { candidates[$0].netSales == line.amount }
      if answers.isEmpty {
        answers = like.filter { (Int128(candidates[$0].netSales) - Int128(line.amount)).magnitude <= UInt128(tolerance.magnitude) }
      }
      if !answers.isEmpty { options[index] = LineOptions(sets: answers.map { [$0] }, method: .attributes) }
    }
    settle(step: step)
  }

  /// Third: several sales that add up to the line, to the coin.
  mutating func lookForSums() {
    let step = lines.indices.filter { options[$0] == nil && lines[$0].amount != 0 }
    for index in step {
      let found = sums(of: pool(for: lines[index]), lines[index], smallestSet: 2, method: .subset)
      if found.searched != nil || !found.sets.isEmpty { options[index] = found }
    }
    settle(step: step)
  }

  private func sums(of all: [Int], _ line: StatementLine, smallestSet: Int, method: MatchMethod) -> LineOptions {
    let pool = all.filter { candidates[$0].netSales != 0 && candidates[$0].netSales.magnitude <= line.amount.magnitude }
    let items = pool.map { index in
      SubsetSearch.Rest(
        amount: Int64(candidates[index].netSales.magnitude), goods: line.quantity == nil ? 0 : candidates[index].quantity.thousandths)
    }
    let target = SubsetSearch.Rest(amount: Int64(line.amount.magnitude), goods: line.quantity.map { Int64($0.thousandths.magnitude) } ?? 0)
    switch SubsetSearch.search(items, for: target, smallestSet: smallestSet, limit: Self.mostAnswers, budget: budget) {
    case .found(let sets, let isComplete):
      return LineOptions(sets: sets.map { $0.map { pool[$0] } }, method: method, isComplete: isComplete, pool: pool)
    case .tooMany(let searched): return LineOptions(sets: [], method: method, searched: searched, pool: pool)
    }
  }

  /// Whether candidates are as much as a line says; a return may be written either way.
  private func hasGoods(_ set: [Int], _ line: StatementLine) -> Bool {
    guard let quantity = line.quantity else { return true }
    return set.reduce(Int64(0)) { $0 + candidates[$1].quantity.thousandths }.magnitude == quantity.thousandths.magnitude
  }
}
