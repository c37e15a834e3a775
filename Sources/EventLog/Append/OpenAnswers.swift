/// Outcomes that the callers of a batch have not been told yet. They are durable: what is owed is only the telling.
struct OpenAnswers {
  private let signal: AsyncStream<Void>.Continuation
  private var owed: (outcomes: [Outcome], batch: [PendingAppend])?

  /// `signal` is yielded to when something was appended, so that readers are notified.
  init(_ signal: AsyncStream<Void>.Continuation) { self.signal = signal }

  /// - Precondition: nothing is owed.
  mutating func owe(_ outcomes: [Outcome], to batch: [PendingAppend]) {
    precondition(owed == nil, "The batch before has not been answered.")
    owed = (outcomes, batch)
  }

  /// Tells everybody; a second call does nothing.
  mutating func give() {
    guard let (outcomes, batch) = owed.take() else { return }
    if let first = batch.first, first.isInOrder {
      first.finish(.success(outcomes))
    } else {
      var start = 0
      for pending in batch {
        pending.finish(.success(Array(outcomes[start..<start + pending.commits.count])))
        start += pending.commits.count
      }
    }
    if outcomes.contains(where: \.isAppended) { signal.yield() }
  }
}
