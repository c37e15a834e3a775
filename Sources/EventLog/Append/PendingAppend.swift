import Synchronization

/// Commits of one caller on their way through the group commit, and the caller waiting for them.
final class PendingAppend: Sendable {
  let commits: [Commit]
  let cost: BatchCost
  /// Whether they build on one another, and so go alone.
  let isInOrder: Bool
  private let admission = Promise<Void>()
  private let answer = Promise<[Outcome]>()

  init(_ commits: [Commit]) {
    self.commits = commits
    (cost, isInOrder) = (BatchCost(commits), false)
  }

  /// Commits in order. They cost a whole batch, so that no others join them; a single one is as any other.
  init(inOrder commits: [Commit], filling batch: BatchLimits) {
    self.commits = commits
    isInOrder = commits.count > 1
    var cost = BatchCost(commits)
    if isInOrder { cost.commits = max(cost.commits, batch.commitsMax) }
    self.cost = cost
  }

  func admit() { admission.resolve(.success(())) }

  func finish(_ result: Result<[Outcome], any Error>) {
    if case .failure(let error) = result { admission.resolve(.failure(error)) }
    answer.resolve(result)
  }

  func waitForAdmission() async throws { try await admission.value() }

  func outcomes() async throws -> [Outcome] { try await answer.value() }
}

/// A value that is there later. Resolved once, awaited by one task, which stops waiting when it is cancelled.
private final class Promise<Value: Sendable>: Sendable {
  private enum State {
    case open
    case awaited(CheckedContinuation<Value, any Error>)
    case resolved(Result<Value, any Error>)
  }

  private let state = Mutex<State>(.open)

  func resolve(_ result: Result<Value, any Error>) {
    let waiter: CheckedContinuation<Value, any Error>? = state.withLock { state in
      switch state {
      case .open:
        state = .resolved(result)
        return nil
      case .awaited(let waiter):
        state = .resolved(result)
        return waiter
      case .resolved:
        return nil
      }
    }
    waiter?.resume(with: result)
  }

  func value() async throws -> Value {
    if case .resolved(let result) = state.withLock({ $0 }) { return try result.get() }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let result: Result<Value, any Error>? = state.withLock { state in
          if case .resolved(let result) = state { return result }
          state = .awaited(continuation)
          return nil
        }
        if let result { continuation.resume(with: result) }
      }
    } onCancel: {
      resolve(.failure(CancellationError()))
    }
  }
}
