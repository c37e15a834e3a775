import Crypto
import Synchronization

/// A new file that is hashed while it is written. Memory stays bounded whatever its length.
public final class HashedFile: Sendable {
  /// Bytes gathered before they are hashed and written at once.
  private static let bufferBytes = 1 << 18

  private struct State {
    var descriptor: Int32?
    var buffer: [UInt8] = []
    var hash = SHA256()

    mutating func flush(_ path: String) throws(BundleProblem) {
      guard let descriptor, !buffer.isEmpty else { return }
      let error = buffer.withUnsafeBytes { bytes in
        hash.update(bufferPointer: bytes)
        return SystemFile.writeAll(descriptor, bytes)
      }
      buffer.removeAll(keepingCapacity: true)
      if let error {
        throw BundleProblem("\(path) cannot be written any further: \(SystemFile.text(of: error.number)). What is there is not whole; remove it")
      }
    }
  }

  /// Where it lies.
  public let path: String
  private let state: Mutex<State>

  /// Makes the file, or empties one that is there.
  /// - Throws: `BundleProblem` when it cannot be made.
  public init(_ path: String) throws(BundleProblem) {
    self.path = path
    switch SystemFile.create(path) {
    case .success(let descriptor): state = Mutex(State(descriptor: descriptor))
    case .failure(let error):
      throw BundleProblem("\(path) cannot be written: \(SystemFile.text(of: error.number)); name another place")
    }
  }

  deinit {
    state.withLock { state in
      if let descriptor = state.descriptor { _ = SystemFile.closeFile(descriptor) }
    }
  }

  /// Adds UTF-8 text.
  /// - Throws: `BundleProblem` when the disk is full, say.
  public func write(_ text: String) throws(BundleProblem) {
    try state.withLock { state throws(BundleProblem) in
      state.buffer.append(contentsOf: text.utf8)
      if state.buffer.count >= Self.bufferBytes { try state.flush(path) }
    }
  }

  /// Adds bytes, and a line feed if they are a line.
  /// - Throws: `BundleProblem` when the disk is full, say.
  public func write(_ bytes: UnsafeRawBufferPointer, isLine: Bool = false) throws(BundleProblem) {
    try state.withLock { state throws(BundleProblem) in
      state.buffer.append(contentsOf: bytes)
      if isLine { state.buffer.append(0x0A) }
      if state.buffer.count >= Self.bufferBytes { try state.flush(path) }
    }
  }

  /// Writes what is left and closes the file.
  /// - Returns: its SHA-256 in hexadecimal digits.
  public func close() throws(BundleProblem) -> String {
    try state.withLock { state throws(BundleProblem) in
      try state.flush(path)
      if let descriptor = state.descriptor, let error = SystemFile.closeFile(descriptor) {
        throw BundleProblem("\(path) cannot be written to its end: \(SystemFile.text(of: error.number)). What is there is not whole; remove it")
      }
      state.descriptor = nil
      return Hexadecimal.text(of: state.hash.finalize())
    }
  }
}
