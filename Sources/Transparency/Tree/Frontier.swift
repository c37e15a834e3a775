/// The right edge of a growing tree: the roots of its complete subtrees, the largest first. RFC 6962 §2.1 gives the same root.
///
/// A tree of n leaves has as many of them as n has ones in binary, so appending needs 32 bytes a level and nothing of the past.
public struct Frontier: Hashable, Sendable {
  /// How many leaves the tree has.
  public private(set) var size: Int64
  /// The roots of the complete subtrees, from the left and largest to the right and smallest.
  public private(set) var hashes: [TreeHash]

  /// The tree without leaves.
  public init() { (size, hashes) = (0, []) }

  /// A tree's edge as it was kept; nil when there are not as many hashes as the size has ones in binary.
  public init?(size: Int64, hashes: [TreeHash]) {
    guard size >= 0, size.nonzeroBitCount == hashes.count else { return nil }
    (self.size, self.hashes) = (size, hashes)
  }

  /// Adds a leaf. O(1) on average, O(log n) at worst.
  public mutating func append(_ leaf: TreeHash) { appendSubtree(leaf, height: 0) }

  /// Adds a complete subtree of 2^height leaves at once. The size has to be a multiple of 2^height, else the tree would not be one.
  public mutating func appendSubtree(_ root: TreeHash, height: Int) {
    precondition(0...62 ~= height && size.trailingZeroBitCount >= height, "a subtree of height \(height) cannot stand at \(size)")
    var (root, level) = (root, height)
    while size >> level & 1 == 1 {
      root = .node(hashes.removeLast(), root)
      level += 1
    }
    hashes.append(root)
    size += 1 << height
  }

  /// The root (RFC 6962 §2.1: MTH). O(log n).
  public var root: TreeHash {
    guard var root = hashes.last else { return .emptyTree }
    for hash in hashes.dropLast().reversed() { root = .node(hash, root) }
    return root
  }
}
