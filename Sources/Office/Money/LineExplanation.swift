import Ledger

/// Says why a line is left to a person.
struct LineExplanation {
  let statement: StatementReceived
  private let byTarget: [ClaimTarget: Candidate]

  init(_ statement: StatementReceived, _ candidates: [Candidate]) {
    self.statement = statement
    byTarget = Dictionary(candidates.map { ($0.target, $0) }) { first, _ in first }
  }

  func finding(_ line: StatementLine, _ outcome: LineProposal.Outcome) -> LineFinding {
    switch outcome {
    case .unique(let targets, let method, _): LineFinding(statement, line, .matched, method, targets)
    case .alternatives(let sets, let count, let isComplete): withSets(sets, alternatives(line, sets, count, isComplete))
    case .none: LineFinding(statement, line, .none, "nothing in the book fits")
    case .tooMany(let searched): LineFinding(statement, line, .tooMany, "too many to search: \(searched) sums tried; say which sales it stands for")
    }
  }

  private func withSets(_ sets: [[ClaimTarget]], _ finding: LineFinding) -> LineFinding {
    var finding = finding
    finding.alternatives = sets.map { $0.compactMap { byTarget[$0] } }
    return finding
  }

  private func alternatives(_ line: StatementLine, _ sets: [[ClaimTarget]], _ count: Int, _ isComplete: Bool) -> LineFinding {
    let sum = { (set: [ClaimTarget]) in set.reduce(Int64(0)) { $0 + (byTarget[$1]?.netSales ?? 0) } }
    let money = LineFinding(statement, line, .alternatives).money
    let text = sets.map { set in
      let difference = sum(set) - line.amount
      return set.map(\.text).joined(separator: " + ") + (difference == 0 ? "" : " (\(money(sum(set))) in the book, \(money(difference)) apart)")
    }.joined(separator: " or ")
    if count == 1, isComplete {
      let isApart = sets.first.map { sum($0) != line.amount } ?? false
      return LineFinding(statement, line, isApart ? .differs : .alternatives, isApart ? text : "\(text), which another line may mean too")
    }
    let more = count > sets.count || !isComplete ? " …" : ""
    return LineFinding(statement, line, .alternatives, "\(isComplete ? "" : "more than ")\(count) alternatives: \(text)\(more)")
  }
}
