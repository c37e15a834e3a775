import Synchronization

/// Counts ranges and estimates what is left. Used by several connections at once, hence the lock.
final class ProgressMeter: Sendable {
  private struct State {
    var done: Int64 = 0
    var all: Int64 = 0
    var doneHere: Int64 = 0
    var started = ContinuousClock.now
  }

  private let state = Mutex(State())
  private let progress: @Sendable (RebuildProgress) -> Void

  init(_ progress: @escaping @Sendable (RebuildProgress) -> Void) { self.progress = progress }

  func start(done: Int64, all: Int64) { state.withLock { $0 = State(done: done, all: all) } }

  func rangeDone(_ phase: RebuildProgress.Phase) {
    state.withLock {
      $0.done += 1
      $0.doneHere += 1
    }
    report(phase)
  }

  /// - Parameter isDone: only then are there 100 per cent; comparing and swapping come after the last range.
  func report(_ phase: RebuildProgress.Phase, isDone: Bool = false) {
    let state = state.withLock { $0 }
    let percent = isDone ? 100 : min(99, Int(state.done * 100 / max(1, state.all)))
    var secondsLeft: Int?
    if state.doneHere > 0 {
      let elapsed = Double((ContinuousClock.now - state.started).components.seconds) + 0.5
      secondsLeft = Int(elapsed * Double(state.all - state.done) / Double(state.doneHere))
    }
    progress(RebuildProgress(phase: phase, percent: percent, secondsLeft: secondsLeft))
  }
}
