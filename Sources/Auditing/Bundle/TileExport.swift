import EventLog
public import Exchange
public import Notary
public import Postgres
import Transparency

/// Writes a book's tree as files that any C2SP tlog-tiles client reads: checkpoint, tiles, and the entries under them.
public struct TileExport: Sendable {
  private let options: ConnectionOptions
  private let checkpoint: StoredCheckpoint

  /// An export of the book that is the options' search path, as of a signed checkpoint of it.
  public init(options: ConnectionOptions, checkpoint: StoredCheckpoint) { (self.options, self.checkpoint) = (options, checkpoint) }

  /// Fills the folder.
  /// - Parameter progress: told the events done and to do.
  /// - Returns: the bundles of entries that were left out, because an event in them is longer than 65 535 bytes.
  /// - Throws: `BundleProblem` when the events do not give the root that was signed, or the disk is full; `PostgresError`.
  public func write(
    to folder: NewFolder, progress: @escaping @Sendable (_ done: Int64, _ total: Int64) -> Void
  ) async throws -> [String] {
    let checkpoint = checkpoint
    let omitted = try await withSession(options) { session in
      var (tree, entries) = (TreeFiles(folder), EntryFiles(folder))
      try session.forEachLeaf(through: checkpoint.size, progress: progress) { _, leaf in
        try tree.append(TreeHash.leaf(leaf))
        try entries.append(leaf)
      }
      try tree.finish()
      try entries.finish()
      try checkpoint.requireRoot(tree.root)
      return entries.omitted
    }
    // Last: whoever finds it finds all the rest.
    try folder.write(BundlePath.checkpoint, checkpoint.note)
    return omitted
  }
}

extension StoredCheckpoint {
  /// - Throws: `BundleProblem` unless the events have the root that was signed.
  func requireRoot(_ root: TreeHash) throws(BundleProblem) {
    guard root == self.root else {
      throw BundleProblem("The first \(size) events are not those that were signed: their root is \(root), not \(self.root). Type: esep verify")
    }
  }
}
