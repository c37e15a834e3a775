import Foundation
import Postgres
import Synchronization

/// Takes lines from a connection's thread to a reader who may be slower: the thread waits when the reader lags, so memory stays bounded.
final class RowPipe: Sendable {
  /// Pieces of many lines, in order.
  let pieces: AsyncThrowingStream<String, any Error>

  private let continuation: AsyncThrowingStream<String, any Error>.Continuation
  private let room = DispatchSemaphore(value: 4)
  private let text = Mutex("")
  private let isStopped = Atomic(false)

  private static let pieceBytes = 64 << 10
  /// How long a reader may take for one piece before the connection is given to others.
  private static let patience = DispatchTimeInterval.seconds(30)

  init() { (pieces, continuation) = AsyncThrowingStream.makeStream() }

  /// Adds a line. Blocks the calling thread while the reader lags.
  /// - Throws: when the reader has gone, or takes too long.
  func put(_ line: String) throws {
    let piece: String? = text.withLock { text in
      text += line
      guard text.utf8.count >= Self.pieceBytes else { return nil }
      defer { text = "" }
      return text
    }
    if let piece { try send(piece) }
  }

  /// Ends it.
  func finish() throws {
    let rest = text.withLock { $0 }
    if !rest.isEmpty { try send(rest) }
    continuation.finish()
  }

  /// Ends it with an error.
  func fail(_ error: any Error) { continuation.finish(throwing: error) }

  /// The reader has taken a piece.
  func taken() { room.signal() }

  /// The reader goes.
  func stop() {
    isStopped.store(true, ordering: .releasing)
    room.signal()
  }

  private func send(_ piece: String) throws {
    guard room.wait(timeout: .now() + Self.patience) == .success, !isStopped.load(ordering: .acquiring) else { throw CancellationError() }
    continuation.yield(piece)
  }
}
