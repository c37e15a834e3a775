import EventLog
import Postgres
import Synchronization

/// A log in whose way others come: something may happen just before an append, and reads may fail.
final class MeddledLog: WritableLog {
  /// What happens before the append of that number, counted from 1.
  typealias Meddling = @Sendable (Int) async throws -> Void

  private let log: SharedLog
  private let meddling: Meddling
  private let appends = Atomic<Int>(0)
  private let isDown = Atomic<Bool>(false)

  init(_ log: SharedLog, beforeAppend meddling: @escaping Meddling = { _ in }) { (self.log, self.meddling) = (log, meddling) }

  /// Lets every read fail from now on, or no longer.
  func goDown(_ down: Bool) { isDown.store(down, ordering: .sequentiallyConsistent) }

  func append(inOrder commits: [Commit]) async throws -> [Outcome] {
    try await meddling(appends.add(1, ordering: .sequentiallyConsistent).newValue)
    return try await log.append(inOrder: commits)
  }

  func read<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
    if isDown.load(ordering: .sequentiallyConsistent) { throw PostgresError(.connectionLost, "the cable was pulled") }
    return try await log.read(body)
  }
}
