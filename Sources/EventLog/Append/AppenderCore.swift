import Postgres
import Synchronization

/// The running part of an appender: the queue behind its lock, and the task that empties it.
final class AppenderCore: Sendable {
  let limits: AppenderLimits
  private let options: ConnectionOptions
  private let state: Mutex<State>
  /// Rung when there may be something to take; rings while nobody listens collapse into one.
  private let doorbell: AsyncStream<Void>
  private let bell: AsyncStream<Void>.Continuation

  private struct State {
    var group: GroupCommit<PendingAppend>
    var isFinishing = false
    var task: Task<Void, Never>?
  }

  init(_ options: ConnectionOptions, _ limits: AppenderLimits) {
    self.options = options
    self.limits = limits
    state = Mutex(State(group: GroupCommit(limits.queue)))
    (doorbell, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
  }

  /// Starts the one task of this appender. It is not a child of the caller's task, because callers come and go while it works for all of them;
  /// `finish` ends it and `finished` waits for it.
  func start() {
    state.withLock { $0.task = Task { await self.run() } }
  }

  func finish() {
    state.withLock { $0.isFinishing = true }
    bell.yield()
  }

  func finished() async {
    await state.withLock { $0.task }?.value
  }

  /// Queues commits, suspending while there is no room.
  func enqueue(_ commits: [Commit], inOrder: Bool = false) async throws -> PendingAppend {
    try Task.checkCancellation()
    let pending = inOrder ? PendingAppend(inOrder: commits, filling: limits.queue.batch) : PendingAppend(commits)
    let admission = try state.withLock { state in
      guard !state.isFinishing else { throw LogError(.closed, "The appender is closed; nothing was sent.") }
      return state.group.offer(pending, pending.cost)
    }
    switch admission {
    case .queued: bell.yield()
    case .waiting: try await pending.waitForAdmission()
    case .refused: throw LogError(.overloaded, "Too many callers wait to append to this book; nothing was sent. Try again later.")
    }
    return pending
  }

  private func run() async {
    let (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await Notifier(self.options, self.limits).run(signals) }
      var sender = BatchSender(options, limits)
      for await _ in doorbell {
        while let pending = takeBatch() {
          if await send(pending, with: &sender) { signal.yield() }
          state.withLock { $0.group.finishBatch() }
        }
        if state.withLock({ $0.isFinishing && $0.group.isIdle }) { break }
      }
      signal.finish()
      await sender.close()
    }
  }

  private func takeBatch() -> [PendingAppend]? {
    let taken = state.withLock { $0.group.takeBatch() }
    for admitted in taken?.admitted ?? [] { admitted.admit() }
    return taken?.batch
  }

  /// Sends one batch and answers everybody in it. True when anything was appended.
  private func send(_ batch: [PendingAppend], with sender: inout BatchSender) async -> Bool {
    if let first = batch.first, first.isInOrder {
      let result = await sender.send(inOrder: first.commits)
      first.finish(result)
      return (try? result.get())?.contains(where: \.isAppended) ?? false
    }
    let results = await sender.send(batch.flatMap(\.commits))
    var appendedAny = false
    var start = 0
    for pending in batch {
      let own = results[start..<start + pending.commits.count]
      start += pending.commits.count
      pending.finish(Result { try own.map { try $0.get() } })
      appendedAny = appendedAny || own.contains { if case .success(.appended) = $0 { true } else { false } }
    }
    return appendedAny
  }
}
