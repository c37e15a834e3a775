import EventLog
import Postgres
import Transparency

/// The tiles of a stretch as the database has them: those with its leaves, and the one above them.
struct StoredTiles {
  /// The events before the stretch, and up to where the tree covers it.
  private let start: Int64
  private let end: Int64
  private var leaves: [[UInt8]] = []
  private var upper: [UInt8] = []

  init(start: Int64, end: Int64) {
    self.start = start
    self.end = end
  }

  private var fullTiles: Int { Int(max(0, end - start) >> 8) }

  /// Reads them and notes what is missing.
  mutating func read(_ session: Session, _ flaws: inout Flaws) throws {
    guard end > start else { return }
    leaves = [[UInt8]](repeating: [], count: Int((end - start + 255) >> 8))
    let first = start >> 8
    let rows = try session.query(
      "SELECT level, index, hashes FROM tile WHERE level = 0 AND index BETWEEN $1 AND $2 OR level = 1 AND index = $3",
      [.int64(first), .int64((end - 1) >> 8), .int64(start >> 16)])
    for row in rows {
      if try row.int64(0) == 1 { upper = try row.bytes(2) } else { leaves[Int(try row.int64(1) - first)] = try row.bytes(2) }
    }
    for (place, hashes) in leaves.enumerated() {
      let (index, have) = (first + Int64(place), hashes.count / 32)
      let width = Int(min(256, end - index << 8))
      if have < width { flaws.add(index << 8 + Int64(have) + 1, Self.short(Tile(level: 0, index: index, width: width), have)) }
    }
    if fullTiles > 0, upper.count < fullTiles * 32 {
      let have = upper.count / 32
      flaws.add(start + Int64(have) << 8 + 1, Self.short(Tile(level: 1, index: start >> 16, width: fullTiles), have))
    }
  }

  private static func short(_ tile: Tile, _ have: Int) -> String {
    have == 0 ? "tile \(tile.path) is missing." : "tile \(tile.path) has \(have) hashes instead of \(tile.width)."
  }

  /// Whether the leaf is the one of the tile, or the tile does not go so far.
  func remembers(_ leaf: TreeHash, at index: Int64) -> Bool {
    guard index < end else { return true }
    let tile = leaves[Int((index - start) >> 8)]
    let place = Int(index & 255) * 32
    guard place + 32 <= tile.count else { return true }
    return tile.withUnsafeBytes { stored in
      leaf.withBytes { wanted in
        stride(from: 0, to: 32, by: 8).allSatisfy {
          wanted.loadUnaligned(fromByteOffset: $0, as: UInt64.self) == stored.loadUnaligned(fromByteOffset: place + $0, as: UInt64.self)
        }
      }
    }
  }

  /// Holds the hash above a full tile against the tile: its root was made just now, or is made of what is stored.
  func compareUpper(at first: Int64, made: TreeHash?, _ flaws: inout Flaws) {
    let place = Int((first - start) >> 8)
    guard place < fullTiles, (place + 1) * 32 <= upper.count, let root = made ?? Self.root(leaves[place]) else { return }
    guard TreeHash(bytes: upper[place * 32..<place * 32 + 32]) != root else { return }
    let tile = Tile(level: 1, index: start >> 16, width: fullTiles)
    flaws.add(first + 1, "hash \(place) of tile \(tile.path) is not the root of the tile below it, of positions \(first + 1)…\(first + 256).")
  }

  /// The root of the stored tile of the second level; nil unless it is full.
  var upperRoot: TreeHash? { fullTiles == 256 ? Self.root(upper) : nil }

  /// The root of a full tile; nil when it is not full.
  static func root(_ hashes: [UInt8]) -> TreeHash? {
    guard hashes.count == 8_192, let split = TreeHash.split(hashes) else { return nil }
    var frontier = Frontier()
    for hash in split { frontier.append(hash) }
    return frontier.root
  }
}
