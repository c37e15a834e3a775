/// What became of a commit.
public enum Outcome: Sendable, Hashable {
  /// It is in the log, for good, at `first`, `first + 1`, … (`count` events).
  case appended(first: Int64, count: Int)
  /// It was in the log already, under the same key and with the same content: this is the first answer once more.
  case repeated(first: Int64, count: Int)
  /// Nothing was appended: somebody else was quicker. Load the stream anew, decide again, append again.
  case conflict(stream: String, expected: Int32, actual: Int32)
  /// Nothing was appended: the key belongs to another command.
  case keyReused(key: String)
}

extension Outcome {
  /// Whether this very call put it into the log.
  var isAppended: Bool { if case .appended = self { true } else { false } }
}
