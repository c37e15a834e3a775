import Postgres

/// On the connection's thread.
extension AppenderCore {
  /// Batch after batch, waiting for more in between. While the server is at one, the callers of the one before are answered, and what comes is laid out
  /// for the next.
  func work(_ session: Session, _ signal: AsyncStream<Void>.Continuation) -> Trouble? {
    var manner = AppendManner()
    var answers = OpenAnswers(signal)
    var next = NextBatch()
    defer { answers.give() }
    while true {
      if let left = state.withLock({ $0.rest.takeLeft() }) {
        do {
          answers.owe(try finish(left, session, &manner), to: [left.pending])
        } catch {
          return Trouble(batch: [left.pending], error: error)
        }
        state.withLock { $0.group.finishBatch() }
      }
      var wasLone = false
      while begin(&next) {
        let batch = next.take()
        wasLone = batch.elements.count == 1
        do {
          let outcomes = try session.limited(toMilliseconds: limits.batchTimeoutMilliseconds) {
            try batch.send(session, &manner) {
              answers.give()
              return gather(&next, behind: batch)
            }
          }
          answers.give()
          answers.owe(outcomes, to: batch.elements)
        } catch {
          return Trouble(batch: batch.elements, behind: next.take().elements, error: error)
        }
        state.withLock { $0.group.finishBatch() }
      }
      answers.give()
      if waitForWork(LentSession(session: session, isQuick: !manner.isCareful, signal: signal), afterLone: wasLone) { return nil }
    }
  }

  /// Ends what a caller began alone.
  private func finish(_ left: LeftCommit, _ session: Session, _ manner: inout AppendManner) throws -> [Outcome] {
    try session.limited(toMilliseconds: limits.batchTimeoutMilliseconds) {
      switch left.state {
      case .failed(let error): throw error
      case .unsent(let isOpposed):
        if isOpposed { manner.metOpposition() }
      case .sent(let sent, let way):
        do {
          return try way.outcomes(session.receive(sent))
        } catch let error as PostgresError where UnopposedBatch.isOpposition(error) {
          manner.metOpposition()
        } catch let error as PostgresError where error.isStalePlan {
          // Nothing was done; it is sent once more.
        }
      }
      return try session.appendBatch(left.pending.commits, &manner)
    }
  }

  /// Puts the next batch in flight. False when there is nothing.
  private func begin(_ next: inout NextBatch) -> Bool {
    let cost = next.cost
    next.add(
      state.withLock { state in
        let gathered = state.group.gather(after: cost)
        if gathered.cost.commits > 0 { state.group.beginBatch() }
        return gathered
      })
    return !next.isEmpty
  }

  /// Takes in what has come and lays it out. Whether more is worth waiting for: company is small when the batch before was.
  private func gather(_ next: inout NextBatch, behind batch: NextBatch.Sealed) -> Bool {
    guard batch.elements.count >= 8 else { return false }
    let cost = next.cost
    next.add(state.withLock { $0.group.gather(after: cost) })
    next.layOut(expecting: batch.cost)
    return true
  }

  /// True when there will be none any more.
  private func waitForWork(_ session: LentSession, afterLone: Bool) -> Bool {
    // The next commit may well be here in a moment; sleeping and being woken would take longer than that. But one that comes alone goes alone.
    let patience = ContinuousClock.now + .microseconds(limits.spinMicroseconds)
    let rests = afterLone && session.isQuick && state.withLock { $0.rest.mayLend }
    while !rests, ContinuousClock.now < patience {
      if state.withLock({ !$0.group.isIdle }) { return false }
    }
    // What has come since did not signal, because nobody rested: it is to be looked for again.
    let (isOver, waits) = state.withLock { state in
      let waits = state.group.isIdle && !state.isFinishing
      if waits { state.rest.begins(session) }
      return (state.group.isIdle && state.isFinishing, waits)
    }
    if waits { arrival.wait() }
    return isOver
  }
}
