import Testing
import Transparency

@Suite("Tiles, frontiers and proofs tell of the same tree")
struct TreeTests {
  private static func leaf(_ number: Int) -> TreeHash { TreeHash.leaf(Array("leaf \(number)".utf8)) }

  @Test("At every size up to 300, and around 65,536, roots equal the plain definition")
  func roots() throws {
    var (tiles, frontier, leaves) = (TilesInMemory(), Frontier(), [[UInt8]]())
    for number in 0..<300 {
      tiles.append(Self.leaf(number))
      frontier.append(Self.leaf(number))
      leaves.append(Self.leaf(number).bytes)
      let root = NaiveTree.root(leaves[...])
      #expect(tiles.root.bytes == root && frontier.root.bytes == root)
      #expect(try TreeProver(size: tiles.size, reader: tiles).root().bytes == root)
    }
    var (builder, long) = (TileBuilder(), Frontier())
    for number in 0..<65_800 {
      builder.append(Self.leaf(number))
      long.append(Self.leaf(number))
      _ = builder.takeFull()
      if number >= 65_530 && number <= 65_545 || number == 65_799 { #expect(builder.root == long.root, "\(number)") }
    }
    #expect(Frontier(size: long.size, hashes: long.hashes) == long)
    #expect(Frontier(size: long.size + 1, hashes: long.hashes) == nil)
  }

  @Test("A builder goes on from the right edge as if it had never stopped")
  func resumes() {
    var (tiles, whole) = (TilesInMemory(), Frontier())
    for number in 0..<700 {
      if number.isMultiple(of: 97) {
        var resumed = tiles.resumed()
        resumed.append(Self.leaf(number))
        var expected = whole
        expected.append(Self.leaf(number))
        #expect(resumed.root == expected.root && resumed.size == expected.size)
      }
      tiles.append(Self.leaf(number))
      whole.append(Self.leaf(number))
    }
  }

  @Test("Every proof from tiles holds, and none for another leaf, place, size or root")
  func proofs() throws {
    var tiles = TilesInMemory()
    var roots = [TreeHash.emptyTree]
    for number in 0..<600 {
      tiles.append(Self.leaf(number))
      roots.append(tiles.root)
    }
    for size in [1, 2, 3, 7, 8, 255, 256, 257, 512, 599, 600] as [Int64] {
      let prover = TreeProver(size: size, reader: tiles)
      for index in Set([0, size / 3, size / 2, size - 1]) {
        let path = try prover.inclusion(of: index)
        func holds(_ leaf: Int64, _ at: Int64, _ of: Int64) -> Bool {
          TreeProof.verifyInclusion(leaf: Self.leaf(Int(leaf)), index: at, size: of, path: path, root: roots[Int(size)])
        }
        #expect(holds(index, index, size), "\(index) of \(size)")
        #expect(!holds(index + 1, index, size) && !holds(index, index + 1, size) && !holds(index, -1, size))
      }
      for old in Set([0, 1, size / 2, size - 1, size]) {
        let path = try prover.consistency(from: old)
        let holds = TreeProof.verifyConsistency(from: old, root: roots[Int(old)], to: size, root: roots[Int(size)], path: path)
        #expect(holds, "from \(old) to \(size)")
        if old > 0 {
          #expect(!TreeProof.verifyConsistency(from: old, root: .emptyTree, to: size, root: roots[Int(size)], path: path))
          #expect(!TreeProof.verifyConsistency(from: old, root: roots[Int(old)], to: size, root: .emptyTree, path: path))
        }
      }
    }
  }

  @Test("Tiles lie where C2SP tlog-tiles says, with its examples")
  func places() {
    #expect(Tile(level: 0, index: 1_234_067).path == "tile/0/x001/x234/067")
    #expect(Tile(level: 1, index: 0, width: 17).path == "tile/1/000.p/17")
    #expect(Tile(level: 0, index: 273, width: 112).entriesPath == "tile/entries/273.p/112")
    let tiles = Array(Tile.all(ofSize: 70_000))
    #expect(tiles.count { $0.level == 0 && $0.width == 256 } == 273)
    let edge = [Tile(level: 0, index: 273, width: 112), Tile(level: 1, index: 1, width: 17), Tile(level: 2, index: 0, width: 1)]
    #expect(Tile.rightEdge(ofSize: 70_000) == edge)
    #expect(tiles.count == 277)
    #expect(Array(Tile.all(ofSize: 256)) == [Tile(level: 0, index: 0), Tile(level: 1, index: 0, width: 1)])
    #expect(Array(Tile.all(ofSize: 0)).isEmpty)
  }
}
