/// Hashes one after another, as tiles keep them.
extension TreeHash {
  /// The hashes' bytes, one hash after another.
  public static func joined(_ hashes: some Collection<TreeHash>) -> [UInt8] {
    let count = hashes.count * byteCount
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      for (number, hash) in hashes.enumerated() { hash.store(into: raw, at: number &* byteCount) }
      filled = count
    }
  }

  /// The hashes that stand one after another in bytes; nil when they do not divide by 32.
  public static func split(_ bytes: [UInt8]) -> [TreeHash]? { bytes.withUnsafeBytes { split($0) } }

  /// The hashes that stand one after another in bytes; nil when they do not divide by 32.
  public static func split(_ bytes: UnsafeRawBufferPointer) -> [TreeHash]? {
    guard bytes.count.isMultiple(of: byteCount) else { return nil }
    return (0..<bytes.count / byteCount).map { TreeHash(loading: bytes, at: $0 &* byteCount) }
  }
}
