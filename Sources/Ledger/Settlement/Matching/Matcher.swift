/// What the lines of a statement stand for, as far as that can be told without guessing.
///
/// In this order: a line that names its sale, return or receipt; a line that is like one sale by product, quantity, date and amount; a line that is the
/// sum of several. What an earlier step is sure of is not looked at by a later one. Within a step a line is unique only when it has one answer and no
/// other line could have any of it: of two like lines, or two like sales, none is chosen.
/// - Parameters:
///   - lines: lines that are not matched yet; only sales and returns are looked at.
///   - candidates: sales and returns of the channel, in the statement's currency, that no line stands for.
///   - period: the first and the last day of the statement.
///   - tolerance: by how much a line may differ from one sale, where no sale is the same.
///   - budget: how many sums may be tried for one line.
/// - Returns: a proposal for each line of a sale or return, in their order; the same for the same lines and candidates, in whatever order these come.
/// - Complexity: O(n log n + lines × `budget`) for n lines and candidates.
public func match(
  lines: [StatementLine], among candidates: [Candidate], period: ClosedRange<CalendarDate>, tolerance: Int64 = 0, budget: Int = 100_000
) -> [LineProposal] {
  var matcher = Matcher(lines.filter { $0.type == .sale || $0.type == .return }, candidates, period, tolerance, budget)
  matcher.lookForReferences()
  matcher.lookForLikes()
  matcher.lookForSums()
  return matcher.proposals()
}

/// What a line may stand for, by the places of candidates.
struct LineOptions {
  /// Sets of candidates, each a possible answer.
  var sets: [[Int]]
  var method: MatchMethod
  /// Whether these are all there are.
  var isComplete = true
  /// Whether an only answer needs a person all the same.
  var needsPerson = false
  /// Sums tried, when there were too many; then any of `pool` may belong to the line.
  var searched: Int?
  var pool: [Int] = []

  /// All candidates that may belong to the line.
  var touched: Set<Int> { Set(isComplete && searched == nil ? sets.joined().map(\.self) : pool) }
}

struct Matcher {
  let lines: [StatementLine]
  /// In the order of their targets.
  let candidates: [Candidate]
  let period: ClosedRange<CalendarDate>
  let tolerance: Int64
  let budget: Int
  /// More answers than these are not counted.
  static let mostAnswers = 100
  /// So many of them are shown.
  static let shownAnswers = 10

  var options: [Int: LineOptions] = [:]
  /// Candidates that an earlier step has given away.
  var isTaken: [Bool]
  /// Lines with one answer that is theirs alone.
  var unique: Set<Int> = []
  private let byText: [String: [Int]]
  private let byProduct: [String: [Int]]

  init(_ lines: [StatementLine], _ candidates: [Candidate], _ period: ClosedRange<CalendarDate>, _ tolerance: Int64, _ budget: Int) {
    (self.lines, self.period, self.tolerance, self.budget) = (lines, period, tolerance, budget)
    self.candidates = candidates.sorted { $0.target < $1.target }
    isTaken = Array(repeating: false, count: candidates.count)
    var byText: [String: [Int]] = [:]
    var byProduct: [String: [Int]] = [:]
    for (index, candidate) in self.candidates.enumerated() {
      let names = [candidate.target.sale.text, candidate.target.returned?.text, candidate.receipt].compactMap(\.self)
      for name in Set(names) { byText[name, default: []].append(index) }
      byProduct[candidate.product.text, default: []].append(index)
    }
    (self.byText, self.byProduct) = (byText, byProduct)
  }

  /// Candidates of a line's kind that carry its reference: its own number, or else the receipt (for a return also its sale).
  func named(by line: StatementLine) -> (itself: [Int], others: [Int]) {
    guard let reference = line.reference else { return ([], []) }
    let all = (byText[reference] ?? []).filter { fits($0, line) && candidates[$0].date <= period.upperBound }
    let itself = all.filter {
      let target = candidates[$0].target
      return (target.returned?.text ?? target.sale.text) == reference
    }
    return (itself, all)
  }

  /// Candidates of a line's kind that are free and within the period; of its product, where the reference is one.
  func pool(for line: StatementLine) -> [Int] {
    let all = line.reference.flatMap { byProduct[$0] } ?? Array(candidates.indices)
    return all.filter { !isTaken[$0] && fits($0, line) && period.contains(candidates[$0].date) }
  }

  private func fits(_ index: Int, _ line: StatementLine) -> Bool { (candidates[index].target.returned != nil) == (line.type == .return) }

  /// Keeps the lines that have one answer to themselves, and gives its candidates away.
  mutating func settle(step: [Int]) {
    let others = options.filter { !unique.contains($0.key) }
    var uses: [Int: Int] = [:]
    for option in others.values { for index in option.touched { uses[index, default: 0] += 1 } }
    for line in step {
      guard let option = options[line], option.isComplete, option.searched == nil, !option.needsPerson, option.sets.count == 1 else { continue }
      guard option.sets[0].allSatisfy({ uses[$0] == 1 }) else { continue }
      unique.insert(line)
      for index in option.sets[0] { isTaken[index] = true }
    }
  }

  /// What was found, line by line.
  func proposals() -> [LineProposal] {
    lines.indices.map { index in
      LineProposal(line: lines[index].line, outcome: options[index].map { outcome($0, of: index) } ?? .none)
    }
  }

  private func outcome(_ option: LineOptions, of index: Int) -> LineProposal.Outcome {
    if let searched = option.searched { return .tooMany(searched: searched) }
    func targets(_ set: [Int]) -> [ClaimTarget] { set.map { candidates[$0].target } }
    if unique.contains(index) {
      return .unique(targets(option.sets[0]), option.method, difference: sum(option.sets[0]) - lines[index].amount)
    }
    return .alternatives(
      option.sets.prefix(Self.shownAnswers).map(targets), count: option.sets.count, isComplete: option.isComplete)
  }

  func sum(_ set: [Int]) -> Int64 { set.reduce(0) { $0 + candidates[$1].netSales } }
}
