import Postgres

/// How commits that, as far as one can tell here, nothing stands against are appended in one round trip: the statement, its arguments, and what its answer means.
struct QuickWay: Sendable {
  let sql: String
  let parameters: [Parameter]
  /// Nil for `append_one`, which answers with the event's position; `append_unopposed` answers with the one before the first.
  private let batch: UnopposedBatch?

  /// Nil when the commits contradict one another, or ask for what only the careful way can do.
  /// - Parameter laidOut: the same commits, where they have been laid out already.
  init?(_ commits: [Commit], laidOut: UnopposedBatch? = nil) {
    if let lone = LoneCommit(commits) {
      (sql, parameters, batch) = (LoneCommit.sql, lone.parameters, nil)
    } else if let laidOut = laidOut ?? UnopposedBatch(commits) {
      (sql, parameters, batch) = (UnopposedBatch.sql, laidOut.parameters, laidOut)
    } else {
      return nil
    }
  }

  /// What became of every commit, by the answer.
  /// - Throws: `LogError.unexpected` when that is none.
  func outcomes(_ rows: Rows) throws -> [Outcome] {
    guard let position = try rows.first?.int64(0) else {
      throw LogError(.unexpected, "The database did not say where a batch was appended.")
    }
    return batch?.outcomes(after: position) ?? [.appended(first: position, count: 1)]
  }
}
