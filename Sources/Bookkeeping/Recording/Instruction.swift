import Ledger

/// A command with what goes with its recording.
public struct Instruction: Sendable {
  /// What is asked.
  public let command: Command
  /// When the book learns of it, in microseconds since 1970; nil for now, by the database's clock. Only a history that is
  /// replayed says otherwise.
  public let recordedAt: Int64?
  /// The caller's idempotency key; nil for the command's natural one.
  public let key: String?
  /// Who is recorded as having entered it; nil for the bookkeeper's own author. No personal data: a user's or program's name. Who asks is no part of what
  /// is asked: the same command by somebody else, under the same key, is the same.
  public let author: String?

  /// A command to be recorded now, under its natural key.
  public init(_ command: Command, recordedAt: Int64? = nil, key: String? = nil, author: String? = nil) {
    (self.command, self.recordedAt, self.key, self.author) = (command, recordedAt, key, author)
  }

  /// The key it will be recorded under, when that does not depend on what the book says.
  var knownKey: String? { key ?? command.naturalKey }
}

/// What became of an instruction.
public enum Verdict: Sendable, Equatable {
  /// Recorded: the first of its events and how many there are.
  case recorded(first: Int64, count: Int)
  /// The book says so already.
  case unchanged
  /// Refused; nothing of it was recorded.
  case refused(Refusal)
}

/// Why a bookkeeper cannot go on: never the fault of what was entered.
public enum BookProblem: Error, Equatable, CustomStringConvertible {
  /// An event of the log does not have the form its type asks for.
  case unreadable(stream: String, version: Int32, String)
  /// Others kept writing to the same streams.
  case contended(String, attempts: Int)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .unreadable(let stream, let version, let reason):
      "event \(version) of stream \(stream) cannot be read (\(reason)); was it written by a newer Esep? Otherwise run 'esep verify'"
    case .contended(let stream, let attempts):
      "stream \(stream) was changed by others \(attempts) times while this was being decided; try again when they have finished"
    }
  }
}
