import Glibc

/// What is to be made anew.
public enum RebuildScope: Hashable, Sendable {
  /// Entries from the log, and every read model from them.
  case everything
  /// These read models, from the entries there are.
  case models([String])
}

/// The bounds of a rebuild. Times are in milliseconds.
public struct RebuildLimits: Hashable, Sendable {
  /// How many connections work at once: one a core, from two to eight.
  public var connections = max(2, min(8, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
  /// Events in one range, which is what is done or not done when a rebuild is stopped.
  public var rangeEvents: Int64 = 50_000
  /// Events not folded yet from which making everything anew is considered, if they are most of the log.
  public var leapEvents: Int64 = 50_000
  /// How long the swap waits for readers at a time. Below PostgreSQL's deadlock_timeout (1 s): a reader that holds one table and wants the next then
  /// only waits, and is never chosen as the victim of a deadlock.
  public var lockTimeoutMilliseconds = 300
  /// The same where autovacuum is at one of the tables. Above deadlock_timeout: only who has waited for that long makes PostgreSQL send it away.
  public var tidyingTimeoutMilliseconds = 2_000
  /// How often the swap is tried.
  public var swapAttemptsMax = 60
  /// The pause between two tries, in which readers get through.
  public var swapPauseMilliseconds = 500
  /// How often to try for the right to rebuild, which one at a time has.
  public var lockAttemptsMax = 20
  /// The pause between two such tries.
  public var lockPauseMilliseconds = 100
  /// How long to wait for a worker to end its step.
  public var foldLockTimeoutMilliseconds = 120_000

  /// The defaults.
  public init() {}
}

/// How far a rebuild is.
public struct RebuildProgress: Hashable, Sendable {
  /// What is being done.
  public enum Phase: String, Hashable, Sendable {
    /// Unrolling the log into entries.
    case entries
    /// Folding the read models.
    case models
    /// Taking in what came meanwhile, comparing and swapping.
    case finishing
  }

  /// What is being done.
  public let phase: Phase
  /// 0…100.
  public let percent: Int
  /// Estimated from the ranges done since the start or the resumption; nil while there are none.
  public let secondsLeft: Int?
}

/// How a table differs from what the log says it should be.
public struct TableDifference: Hashable, Sendable, CustomStringConvertible {
  /// A row that differs.
  public struct Example: Hashable, Sendable {
    /// The keys' names and values; nil is NULL.
    public let keys: [String: String?]
    /// For each sum or count that differs, what should be added to the table's value.
    public let differences: [String: Int64]
    /// The other measures that differ, in the read model's order.
    public internal(set) var others: [String] = []
    /// Whether the table lacks the row, or should not have it; neither for one with other values.
    public internal(set) var isMissing = false, isExtra = false
    /// The newest event that contributes to the row, where that was asked; nil when none does.
    public internal(set) var newestPosition: Int64?
  }

  /// The read model.
  public let model: String
  /// False when the table has other columns than the definition, so that there is nothing to compare.
  public let isComparable: Bool
  /// Rows the table lacks, rows it should not have, and rows with other values.
  public let missing: Int64, extra: Int64, different: Int64
  /// For each sum or count: true total less the table's total, money in minor units.
  public let measures: [String: Int64]
  /// Some of the rows, at most `examplesMax`.
  public internal(set) var examples: [Example]

  /// How many examples are kept.
  public static let examplesMax = 20

  /// Whether nothing differs.
  public var isEmpty: Bool { missing == 0 && extra == 0 && different == 0 }

  /// One line for people.
  public var description: String {
    guard isComparable else { return "\(model): the definition has other columns than the table" }
    guard !isEmpty else { return "\(model): no difference" }
    let sums = measures.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value > 0 ? "+" : "")\($0.value)" }
    return "\(model): \(missing) rows missing, \(extra) extra, \(different) different" + (sums.isEmpty ? "" : "; \(sums.joined(separator: ", "))")
  }
}

/// What a rebuild did.
public struct RebuildResult: Hashable, Sendable {
  /// The position at which the tables were compared.
  public let position: Int64
  /// For every read model rebuilt that had a table: how that table differed.
  public let differences: [TableDifference]
  /// Whether a rebuild that had been stopped was taken up again.
  public let wasResumed: Bool
}
