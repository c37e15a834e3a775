import Exchange
import Transparency

/// The tiles of a tree while it grows leaf by leaf: each is written when it is full, those at the right edge at the end (C2SP tlog-tiles).
struct TreeFiles {
  private let folder: NewFolder
  private var builder = TileBuilder()

  init(_ folder: NewFolder) { self.folder = folder }

  var size: Int64 { builder.size }
  var root: TreeHash { builder.root }

  mutating func append(_ leaf: TreeHash) throws {
    builder.append(leaf)
    if builder.size & 255 == 0 { try write(builder.takeFull()) }
  }

  /// Writes what is not full.
  mutating func finish() throws { try write(builder.takeFull() + builder.partial()) }

  private func write(_ tiles: [(Tile, [UInt8])]) throws {
    for (tile, hashes) in tiles { try folder.write(tile.path, hashes) }
  }
}
