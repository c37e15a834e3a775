import Crypto

/// A SHA-256 hash of a Merkle tree: of one leaf, or of everything below one node.
///
/// The 32 bytes lie inside the value and never on the heap, so a book's hashes cost exactly their size.
public struct TreeHash: Hashable, Sendable {
  /// The bytes in the order of memory, so that four loads and four stores are the whole conversion.
  private let word0: UInt64, word1: UInt64, word2: UInt64, word3: UInt64

  /// How many bytes a hash has.
  public static let byteCount = 32

  /// From its bytes; nil unless there are exactly 32.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    self = withUnsafeTemporaryAllocation(byteCount: Self.byteCount, alignment: 8) { buffer in
      buffer.copyBytes(from: bytes)
      return TreeHash(loading: UnsafeRawBufferPointer(buffer), at: 0)
    }
  }

  /// From base64 (RFC 4648 §4), in the only spelling the encoder gives; nil otherwise.
  public init?(base64: String) {
    guard let bytes = Base64.decode(base64.utf8) else { return nil }
    self.init(bytes: bytes)
  }

  /// From 32 bytes of a buffer; the caller has made sure that they are there.
  init(loading buffer: UnsafeRawBufferPointer, at offset: Int) {
    word0 = buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    word1 = buffer.loadUnaligned(fromByteOffset: offset &+ 8, as: UInt64.self)
    word2 = buffer.loadUnaligned(fromByteOffset: offset &+ 16, as: UInt64.self)
    word3 = buffer.loadUnaligned(fromByteOffset: offset &+ 24, as: UInt64.self)
  }

  /// Puts the 32 bytes into a buffer; the caller has made sure that they fit.
  func store(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) {
    buffer.storeBytes(of: word0, toByteOffset: offset, as: UInt64.self)
    buffer.storeBytes(of: word1, toByteOffset: offset &+ 8, as: UInt64.self)
    buffer.storeBytes(of: word2, toByteOffset: offset &+ 16, as: UInt64.self)
    buffer.storeBytes(of: word3, toByteOffset: offset &+ 24, as: UInt64.self)
  }

  /// The 32 bytes.
  public var bytes: [UInt8] { withBytes { Array($0) } }

  /// The 32 bytes as base64 (RFC 4648 §4): the form of checkpoints and proofs.
  public var base64: String { withBytes { Base64.encode($0) } }

  /// Lends the 32 bytes for the duration of the call.
  public func withBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R { withUnsafeBytes(of: self) { body($0) } }
}

extension TreeHash: CustomStringConvertible {
  /// The same as `base64`.
  public var description: String { base64 }
}
