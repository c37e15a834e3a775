import Transparency

/// Tiles as a builder gave them out, full ones and the right edge.
struct TilesInMemory: TileReader {
  private var full: [Tile: [TreeHash]] = [:]
  private var edge: [Tile: [TreeHash]] = [:]
  private var builder = TileBuilder()

  var size: Int64 { builder.size }
  var root: TreeHash { builder.root }

  mutating func append(_ leaf: TreeHash) {
    builder.append(leaf)
    for (tile, bytes) in builder.takeFull() { full[tile] = TreeHash.split(bytes) }
    edge = Dictionary(uniqueKeysWithValues: builder.partial().map { ($0, TreeHash.split($1) ?? []) })
  }

  /// What is asked of an older, smaller tree is the beginning of a wider tile.
  func hashes(of tile: Tile) throws -> [TreeHash] {
    let whole = full[Tile(level: tile.level, index: tile.index)] ?? edge.first { $0.key.level == tile.level && $0.key.index == tile.index }?.value
    guard let whole, whole.count >= tile.width else { throw Missing(tile: tile) }
    return Array(whole.prefix(tile.width))
  }

  /// A builder that goes on from what is kept here.
  func resumed() -> TileBuilder { TileBuilder(size: size) { edge[$0] ?? [] } }

  struct Missing: Error { let tile: Tile }
}
