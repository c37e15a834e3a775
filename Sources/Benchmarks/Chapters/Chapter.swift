/// The groups of works, in the order they are run.
public enum Chapter: String, CaseIterable, Sendable {
  /// Getting events into the log.
  case append

  /// Its works on a bench.
  public func works(_ bench: Bench) -> [Work] {
    switch self {
    case .append: AppendChapter.works(bench)
    }
  }
}
