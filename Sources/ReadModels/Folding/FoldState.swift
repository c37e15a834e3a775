public import Postgres

/// How a book's read models stand.
public struct FoldState: Hashable, Sendable {
  /// Why folding stands still.
  public struct Halt: Hashable, Sendable {
    /// The event that cannot be folded.
    public let position: Int64
    /// The file that cannot take it; `unroll` when it does not even become entries.
    public let file: String
    /// What went wrong.
    public let message: String
  }

  /// Entries and read models reach this far.
  public let position: Int64
  /// The log reaches this far.
  public let head: Int64
  /// Set while folding stands still.
  public let halt: Halt?
  /// When a read model was last rebuilt, in microseconds since 1970 UTC: what was wrong before may be right since, at the same position. 0 for never.
  public let rebuiltAt: Int64
}

extension Session {
  /// How the book's read models stand. Any of the book's roles may ask.
  ///
  /// A halt that is behind the checkpoint is none: a worker that was slower wrote it after one with a newer program had passed the event.
  public func foldState() throws -> FoldState {
    let rows = try query(
      """
      SELECT checkpoint.position, head.position, halt.position, halt.file, halt.message, (SELECT max(rebuilt_at) FROM read_model)
      FROM checkpoint CROSS JOIN head LEFT JOIN halt ON halt.position > checkpoint.position
      """)
    guard let row = rows.first else { throw PostgresError(.unexpectedData, "the checkpoint is missing") }
    let halt = try row.optionalInt64(2).map { try FoldState.Halt(position: $0, file: row.text(3), message: row.text(4)) }
    return try FoldState(position: row.int64(0), head: row.int64(1), halt: halt, rebuiltAt: row.optionalMicroseconds(5) ?? 0)
  }
}

extension Pool {
  /// Waits until a position is folded, so that one reads what one wrote. Looks every `pauseMilliseconds`.
  /// - Throws: `ReadModelError.timedOut`; `.halted` when folding stands still before the position.
  public func waitUntilFolded(_ position: Int64, timeoutMilliseconds: Int = 10_000, pauseMilliseconds: Int = 10) async throws {
    let deadline = ContinuousClock.now + .milliseconds(timeoutMilliseconds)
    while true {
      let state = try await withSession { try $0.foldState() }
      guard state.position < position else { return }
      if let halt = state.halt { throw ReadModelError(.halted, halt.message, position: halt.position, file: halt.file) }
      guard ContinuousClock.now < deadline else {
        throw ReadModelError(.timedOut, "Position \(position) is not folded yet; the book stands at \(state.position).")
      }
      try await Task.sleep(for: .milliseconds(pauseMilliseconds))
    }
  }
}
