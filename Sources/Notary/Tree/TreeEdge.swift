import Postgres
import Transparency

/// The tiles at a tree's right edge that are not full: all that is needed to go on.
struct TreeEdge {
  /// The last event's leaf hash; nil in an empty tree.
  let last: TreeHash?

  private let tiles: DatabaseTiles

  /// Reads what the tree has of its last event.
  /// - Throws: `NotaryError.treeDamaged` when that tile is missing or too narrow.
  init(of tree: TreeHead, _ session: Session) throws {
    tiles = DatabaseTiles(session)
    guard tree.size > 0 else {
      last = nil
      return
    }
    let (index, place) = (tree.size - 1).quotientAndRemainder(dividingBy: Int64(Tile.maxWidth))
    last = try tiles.hashes(of: Tile(level: 0, index: index, width: Int(place) + 1)).last
  }

  /// The hashes of a tile at the edge.
  func hashes(of tile: Tile) throws -> [TreeHash] { try tiles.hashes(of: tile) }
}
