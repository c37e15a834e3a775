import Dispatch
import Postgres
import Synchronization

/// The running part of an appender: the queue behind its lock, and what empties it.
///
/// While all goes well, the connection's own thread takes batch after batch and wakes the callers itself: from a caller to the server and back there are two
/// changes of thread and no more. When something goes wrong it leaves to the task, which may wait and connect anew.
final class AppenderCore: Sendable {
  let limits: AppenderLimits
  private let options: ConnectionOptions
  private let state: Mutex<State>
  /// Signalled when there is something for the connection's thread, and only while it waits.
  private let arrival = DispatchSemaphore(value: 0)
  /// Rung when there is the first thing to take, or the end.
  private let doorbell: AsyncStream<Void>
  private let bell: AsyncStream<Void>.Continuation

  private struct State {
    var group: GroupCommit<PendingAppend>
    var isFinishing = false
    /// Whether the connection's thread sleeps until `arrival`.
    var isThreadWaiting = false
    var task: Task<Void, Never>?

    /// Whether the thread is to be woken, which is then to be done.
    mutating func wakes() -> Bool {
      defer { isThreadWaiting = false }
      return isThreadWaiting
    }
  }

  /// A batch that the connection's thread could not get an answer to.
  private struct Trouble: Sendable {
    let batch: [PendingAppend]
    let error: any Error
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
    let wakes = state.withLock { state in
      state.isFinishing = true
      return state.wakes()
    }
    if wakes { arrival.signal() }
    bell.yield()
  }

  func finished() async {
    await state.withLock { $0.task }?.value
  }

  /// Queues commits, suspending while there is no room.
  func enqueue(_ commits: [Commit], inOrder: Bool = false) async throws -> PendingAppend {
    try Task.checkCancellation()
    let pending = inOrder ? PendingAppend(inOrder: commits, filling: limits.queue.batch) : PendingAppend(commits)
    let (admission, wakes, isFirst) = try state.withLock { state in
      guard !state.isFinishing else { throw LogError(.closed, "The appender is closed; nothing was sent.") }
      let isFirst = state.group.isIdle
      return (state.group.offer(pending, pending.cost), state.wakes(), isFirst)
    }
    if wakes { arrival.signal() } else if isFirst { bell.yield() }
    switch admission {
    case .queued: break
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
        while !isOver && !isIdle { await serve(&sender, signal) }
        if isOver { break }
      }
      signal.finish()
      await sender.close()
    }
  }

  private var isOver: Bool { state.withLock { $0.isFinishing && $0.group.isIdle } }
  private var isIdle: Bool { state.withLock { $0.group.isIdle } }

  /// Lets the connection's thread work until the end, or until a batch is in trouble, and then settles that.
  private func serve(_ sender: inout BatchSender, _ signal: AsyncStream<Void>.Continuation) async {
    let trouble: Trouble?
    do {
      let connection = try await sender.connected()
      trouble = try await connection.run { [self] session in work(session, signal) }
    } catch {
      // No connection, or none any more: the next batch is what is in trouble.
      trouble = takeBatch().map { Trouble(batch: $0, error: error) }
    }
    guard let trouble else { return }
    if await settle(trouble, with: &sender) { signal.yield() }
    state.withLock { $0.group.finishBatch() }
  }

  /// On the connection's thread: batch after batch, waiting for more in between. The callers of a batch are answered while the server is at the next one.
  private func work(_ session: Session, _ signal: AsyncStream<Void>.Continuation) -> Trouble? {
    var manner = AppendManner()
    var answers = OpenAnswers(signal)
    defer { answers.give() }
    while true {
      while let batch = takeBatch() {
        do {
          let outcomes = try session.limited(toMilliseconds: limits.batchTimeoutMilliseconds) {
            try send(batch, session, &manner) { answers.give() }
          }
          answers.give()
          answers.owe(outcomes, to: batch)
        } catch {
          return Trouble(batch: batch, error: error)
        }
        state.withLock { $0.group.finishBatch() }
      }
      answers.give()
      if waitForWork() { return nil }
    }
  }

  /// True when there will be none any more.
  private func waitForWork() -> Bool {
    // A lone writer's next commit is here within some twenty microseconds; sleeping and being woken would take longer than that.
    let patience = ContinuousClock.now + .microseconds(limits.spinMicroseconds)
    repeat {
      if state.withLock({ !$0.group.isIdle }) { return false }
    } while ContinuousClock.now < patience
    // What has come since did not signal, because nobody waited: it is to be looked for again.
    let (isOver, waits) = state.withLock { state in
      state.isThreadWaiting = state.group.isIdle && !state.isFinishing
      return (state.group.isIdle && state.isFinishing, state.isThreadWaiting)
    }
    if waits { arrival.wait() }
    return isOver
  }

  private func takeBatch() -> [PendingAppend]? {
    let taken = state.withLock { $0.group.takeBatch() }
    for admitted in taken?.admitted ?? [] { admitted.admit() }
    return taken?.batch
  }

  private func send(_ batch: [PendingAppend], _ session: Session, _ manner: inout AppendManner, meanwhile: () -> Void) throws -> [Outcome] {
    if let first = batch.first, first.isInOrder { return try session.appendBatch(inOrder: first.commits, &manner, meanwhile: meanwhile) }
    return try session.appendBatch(batch.count == 1 ? batch[0].commits : batch.flatMap(\.commits), &manner, meanwhile: meanwhile)
  }

  /// Gets a batch in trouble its answers, whatever they are. True when anything was appended.
  private func settle(_ trouble: Trouble, with sender: inout BatchSender) async -> Bool {
    if let first = trouble.batch.first, first.isInOrder {
      let result = await sender.send(inOrder: first.commits, after: trouble.error)
      first.finish(result)
      return (try? result.get())?.contains(where: \.isAppended) ?? false
    }
    let results = await sender.send(trouble.batch.flatMap(\.commits), after: trouble.error)
    var appendedAny = false
    var start = 0
    for pending in trouble.batch {
      let own = results[start..<start + pending.commits.count]
      start += pending.commits.count
      pending.finish(Result { try own.map { try $0.get() } })
      appendedAny = appendedAny || own.contains { if case .success(.appended) = $0 { true } else { false } }
    }
    return appendedAny
  }
}
