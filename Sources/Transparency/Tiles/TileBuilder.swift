/// Grows a tree leaf by leaf and hands out its tiles as they fill.
///
/// Keeps the partial tiles of the right edge (at most 255 hashes a level) and the full tiles not yet taken. A caller that takes them every
/// 65 536 leaves holds at most 2.1 MB of hashes, whatever the size of the tree.
public struct TileBuilder: Sendable {
  /// How many leaves the tree has.
  public private(set) var size: Int64
  /// The hashes of each level that do not make a full tile yet.
  private var levels: [[TreeHash]]
  private var full: [(tile: Tile, hashes: [UInt8])] = []

  /// The tree without leaves.
  public init() {
    size = 0
    levels = Array(repeating: [], count: Tile.levelCount)
  }

  /// Continues a tree from its right edge.
  /// - Parameters:
  ///   - size: How many leaves it has, not negative.
  ///   - rightEdge: Gives the hashes of each tile of `Tile.rightEdge(ofSize:)`. Of a tile that has grown since it may give more.
  /// - Precondition: at least as many hashes as the tile's width.
  public init(size: Int64, rightEdge: (Tile) throws -> [TreeHash]) rethrows {
    self.init()
    self.size = size
    for tile in Tile.rightEdge(ofSize: size) {
      let hashes = try rightEdge(tile)
      precondition(hashes.count >= tile.width, "The edge does not belong to a tree of \(size) leaves.")
      levels[tile.level] = Array(hashes.prefix(tile.width))
    }
  }

  /// Adds a leaf. O(1) on average: every 256th leaf hashes a tile together.
  public mutating func append(_ leaf: TreeHash) {
    size += 1
    levels[0].append(leaf)
    guard levels[0].count == Tile.maxWidth else { return }
    var level = 0
    while levels[level].count == Tile.maxWidth {
      full.append((Tile(level: level, index: (size >> Int64(Tile.height * (level + 1))) - 1), TreeHash.joined(levels[level])))
      let root = levels[level][...].completeRoot()
      levels[level].removeAll(keepingCapacity: true)
      level += 1
      levels[level].append(root)
    }
  }

  /// The tiles that filled since the last call, each with its 8192 bytes, in the order in which they filled.
  public mutating func takeFull() -> [(tile: Tile, hashes: [UInt8])] {
    defer { full = [] }
    return full
  }

  /// The partial tiles of the right edge as they stand now, from the leaves upwards.
  public func partial() -> [(tile: Tile, hashes: [UInt8])] {
    Tile.rightEdge(ofSize: size).map { ($0, TreeHash.joined(levels[$0.level])) }
  }

  /// The tree's right edge: the roots of its complete subtrees. Hashes at most 255 nodes a level.
  public var frontier: Frontier {
    var frontier = Frontier()
    for (level, hashes) in levels.enumerated().reversed() {
      for hash in hashes { frontier.appendSubtree(hash, height: Tile.height * level) }
    }
    return frontier
  }

  /// The root. Hashes at most 255 nodes a level.
  public var root: TreeHash { frontier.root }
}
