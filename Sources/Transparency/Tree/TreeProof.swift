/// Checks proofs with nothing but the proof. The algorithms are those of RFC 9162; the proofs are the same as RFC 6962's.
public enum TreeProof {
  /// Whether the path shows that the tree with this root and size has this leaf at this index (RFC 9162 §2.1.3.2). O(log size).
  ///
  /// False for every index or size out of range, and for a path too short or too long.
  public static func verifyInclusion(leaf: TreeHash, index: Int64, size: Int64, path: [TreeHash], root: TreeHash) -> Bool {
    guard index >= 0, index < size else { return false }
    var (node, last, hash) = (index, size - 1, leaf)
    for sibling in path {
      guard last > 0 else { return false }
      if node & 1 == 1 || node == last {
        hash = .node(sibling, hash)
        // The rightmost node has no right sibling on the levels where the tree is not complete: there it moves up by itself.
        while node & 1 == 0, node != 0 { (node, last) = (node >> 1, last >> 1) }
      } else {
        hash = .node(hash, sibling)
      }
      (node, last) = (node >> 1, last >> 1)
    }
    return last == 0 && hash == root
  }

  /// Whether the path shows that a tree grew out of an older one by appending only (RFC 9162 §2.1.4.2). O(log size).
  ///
  /// Of the empty tree every tree grew, and of itself every tree, both with an empty path. False for sizes out of range or in the wrong order.
  public static func verifyConsistency(
    from oldSize: Int64, root oldRoot: TreeHash, to newSize: Int64, root newRoot: TreeHash, path: [TreeHash]
  ) -> Bool {
    guard oldSize >= 0, oldSize <= newSize else { return false }
    if oldSize == newSize { return path.isEmpty && oldRoot == newRoot }
    if oldSize == 0 { return path.isEmpty && oldRoot == .emptyTree }
    var rest = path[...]
    // An old tree that is complete is itself the first node; the proof leaves it out.
    var first = oldRoot
    if oldSize & (oldSize - 1) != 0 {
      guard let given = rest.popFirst() else { return false }
      first = given
    }
    var (node, last) = (oldSize - 1, newSize - 1)
    while node & 1 == 1 { (node, last) = (node >> 1, last >> 1) }
    var (old, new) = (first, first)
    for sibling in rest {
      guard last > 0 else { return false }
      if node & 1 == 1 || node == last {
        (old, new) = (.node(sibling, old), .node(sibling, new))
        while node & 1 == 0, node != 0 { (node, last) = (node >> 1, last >> 1) }
      } else {
        new = .node(new, sibling)
      }
      (node, last) = (node >> 1, last >> 1)
    }
    return last == 0 && old == oldRoot && new == newRoot
  }
}
