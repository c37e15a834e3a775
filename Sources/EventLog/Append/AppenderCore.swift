import Dispatch
import Postgres
import Synchronization

/// The running part of an appender: the queue behind its lock, and what empties it.
///
/// While all goes well, the connection's own thread takes batch after batch and wakes the callers itself (`work`); and a caller who comes alone, while that
/// thread rests, does it all on the spot, without any change of thread (`sendAlone`). When something goes wrong the thread leaves to the task, which may
/// wait and connect anew.
final class AppenderCore: Sendable {
  let limits: AppenderLimits
  private let options: ConnectionOptions
  let state: Mutex<State>
  /// Signalled when there is something for the connection's thread, and only while it rests.
  let arrival = DispatchSemaphore(value: 0)
  /// Rung when there is the first thing to take, or the end.
  private let doorbell: AsyncStream<Void>
  private let bell: AsyncStream<Void>.Continuation

  struct State {
    var group: GroupCommit<PendingAppend>
    var isFinishing = false
    var rest: Rest
    var task: Task<Void, Never>?
  }

  /// Batches that the connection's thread could not get an answer to, and why not to the first.
  struct Trouble: Sendable {
    let batch: [PendingAppend]
    var behind: [PendingAppend] = []
    let error: any Error
  }

  init(_ options: ConnectionOptions, _ limits: AppenderLimits) {
    self.options = options
    self.limits = limits
    state = Mutex(State(group: GroupCommit(limits.queue), rest: Rest(lookingForMicroseconds: limits.answerSpinMicroseconds)))
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
      return state.rest.ends()
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
    let mayGoAlone = Self.mayGoAlone(pending)
    let (admission, step) = try state.withLock { state in
      guard !state.isFinishing else { throw LogError(.closed, "The appender is closed; nothing was sent.") }
      let isFirst = state.group.isIdle
      let admission = state.group.offer(pending, pending.cost)
      if isFirst, mayGoAlone, let lent = state.rest.lend() {
        _ = state.group.takeBatch()
        return (admission, Step.sendAlone(lent))
      }
      return (admission, state.rest.ends() ? .wake : isFirst ? .ring : .nothing)
    }
    switch step {
    case .sendAlone(let lent): sendAlone(pending, lent)
    case .wake: arrival.signal()
    case .ring: bell.yield()
    case .nothing: break
    }
    switch admission {
    case .queued: break
    case .waiting: try await pending.waitForAdmission()
    case .refused: throw LogError(.overloaded, "Too many callers wait to append to this book; nothing was sent. Try again later.")
    }
    return pending
  }

  /// What a caller has to do so that their commits get on.
  private enum Step { case sendAlone(LentSession), wake, ring, nothing }

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
      trouble = state.withLock { $0.group.takeBatch() }.map { taken in
        for admitted in taken.admitted { admitted.admit() }
        return Trouble(batch: taken.batch, error: error)
      }
    }
    guard let trouble else { return }
    if await settle(trouble.batch, after: trouble.error, with: &sender) { signal.yield() }
    if !trouble.behind.isEmpty, await settle(trouble.behind, after: nil, with: &sender) { signal.yield() }
    state.withLock { $0.group.finishBatch() }
  }

  /// Gets a batch its answers, whatever they are, the careful way. True when anything was appended.
  private func settle(_ batch: [PendingAppend], after failure: (any Error)?, with sender: inout BatchSender) async -> Bool {
    if let first = batch.first, first.isInOrder {
      let result = await sender.send(inOrder: first.commits, after: failure)
      first.finish(result)
      return (try? result.get())?.contains(where: \.isAppended) ?? false
    }
    let results = await sender.send(batch.flatMap(\.commits), after: failure)
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
