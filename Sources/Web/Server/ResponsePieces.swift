import NIOCore

/// Between a page that writes a file and the answer that carries it: pieces of some kilobytes, one waiting at most, so that a slow reader slows the
/// writer down and memory stays bounded.
actor ResponsePieces: PieceWriter {
  private var held = ByteBuffer()
  private var ready: ByteBuffer?
  private var isEnded = false
  private var taker: CheckedContinuation<ByteBuffer?, Never>?
  private var givers: [CheckedContinuation<Void, Never>] = []
  private static let pieceBytes = 32_768

  func write(_ text: String) async throws {
    held.writeString(text)
    try await send(from: Self.pieceBytes)
  }

  func write(_ bytes: [UInt8]) async throws {
    held.writeBytes(bytes)
    try await send(from: Self.pieceBytes)
  }

  /// Gives what is left; there will be no more.
  func finish() async throws {
    try await send(from: 1)
    end()
  }

  /// The next piece; nil at the end.
  func next() async -> ByteBuffer? {
    if let piece = ready {
      ready = nil
      if !givers.isEmpty { givers.removeFirst().resume() }
      return piece
    }
    if isEnded { return nil }
    return await withCheckedContinuation { taker = $0 }
  }

  /// Nobody takes or gives any more.
  func end() {
    isEnded = true
    taker?.resume(returning: nil)
    taker = nil
    for giver in givers { giver.resume() }
    givers = []
  }

  private func send(from bytes: Int) async throws {
    guard held.readableBytes >= bytes else { return }
    let piece = held
    held = ByteBuffer()
    while ready != nil, !isEnded { await withCheckedContinuation { givers.append($0) } }
    // The reader went away: the writer stops.
    if isEnded { throw CancellationError() }
    if let waiting = taker {
      taker = nil
      waiting.resume(returning: piece)
    } else {
      ready = piece
    }
  }
}
