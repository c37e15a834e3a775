public import Postgres
public import Transparency

/// The tiles of a book's tree, read from its database one by one; the last few are remembered.
///
/// A tile at the right edge may be wider by now than it was for an older size: its first hashes are the older one's. Lives as long as the session
/// it was made with, and is used on its thread only.
public final class DatabaseTiles: TileReader {
  private struct Key: Hashable {
    let level: Int
    let index: Int64
  }

  private let session: Session
  private let remembered: Int
  private var hashes: [Key: [TreeHash]] = [:]
  /// Least recently used first; short, so that searching it costs less than a look-up in the database saves.
  private var order: [Key] = []

  /// The tiles of the book that is the session's search path.
  /// - Parameter remembered: how many tiles are kept, 8 KiB each.
  public init(_ session: Session, remembered: Int = 16) {
    self.session = session
    self.remembered = max(1, remembered)
  }

  /// The hashes of a tile, its width of them. One look-up by key unless it is remembered.
  /// - Throws: `NotaryError.treeDamaged` when the database has no such tile, or a narrower one; `PostgresError`.
  public func hashes(of tile: Tile) throws -> [TreeHash] {
    let key = Key(level: tile.level, index: tile.index)
    if let known = hashes[key], known.count >= tile.width {
      if order.last != key, let place = order.firstIndex(of: key) { order.append(order.remove(at: place)) }
      return known.count == tile.width ? known : Array(known.prefix(tile.width))
    }
    let row = try session.query("SELECT hashes FROM tile WHERE level = $1 AND index = $2", [.int16(Int16(clamping: key.level)), .int64(key.index)])
      .first
    let read = try row.map { try $0.withBytes(0) { $0.flatMap { TreeHash.split($0) } ?? [] } } ?? []
    guard read.count >= tile.width else { throw Self.missing(tile, found: read.count) }
    remember(key, read)
    return Array(read.prefix(tile.width))
  }

  private func remember(_ key: Key, _ read: [TreeHash]) {
    if hashes.updateValue(read, forKey: key) == nil { order.append(key) }
    if order.count > remembered { hashes[order.removeFirst()] = nil }
  }

  private static func missing(_ tile: Tile, found: Int) -> NotaryError {
    let first = (tile.index * 256 + Int64(found)) << (8 * Int64(tile.level)) + 1
    return NotaryError(
      .treeDamaged,
      "Tile \(tile.path) should have \(tile.width) hashes and has \(found): somebody changed the tree from position \(first) on. Type: esep verify",
      position: first)
  }
}
