/// The pool's state together with the tasks that wait. Kept under the pool's lock; what it returns is resumed outside the lock.
struct PoolRoom {
  typealias State = PoolState<Connection>
  typealias Continuation = CheckedContinuation<State.Grant, any Error>
  typealias Outcome = Result<State.Grant, any Error>

  /// A task to wake, and with what.
  struct Call {
    let continuation: Continuation
    let outcome: Outcome
    func resume() { continuation.resume(with: outcome) }
  }

  var state: State
  private var continuations: [State.Waiter: Continuation] = [:]
  /// Outcomes of waiters whose task has a number already, but has not yet gone to sleep.
  private var early: [State.Waiter: Outcome] = [:]

  init(size: Int) { state = State(size: size) }

  /// Puts the waiter's task to sleep; or gives its outcome, when that is there already.
  mutating func enrol(_ waiter: State.Waiter, _ continuation: Continuation) -> Call? {
    if let outcome = early.removeValue(forKey: waiter) { return Call(continuation: continuation, outcome: outcome) }
    continuations[waiter] = continuation
    return nil
  }

  mutating func giveBack(_ connection: Connection) -> (call: Call?, kept: Bool) {
    let (next, kept) = state.giveBack(connection)
    return (next.flatMap { settle($0.0, .success($0.1)) }, kept)
  }

  mutating func placeFreed() -> Call? {
    state.placeFreed().flatMap { settle($0.0, .success($0.1)) }
  }

  /// Ends a wait without a connection; nothing happens when it has been served already.
  mutating func fail(_ waiter: State.Waiter, _ error: PostgresError) -> Call? {
    state.abandon(waiter) ? settle(waiter, .failure(error)) : nil
  }

  mutating func close(_ error: PostgresError) -> (calls: [Call], idle: [Connection]) {
    let (waiters, idle) = state.close()
    return (waiters.compactMap { settle($0, .failure(error)) }, idle)
  }

  private mutating func settle(_ waiter: State.Waiter, _ outcome: Outcome) -> Call? {
    if let continuation = continuations.removeValue(forKey: waiter) { return Call(continuation: continuation, outcome: outcome) }
    early[waiter] = outcome
    return nil
  }
}
