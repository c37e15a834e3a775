/// A tile of a tree: up to 256 neighbouring hashes of one height (C2SP tlog-tiles).
///
/// The hashes of level 0 are leaves; each hash of a higher level is the root over one full tile of the level below.
public struct Tile: Hashable, Sendable {
  /// How many levels of the tree lie between a tile's hashes and the hash above it.
  public static let height = 8
  /// How many hashes a full tile has.
  public static let maxWidth = 256
  /// How many levels of tiles a tree of at most 2⁶³ − 1 leaves can have.
  public static let levelCount = 8

  /// The level, from 0 (leaves) upwards.
  public var level: Int
  /// Its number within the level, from 0.
  public var index: Int64
  /// How many hashes it has, 1 to 256.
  public var width: Int

  /// A tile from its parts; full unless a width says otherwise.
  public init(level: Int, index: Int64, width: Int = Tile.maxWidth) {
    precondition(level >= 0 && index >= 0 && 1...Tile.maxWidth ~= width, "there is no tile \(level)/\(index) of width \(width)")
    (self.level, self.index, self.width) = (level, index, width)
  }

  /// Whether it has all its hashes, and so never changes again.
  public var isFull: Bool { width == Tile.maxWidth }

  /// How many hashes stand at a level in a tree of a size: ⌊size / 256^level⌋.
  public static func hashCount(atLevel level: Int, ofSize size: Int64) -> Int64 { level < levelCount ? size >> Int64(height * level) : 0 }

  /// The same tile as a tree of a size has it, which must reach to the tile.
  func limited(toTreeOf size: Int64) -> Tile {
    let before = index << Int64(Tile.height)
    return Tile(level: level, index: index, width: Int(min(Int64(Tile.maxWidth), Tile.hashCount(atLevel: level, ofSize: size) - before)))
  }

  /// All tiles of a tree, the leaves' first, from left to right. Lazy: nothing is kept.
  public static func all(ofSize size: Int64) -> some Sequence<Tile> {
    (0..<levelCount).lazy.flatMap { level in tiles(atLevel: level, ofSize: size) }
  }

  /// The tiles of one level of a tree, from left to right. Lazy.
  public static func tiles(atLevel level: Int, ofSize size: Int64) -> some Sequence<Tile> {
    let count = hashCount(atLevel: level, ofSize: size)
    return (0..<(count + Int64(maxWidth) - 1) >> Int64(height)).lazy.map { index in
      Tile(level: level, index: index, width: Int(min(Int64(maxWidth), count - index << Int64(height))))
    }
  }

  /// The partial tiles at the right edge of a tree, from the leaves upwards; levels that end with a full tile have none.
  public static func rightEdge(ofSize size: Int64) -> [Tile] {
    (0..<levelCount).compactMap { level in
      let count = hashCount(atLevel: level, ofSize: size)
      let width = Int(count & Int64(maxWidth - 1))
      return width == 0 ? nil : Tile(level: level, index: count >> Int64(height), width: width)
    }
  }
}
