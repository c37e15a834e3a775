/// Gives the hashes of tiles: from a database, from files, from memory.
public protocol TileReader {
  /// The hashes of a tile, at least as many as its width. A reader whose tile has grown since may give more.
  /// - Throws: what reading throws; the prover passes it on.
  func hashes(of tile: Tile) throws -> [TreeHash]
}

/// Makes proofs for one size of a tree from its tiles, of which each proof needs at most two a level.
///
/// A tree that has grown since serves as well: the tiles of a smaller size are the beginnings of its own.
public struct TreeProver<Reader: TileReader> {
  /// How many leaves the tree has.
  public let size: Int64
  private let reader: Reader

  /// A prover for the first `size` leaves.
  /// - Precondition: the size is not negative.
  public init(size: Int64, reader: Reader) {
    precondition(size >= 0, "a tree cannot have \(size) leaves")
    (self.size, self.reader) = (size, reader)
  }

  /// The root of the tree.
  /// - Throws: what the reader throws.
  public func root() throws -> TreeHash { size == 0 ? .emptyTree : try hash(of: 0..<size) }

  /// The path from a leaf to the root (RFC 6962 §2.1.1), the leaf's sibling first.
  /// - Precondition: 0 ≤ index < size.
  /// - Throws: what the reader throws.
  public func inclusion(of index: Int64) throws -> [TreeHash] {
    precondition(0..<size ~= index, "a tree of \(size) leaves has no leaf \(index)")
    var (path, range) = ([TreeHash](), 0..<size)
    while range.count > 1 {
      let (left, right) = Self.halves(of: range)
      path.append(try hash(of: left.contains(index) ? right : left))
      range = left.contains(index) ? left : right
    }
    return path.reversed()
  }

  /// The proof that the tree grew out of its first `oldSize` leaves (RFC 6962 §2.1.2). Empty for 0 and for the tree's own size.
  /// - Precondition: 0 ≤ oldSize ≤ size.
  /// - Throws: what the reader throws.
  public func consistency(from oldSize: Int64) throws -> [TreeHash] {
    precondition(0...size ~= oldSize, "a tree of \(size) leaves never had \(oldSize)")
    guard oldSize > 0, oldSize < size else { return [] }
    var (path, range) = ([TreeHash](), 0..<size)
    while range.upperBound != oldSize {
      let (left, right) = Self.halves(of: range)
      path.append(try hash(of: oldSize <= left.upperBound ? right : left))
      range = oldSize <= left.upperBound ? left : right
    }
    // What remains is a complete subtree that the old tree ends with; when it is all of the old tree, the verifier has it.
    if range.lowerBound > 0 { path.append(try hash(of: range)) }
    return path.reversed()
  }

  /// RFC 6962 §2.1: the left half holds the largest power of two that is smaller than the whole.
  private static func halves(of range: Range<Int64>) -> (Range<Int64>, Range<Int64>) {
    let count = range.upperBound - range.lowerBound
    let middle = range.lowerBound + 1 << Int64(Int64.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    return (range.lowerBound..<middle, middle..<range.upperBound)
  }

  /// The root over some leaves, which begin at a multiple of the power of two above their number.
  private func hash(of range: Range<Int64>) throws -> TreeHash {
    let count = range.upperBound - range.lowerBound
    if count & (count - 1) == 0 { return try node(height: count.trailingZeroBitCount, index: range.lowerBound / count) }
    let (left, right) = Self.halves(of: range)
    return .node(try hash(of: left), try hash(of: right))
  }

  /// The root of a complete subtree: hashed together from at most 128 neighbours of one tile.
  private func node(height: Int, index: Int64) throws -> TreeHash {
    let (level, above) = height.quotientAndRemainder(dividingBy: Tile.height)
    let first = index << Int64(above)
    let tile = Tile(level: level, index: first >> Int64(Tile.height), width: Tile.maxWidth).limited(toTreeOf: size)
    let offset = Int(first & Int64(Tile.maxWidth - 1))
    return try reader.hashes(of: tile)[offset..<offset + 1 << above].completeRoot()
  }
}

extension ArraySlice<TreeHash> {
  /// The root over neighbours whose number is a power of two.
  func completeRoot() -> TreeHash {
    var hashes = Array(self)
    while hashes.count > 1 {
      for place in 0..<hashes.count / 2 { hashes[place] = .node(hashes[2 * place], hashes[2 * place + 1]) }
      hashes.removeLast(hashes.count / 2)
    }
    return hashes[0]
  }
}
