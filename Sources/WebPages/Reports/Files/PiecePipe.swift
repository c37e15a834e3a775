import Foundation
import Synchronization

/// Carries pieces of a file from a thread that makes them to a task that sends them on.
///
/// Bounded: who makes them waits while `capacityBytes` are under way, so that a slow line costs time and no memory; and not for ever, so that a dead line
/// does not keep a connection to the database.
/// `@unchecked`: `state` is read and written under `condition` only.
final class PiecePipe: @unchecked Sendable {
  private enum End { case open, finished, abandoned }

  private let condition = NSCondition()
  private var pieces: [String] = []
  private var bytes = 0
  private var end = End.open
  private let (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

  private static let capacityBytes = 1 << 20
  private static let patienceSeconds = 60.0

  /// Adds a piece; waits for room.
  /// - Throws: `PipeProblem` when nobody takes the pieces any more.
  func push(_ piece: String) throws {
    condition.lock()
    defer { condition.unlock() }
    let deadline = Date(timeIntervalSinceNow: Self.patienceSeconds)
    while bytes >= Self.capacityBytes, end == .open { guard condition.wait(until: deadline) else { throw PipeProblem.tooSlow } }
    guard end == .open else { throw PipeProblem.abandoned }
    pieces.append(piece)
    bytes += piece.utf8.count
    signal.yield()
  }

  /// No more comes.
  func finish() {
    condition.withLock { if end == .open { end = .finished } }
    signal.finish()
  }

  /// Nobody takes them any more.
  func abandon() {
    condition.withLock {
      (end, pieces, bytes) = (.abandoned, [], 0)
      condition.broadcast()
    }
  }

  /// Hands over all pieces in order, until `finish`.
  func drain(_ take: (String) async throws -> Void) async throws {
    for await _ in signals { try await takeAll(take) }
    try await takeAll(take)
  }

  private func takeAll(_ take: (String) async throws -> Void) async throws {
    let taken = condition.withLock {
      let taken = pieces
      (pieces, bytes) = ([], 0)
      condition.broadcast()
      return taken
    }
    if !taken.isEmpty { try await take(taken.joined()) }
  }
}

/// Why a file was not written to its end.
enum PipeProblem: Error {
  case tooSlow, abandoned
}
