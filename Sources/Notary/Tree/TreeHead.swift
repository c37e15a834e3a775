public import Postgres
public import Transparency

/// How far a tree goes, and its root.
public struct TreeHead: Sendable, Hashable {
  /// The number of events; the last one's position.
  public var size: Int64
  /// The Merkle tree hash over them (RFC 6962 §2.1).
  public var root: TreeHash

  /// A head from its parts.
  public init(size: Int64, root: TreeHash) {
    self.size = size
    self.root = root
  }
}

extension Session {
  /// How many events the tree covers; the log may be ahead of it.
  /// - Throws: `NotaryError.treeDamaged` unless there is exactly one row.
  public func treeSize() throws -> Int64 { try treeHead().size }

  /// Size and root of the tree as the database has them, unchecked.
  /// - Throws: `NotaryError.treeDamaged` unless there is exactly one row.
  public func treeHead() throws -> TreeHead { try treeHead(lock: "") }

  /// The same, locked until the transaction's end: only one grows a tree at a time.
  func lockedTreeHead() throws -> TreeHead { try treeHead(lock: " FOR UPDATE") }

  private func treeHead(lock: String) throws -> TreeHead {
    let rows = try query("SELECT size, root FROM tree" + lock)
    guard rows.count == 1, let row = rows.first, let root = TreeHash(bytes: try row.bytes(1)) else {
      throw NotaryError(.treeDamaged, "Table tree has \(rows.count) rows instead of one. Type: esep verify")
    }
    return TreeHead(size: try row.int64(0), root: root)
  }
}
