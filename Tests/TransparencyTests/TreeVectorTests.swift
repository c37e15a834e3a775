import Testing
import Transparency

@Suite("The tree is that of RFC 6962, by the vectors of transparency-dev/merkle")
struct TreeVectorTests {
  private struct Roots: Decodable { let leaves: [String], roots: [String] }

  private struct Inclusion: Decodable, Sendable {
    struct Case: Decodable, Sendable { let name: String, index: UInt64, size: UInt64, leaf: String, root: String, proof: [String], fails: Bool }
    let cases: [Case]
  }

  private struct Consistency: Decodable, Sendable {
    struct Case: Decodable, Sendable { let name: String, from: UInt64, to: UInt64, fromRoot: String, toRoot: String, proof: [String], fails: Bool }
    let cases: [Case]
  }

  @Test("Roots of the trees of 0 to 8 leaves")
  func roots() throws {
    let vectors = try Vectors.read("roots", as: Roots.self)
    #expect(vectors.roots.count == 9)
    var (frontier, tiles) = (Frontier(), TilesInMemory())
    for (size, root) in vectors.roots.enumerated() {
      #expect(frontier.root.bytes == Vectors.bytes(hex: root) && tiles.root == frontier.root, "size \(size)")
      guard size < vectors.leaves.count else { break }
      frontier.append(TreeHash.leaf(Vectors.bytes(hex: vectors.leaves[size])))
      tiles.append(TreeHash.leaf(Vectors.bytes(hex: vectors.leaves[size])))
    }
  }

  @Test("Inclusion: good proofs hold, and 92 bad ones do not")
  func inclusion() throws {
    let cases = try Vectors.read("inclusion", as: Inclusion.self).cases
    #expect(cases.count == 98 && cases.count { $0.fails } == 92)
    for vector in cases { #expect(Self.holds(vector) == !vector.fails, "\(vector.name)") }
  }

  /// What cannot even be written down as hashes and sizes here is refused, too.
  private static func holds(_ vector: Inclusion.Case) -> Bool {
    let path = vector.proof.compactMap { TreeHash(base64: $0) }
    guard path.count == vector.proof.count, let leaf = TreeHash(base64: vector.leaf), let root = TreeHash(base64: vector.root),
      let index = Int64(exactly: vector.index), let size = Int64(exactly: vector.size)
    else { return false }
    return TreeProof.verifyInclusion(leaf: leaf, index: index, size: size, path: path, root: root)
  }

  @Test("Consistency: good proofs hold, and bad ones do not")
  func consistency() throws {
    let cases = try Vectors.read("consistency", as: Consistency.self).cases
    #expect(cases.count == 98 && cases.count { $0.fails } == 92)
    // Its roots are the words "don't care": not even hashes, which nothing here can be.
    let notHashes = "consistency/additional/sizes-are-equal-one-and-proof-is-empty"
    for vector in cases { #expect(Self.holds(vector) == (!vector.fails && vector.name != notHashes), "\(vector.name)") }
  }

  private static func holds(_ vector: Consistency.Case) -> Bool {
    let path = vector.proof.compactMap { TreeHash(base64: $0) }
    guard path.count == vector.proof.count, let old = TreeHash(base64: vector.fromRoot), let new = TreeHash(base64: vector.toRoot),
      let from = Int64(exactly: vector.from), let to = Int64(exactly: vector.to)
    else { return false }
    return TreeProof.verifyConsistency(from: from, root: old, to: to, root: new, path: path)
  }
}
