import EventLog
import Transparency

/// What a check of a stretch of the log found, and what it takes to join it to those before it.
struct RangeFindings: Sendable {
  /// The stretch's number, from 0, and how many positions it has.
  let number: Int64
  let count: Int64
  /// The root of the stretch alone.
  var root = TreeHash.emptyTree
  /// The subtrees of a stretch that is not full, the largest first.
  var rest: [(root: TreeHash, height: Int)] = []
  /// The root of the stretch's full tile of the second level as it is stored; nil when there is none.
  var storedRoot: TreeHash?
  /// Positions whose event is not the one that its tile remembers.
  var changed = PositionRuns()
  /// Tiles that are missing or not made of those below them, events without a canonical form, rows that nobody signed.
  var flaws = Flaws()
  /// Rules that do not hold here; the database is asked where.
  var broken: Set<LogRule> = []
  /// When the first and the last event were recorded.
  var firstRecordedAt: Int64 = 0
  var lastRecordedAt: Int64 = 0
  /// The versions that each stream has here, by the hash of its name.
  var streams: [UInt64: StreamPart] = [:]
  /// The sizes at which somebody claims to know the root, smallest first.
  var marks: [TreeMark] = []
}

/// A stream's versions in a stretch: from the first to the last without a hole.
struct StreamPart: Sendable {
  let firstPosition: Int64
  let first: Int32
  var last: Int32
}

/// A size at which somebody claims to know the tree's root.
struct TreeMark: Sendable {
  enum Claim: Sendable, Hashable {
    /// By a signed checkpoint in the database.
    case row
    /// By the last signed note, outside.
    case lastSigned
    /// By the table `tree`.
    case tree
  }

  let size: Int64
  let claim: Claim
  let root: TreeHash
  /// The root of the stretch's events up to the size alone; what comes before is not known when the stretch is read.
  var partial = TreeHash.emptyTree
}

/// Positions, in ascending order, kept as runs; a bounded number of them.
struct PositionRuns: Sendable {
  private(set) var runs: [ClosedRange<Int64>] = []

  mutating func add(_ run: ClosedRange<Int64>) {
    if let last = runs.last, last.upperBound + 1 == run.lowerBound {
      runs[runs.count - 1] = last.lowerBound...run.upperBound
    } else if runs.count < LogChecker.findingsMax {
      runs.append(run)
    }
  }
}

/// The first flaws, a bounded number of them.
struct Flaws: Sendable {
  private(set) var list: [LogFlaw] = []

  mutating func add(_ flaw: LogFlaw) {
    list.append(flaw)
    if list.count >= 2 * LogChecker.findingsMax { list = sorted }
  }

  mutating func add(_ position: Int64, _ finding: String) { add(LogFlaw(position: position, finding: finding)) }

  mutating func add(_ others: Flaws) { others.list.forEach { add($0) } }

  /// By position; what was added first comes first among equals.
  var sorted: [LogFlaw] {
    let ordered = list.enumerated().sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
    return ordered.prefix(LogChecker.findingsMax).map(\.element)
  }
}
