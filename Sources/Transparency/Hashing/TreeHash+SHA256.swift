import Crypto

/// The hashing of RFC 6962 §2.1. Leaves and nodes begin with different bytes, so that no leaf can be passed off as a node.
extension TreeHash {
  /// The root of the tree without leaves: SHA-256 of nothing.
  public static let emptyTree = sha256(UnsafeRawBufferPointer(start: nil, count: 0))

  /// The hash of a leaf: SHA-256 of 0x00 and the data. O(count).
  public static func leaf(_ data: UnsafeRawBufferPointer) -> TreeHash {
    var hasher = SHA256()
    var prefix: UInt8 = 0
    withUnsafeBytes(of: &prefix) { hasher.update(bufferPointer: $0) }
    hasher.update(bufferPointer: data)
    return TreeHash(hasher.finalize())
  }

  /// The hash of a leaf: SHA-256 of 0x00 and the data. O(count).
  public static func leaf(_ data: [UInt8]) -> TreeHash { data.withUnsafeBytes { leaf($0) } }

  /// The hash of the node above two others: SHA-256 of 0x01, the left and the right.
  public static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
    withUnsafeTemporaryAllocation(byteCount: 1 + 2 * byteCount, alignment: 8) { buffer in
      buffer[0] = 1
      left.store(into: buffer, at: 1)
      right.store(into: buffer, at: 1 + byteCount)
      return sha256(UnsafeRawBufferPointer(buffer))
    }
  }

  /// SHA-256 of bytes that already begin with their prefix.
  static func sha256(_ bytes: UnsafeRawBufferPointer) -> TreeHash {
    var hasher = SHA256()
    hasher.update(bufferPointer: bytes)
    return TreeHash(hasher.finalize())
  }

  private init(_ digest: SHA256.Digest) { self = digest.withUnsafeBytes { TreeHash(loading: $0, at: 0) } }
}
