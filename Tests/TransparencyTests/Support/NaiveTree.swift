import Crypto

/// RFC 6962 §2.1 word for word, on byte arrays: what the tests hold everything against.
enum NaiveTree {
  static func hash(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

  static func leaf(_ data: [UInt8]) -> [UInt8] { hash([0] + data) }

  /// MTH(D[n]) over leaf hashes.
  static func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
    if leaves.isEmpty { return hash([]) }
    if leaves.count == 1 { return leaves[leaves.startIndex] }
    var split = 1
    while split * 2 < leaves.count { split *= 2 }
    return hash([1] + root(leaves.prefix(split)) + root(leaves.dropFirst(split)))
  }
}
