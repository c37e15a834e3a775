import Ledger

/// What a matcher should find, by trying every set of candidates: written from the words of `match`, for a handful of candidates.
struct BruteForceMatcher {
  let lines: [StatementLine]
  let candidates: [Candidate]
  let period: ClosedRange<CalendarDate>
  let tolerance: Int64

  struct Answers {
    var sets: [Set<Int>]
    var method: MatchMethod
    var isSure = true
  }

  init(_ lines: [StatementLine], _ candidates: [Candidate], _ period: ClosedRange<CalendarDate>, _ tolerance: Int64) {
    (self.lines, self.period, self.tolerance) = (lines, period, tolerance)
    self.candidates = candidates.sorted { $0.target < $1.target }
  }

  func outcomes() -> [LineProposal.Outcome] {
    var answers: [Int: Answers] = [:]
    var gone: Set<Int> = []
    var unique: Set<Int> = []
    for step in [named, like, sum] {
      var new: [Int: Answers] = [:]
      for index in lines.indices where answers[index] == nil { new[index] = step(lines[index], gone) }
      answers.merge(new) { $1 }
      let open = answers.filter { !unique.contains($0.key) }
      for (index, own) in new where own.sets.count == 1 && own.isSure {
        let others = open.filter { $0.key != index }.flatMap { $0.value.sets }
        if others.allSatisfy({ $0.isDisjoint(with: own.sets[0]) }) { unique.insert(index) }
      }
      for index in unique { gone.formUnion(answers[index]?.sets[0] ?? []) }
      if answers.values.contains(where: { $0.method == .reference }), new.values.contains(where: { $0.method == .reference }) {
        for own in new.values { gone.formUnion(own.sets.joined()) }
      }
    }
    return lines.indices.map { index in
      guard let own = answers[index] else { return .none }
      func targets(_ set: Set<Int>) -> [ClaimTarget] { set.sorted().map { candidates[$0].target } }
      if unique.contains(index) {
        return .unique(targets(own.sets[0]), own.method, difference: total(own.sets[0]) - lines[index].amount)
      }
      let ordered = own.sets.sorted { $0.sorted().lexicographicallyPrecedes($1.sorted()) }
      return .alternatives(ordered.prefix(10).map(targets), count: ordered.count, isComplete: true)
    }
  }

  private func named(_ line: StatementLine, _: Set<Int>) -> Answers? {
    guard let reference = line.reference else { return nil }
    let fitting = candidates.indices.filter { isOfKind($0, line) && candidates[$0].date <= period.upperBound }
    let itself = fitting.filter { (candidates[$0].target.returned?.text ?? candidates[$0].target.sale.text) == reference }
    if !itself.isEmpty { return Answers(sets: [Set(itself)], method: .reference) }
    let around = fitting.filter {
      candidates[$0].receipt == reference || (line.type == .return && candidates[$0].target.sale.text == reference)
    }
    if around.isEmpty { return nil }
    let all = Set(around)
    if around.count == 1 || (total(all) == line.amount && counts(all, line)) { return Answers(sets: [all], method: .reference) }
    let parts = subsets(of: around, line, atLeast: 1)
    if !parts.isEmpty { return Answers(sets: parts, method: .reference) }
    return Answers(sets: [all], method: .reference, isSure: abs(total(all) - line.amount) <= tolerance && counts(all, line))
  }

  private func like(_ line: StatementLine, _ gone: Set<Int>) -> Answers? {
    let pool = free(line, gone).filter { counts([$0], line) }
    let same = pool.filter { candidates[$0].netSales == line.amount }
    let near = pool.filter { abs(candidates[$0].netSales - line.amount) <= tolerance }
    let answers = same.isEmpty ? near : same
    return answers.isEmpty ? nil : Answers(sets: answers.map { [$0] }, method: .attributes)
  }

  private func sum(_ line: StatementLine, _ gone: Set<Int>) -> Answers? {
    let sets = line.amount == 0 ? [] : subsets(of: free(line, gone), line, atLeast: 2)
    return sets.isEmpty ? nil : Answers(sets: sets, method: .subset)
  }

  private func free(_ line: StatementLine, _ gone: Set<Int>) -> [Int] {
    let isProduct = candidates.contains { $0.product.text == line.reference }
    return candidates.indices.filter {
      isOfKind($0, line) && !gone.contains($0) && period.contains(candidates[$0].date)
        && (!isProduct || candidates[$0].product.text == line.reference)
    }
  }

  private func subsets(of pool: [Int], _ line: StatementLine, atLeast least: Int) -> [Set<Int>] {
    let pool = pool.filter { candidates[$0].netSales != 0 }
    return (0..<(1 << pool.count)).map { mask in Set(pool.indices.filter { mask & (1 << $0) != 0 }.map { pool[$0] }) }
      .filter { $0.count >= least && total($0) == line.amount && counts($0, line) }
  }

  private func isOfKind(_ index: Int, _ line: StatementLine) -> Bool { (candidates[index].target.returned == nil) == (line.type == .sale) }
  private func total(_ set: Set<Int>) -> Int64 { set.reduce(0) { $0 + candidates[$1].netSales } }
  private func counts(_ set: Set<Int>, _ line: StatementLine) -> Bool {
    guard let quantity = line.quantity else { return true }
    return set.reduce(0) { $0 + candidates[$1].quantity.thousandths } == abs(quantity.thousandths)
  }
}
