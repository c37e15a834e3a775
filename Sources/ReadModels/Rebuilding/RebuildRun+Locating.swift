import Postgres

extension RebuildRun {
  /// The same failure with the event it is about: the last of the shortest stretch from the beginning that the definition cannot take.
  ///
  /// Found by halving, with about twenty folds; somebody has to look at that event anyway, and cannot without its number.
  func located(_ failure: FoldFailure) async throws -> FoldFailure {
    guard failure.position == nil, failure.range.lowerBound == 1, let model = models.first(where: { $0.file == failure.file }) else { return failure }
    var (good, bad) = (Int64(0), failure.range.upperBound)
    while bad - good > 1 {
      let middle = good + (bad - good) / 2
      if try await canTake(model, through: middle) { good = middle } else { bad = middle }
    }
    return FoldFailure(position: bad, range: bad...bad, file: failure.file, reason: failure.reason)
  }

  private func canTake(_ model: Definition, through position: Int64) async throws -> Bool {
    let source = Source(entries: tables.source, condition: "position <= \(position)")
    // EXPLAIN ANALYZE does all the work and gives no rows; a count around the SELECT would let the planner leave the sums out.
    let sql = "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) WITH \(source.shadows) \(model.aggregate)"
    do {
      _ = try await coordinator.run { try $0.query(sql).count }
      return true
    } catch let error as PostgresError where error.isAboutData {
      return false
    }
  }
}
