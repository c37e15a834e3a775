/// What it takes to make answers anew before they are asked for.
extension ReportCache {
  /// How long ago somebody asked at most.
  private static let recent = Duration.seconds(60)

  /// The answer to be made anew next, of those that were asked for in the last minute.
  var overtaken: Question? {
    state.withLock { $0.answers.overtaken(costing: .milliseconds(4), asked: Self.recent, now: .now) }
  }

  /// Whether somebody asked for anything in the last minute.
  var isInDemand: Bool { state.withLock { $0.answers.lastAskedAt.map { $0 + Self.recent >= .now } ?? false } }

  /// Wakes who waits until the book moves; who comes later does not wait.
  func bookMoved() {
    let waiting = state.withLock { state in
      state.hasMoved = state.waitingForMove == nil
      defer { state.waitingForMove = nil }
      return state.waitingForMove
    }
    waiting?.resume()
  }

  /// Returns once `bookMoved` has been called since this returned last, or the task is cancelled. For one task.
  func waitUntilBookMoves() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          if !state.hasMoved { state.waitingForMove = continuation }
          defer { state.hasMoved = false }
          return state.hasMoved
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      bookMoved()
    }
  }
}
