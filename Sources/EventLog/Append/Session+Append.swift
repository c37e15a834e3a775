public import Postgres

extension Session {
  /// Appends commits in order and says what became of each; a refused commit leaves the others alone.
  ///
  /// Inside a transaction of the caller's nothing is for good until that commits: roll back for a dry run, or when all or nothing is wanted.
  /// Until it ends, every other append to the book waits. Outside of one, each round trip is a transaction of its own, and there is
  /// one a `BatchLimits` full of commits.
  ///
  /// The connection is a writer's, with the book as its search path.
  /// - Throws: `LogError.invalidCommit` before anything is sent; `PostgresError` otherwise, and after `.connectionLost` outside of
  ///   a transaction the outcome is unknown: append the same commits again, their keys tell.
  public func append(_ commits: [Commit], limits: CommitLimits = CommitLimits(), batches: BatchLimits = BatchLimits()) throws -> [Outcome] {
    for commit in commits { try commit.check(limits) }
    var outcomes: [Outcome] = []
    var manner = AppendManner()
    outcomes.reserveCapacity(commits.count)
    for batch in batches.slices(of: commits) { outcomes += try appendBatch(batch, &manner) }
    return outcomes
  }

  /// Appends commits that build on one another, inside the caller's transaction: after one that is not appended, none is.
  ///
  /// Each round trip with a batch takes two more for a savepoint; when a commit is refused, as many again.
  /// - Returns: outcomes of the first commits, at least one.
  /// - Throws: as `append(_:)`.
  public func append(
    inOrder commits: [Commit], limits: CommitLimits = CommitLimits(), batches: BatchLimits = BatchLimits()
  ) throws -> [Outcome] {
    for commit in commits { try commit.check(limits) }
    var outcomes: [Outcome] = []
    for batch in batches.slices(of: commits) {
      outcomes += try appendBatch(inOrder: batch)
      guard outcomes.last?.isAppended == true else { break }
    }
    return outcomes
  }

  private func appendBatch(inOrder commits: [Commit]) throws -> [Outcome] {
    var count = commits.count
    while count > 1 {
      try execute("SAVEPOINT in_order")
      let outcomes = try appendBatch(Array(commits[..<count]))
      let refused = outcomes.firstIndex { !$0.isAppended } ?? count
      // Nothing was built on what is not there; all repeated, for one, is a batch whose first answer was lost.
      if !outcomes[refused...].contains(where: \.isAppended) {
        try execute("RELEASE SAVEPOINT in_order")
        return outcomes
      }
      try execute("ROLLBACK TO SAVEPOINT in_order")
      try execute("RELEASE SAVEPOINT in_order")
      // The lock went with it, and others may get in again; each time fewer are left.
      count = refused + 1
    }
    return try appendBatch(Array(commits[..<count]))
  }

  /// One round trip when nothing stands against the commits, two when something does. They were checked.
  ///
  /// Inside a transaction of the caller's the careful way alone will do: a refusal of the quick one would end the transaction.
  /// - Parameters:
  ///   - laidOut: the same commits, where they have been laid out already.
  ///   - meanwhile: run while the server is at it, if it comes to that: again and again as long as it returns true and there is no answer.
  func appendBatch(
    _ commits: [Commit], laidOut: UnopposedBatch? = nil, _ manner: inout AppendManner, meanwhile: () -> Bool = { false }
  ) throws -> [Outcome] {
    if let outcomes = try appendUnopposed(commits, laidOut, &manner, meanwhile) { return outcomes }
    let outcomes = try appendBatch(commits)
    manner.saw(outcomes)
    return outcomes
  }

  /// Commits that build on one another, in a transaction of their own: outcomes of the first commits, at least one.
  func appendBatch(inOrder commits: [Commit], _ manner: inout AppendManner, meanwhile: () -> Bool = { false }) throws -> [Outcome] {
    if let outcomes = try appendUnopposed(commits, nil, &manner, meanwhile) { return outcomes }
    let outcomes = try transaction { try append(inOrder: commits) }
    manner.saw(outcomes)
    return outcomes
  }

  /// Nil when something stood against them, or might: nothing was appended then.
  private func appendUnopposed(
    _ commits: [Commit], _ laidOut: UnopposedBatch?, _ manner: inout AppendManner, _ meanwhile: () -> Bool
  ) throws -> [Outcome]? {
    guard !inTransaction, !manner.isCareful, let way = QuickWay(commits, laidOut: laidOut) else { return nil }
    do {
      return try way.outcomes(ask(way.sql, way.parameters, meanwhile))
    } catch let error as PostgresError where UnopposedBatch.isOpposition(error) {
      manner.metOpposition()
      return nil
    }
  }

  private func ask(_ sql: String, _ parameters: [Parameter], _ meanwhile: () -> Bool) throws -> Rows {
    guard let sent = try send(sql, parameters) else { return try query(sql, parameters) }
    // Some fifty milliseconds in all; whoever is not answered by then waits for longer things than more company.
    var turnsLeft = 200
    while meanwhile(), turnsLeft > 0, !isAnswered(sent, waitingForMicroseconds: 250) { turnsLeft -= 1 }
    do { return try receive(sent) } catch let error as PostgresError where error.isStalePlan { return try query(sql, parameters) }
  }

  /// The careful way: one round trip, and an outcome for each commit.
  func appendBatch(_ commits: [Commit]) throws -> [Outcome] {
    let rows = try query(EncodedBatch.sql, EncodedBatch(commits).parameters)
    guard rows.count == commits.count else {
      throw LogError(.unexpected, "The database answered \(rows.count) outcomes to \(commits.count) commits.")
    }
    return try zip(rows, commits).map { row, commit in
      switch try row.int64(0) {
      case 0: try .appended(first: row.int64(1), count: Int(row.int64(2)))
      case 1: try .repeated(first: row.int64(1), count: Int(row.int64(2)))
      case 2: try .conflict(stream: row.text(3), expected: Int32(row.int64(4)), actual: Int32(row.int64(5)))
      case 3: .keyReused(key: commit.key)
      case let other: throw LogError(.unexpected, "The database answered an outcome of kind \(other), which does not exist.")
      }
    }
  }
}
