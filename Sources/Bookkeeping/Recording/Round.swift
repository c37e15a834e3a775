import EventLog
import Ledger

/// Instructions decided together, and the commits they came to.
struct Round {
  private(set) var instructions: [Instruction] = []
  private(set) var commits: [Commit] = []
  /// For each instruction: what is already clear, or which commit will tell.
  private var results: [Result] = []

  private enum Result {
    case clear(Verdict)
    case commit(Int)
  }

  mutating func add(_ instruction: Instruction, verdict: Verdict) {
    instructions.append(instruction)
    results.append(.clear(verdict))
  }

  mutating func add(_ instruction: Instruction, commit: Commit) {
    instructions.append(instruction)
    results.append(.commit(commits.count))
    commits.append(commit)
  }

  /// What the log said of an instruction's commit; nil when it made none.
  func outcome(of index: Int, in outcomes: [Outcome]) -> Outcome? {
    if case .commit(let commit) = results[index] { outcomes[commit] } else { nil }
  }

  /// A verdict for each instruction; those the log refused are decided anew by the caller.
  func verdicts(for outcomes: [Outcome]) -> [Verdict] {
    results.map { result in
      switch result {
      case .clear(let verdict): verdict
      case .commit(let commit):
        switch outcomes[commit] {
        case .appended(let first, let count), .repeated(let first, let count): .recorded(first: first, count: count)
        case .conflict, .keyReused: .unchanged
        }
      }
    }
  }
}
