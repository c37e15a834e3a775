import Postgres

/// On the thread of a caller who comes alone.
extension AppenderCore {
  /// Whether commits are few and small enough for their caller's own thread.
  static func mayGoAlone(_ pending: PendingAppend) -> Bool {
    !pending.isInOrder && pending.cost.commits == 1 && pending.cost.events <= 20 && pending.cost.bytes <= 50_000
  }

  /// Sends a commit and looks for its answer, without any change of thread: to wake a thread costs as much as the append itself. It takes
  /// `answerSpinMicroseconds` at most; what has no answer by then, or needs another way, is left to the connection's thread.
  ///
  /// The commit has been taken from the queue as a batch of its own.
  func sendAlone(_ pending: PendingAppend, _ lent: LentSession) {
    var left: LeftCommit.State?
    do {
      left = try attempt(pending, lent)
    } catch let error as PostgresError where error.code == .server {
      left = .unsent(isOpposed: UnopposedBatch.isOpposition(error))
    } catch {
      left = .failed(error)
    }
    let wakes = state.withLock { state in
      if left == nil { state.group.finishBatch() }
      return state.rest.giveBack(
        lent, left: left.map { LeftCommit(pending: pending, state: $0) }, isWorkWaiting: !state.group.isIdle || state.isFinishing)
    }
    if wakes { arrival.signal() }
  }

  /// Nil when all is done.
  private func attempt(_ pending: PendingAppend, _ lent: LentSession) throws -> LeftCommit.State? {
    // Where the statement is not prepared yet, the thread does that.
    guard let way = QuickWay(pending.commits), let sent = try lent.session.send(way.sql, way.parameters) else { return .unsent(isOpposed: false) }
    guard lent.session.isAnswered(sent, lookingForMicroseconds: limits.answerSpinMicroseconds) else { return .sent(sent, way) }
    try pending.finish(.success(way.outcomes(lent.session.receive(sent))))
    lent.signal.yield()
    return nil
  }
}
