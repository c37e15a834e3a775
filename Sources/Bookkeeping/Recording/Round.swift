import EventLog
import Ledger

/// Instructions decided together, and the commits they came to.
struct Round {
  private var instructions: [Instruction] = []
  private(set) var commits: [Commit] = []
  private var results: [Result] = []

  /// For each instruction: what is already clear, or which commit will tell.
  enum Result {
    case clear(Verdict)
    case commit(Int)
  }

  /// A round of that many instructions.
  init(capacity: Int) {
    instructions.reserveCapacity(capacity)
    commits.reserveCapacity(capacity)
    results.reserveCapacity(capacity)
  }

  mutating func add(_ instruction: Instruction, _ result: Result) {
    instructions.append(instruction)
    results.append(result)
  }

  mutating func add(_ instruction: Instruction, commit: Commit) {
    add(instruction, .commit(commits.count))
    commits.append(commit)
  }

  /// Whether every commit was appended now, so that all that was assumed is true.
  func isAsDecided(_ outcomes: [Outcome]) -> Bool {
    outcomes.count == commits.count && outcomes.allSatisfy { if case .appended = $0 { true } else { false } }
  }

  /// The verdicts of the first instructions, and those that are to be decided anew: from the first that the log refused on, because
  /// also what was refused or unchanged after it was decided on the strength of it.
  func verdicts(for outcomes: [Outcome]) -> (verdicts: [Verdict], rest: [Instruction]) {
    var verdicts: [Verdict] = []
    var isAsAssumed = true
    for result in results {
      switch result {
      case .clear(let verdict):
        guard isAsAssumed else { return (verdicts, Array(instructions[verdicts.count...])) }
        verdicts.append(verdict)
      case .commit(let commit):
        switch commit < outcomes.count ? outcomes[commit] : nil {
        case .appended(let first, let count): verdicts.append(.recorded(first: first, count: count))
        case .repeated(let first, let count):
          isAsAssumed = false
          verdicts.append(.recorded(first: first, count: count))
        case .conflict, .keyReused, nil: return (verdicts, Array(instructions[verdicts.count...]))
        }
      }
    }
    return (verdicts, [])
  }
}
