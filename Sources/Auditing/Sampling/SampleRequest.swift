import Exchange

/// Which payments are to be drawn.
public struct SampleRequest: Sendable, Hashable {
  /// How many.
  public var count: Int
  /// What the draw depends on; nil for the beginning of the root's hash, which nobody could choose.
  public var seed: String?

  /// A request.
  /// - Throws: `BundleProblem` when there are too many, or the seed is not one short line of text.
  public init(count: Int, seed: String? = nil) throws(BundleProblem) {
    guard (0...SampleDraw.countMax).contains(count) else {
      throw BundleProblem("A sample has 0 to \(SampleDraw.countMax) payments; \(count) is not")
    }
    if let seed {
      let isPlain = seed.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "/") }
      guard (1...100).contains(seed.utf8.count), isPlain else {
        throw BundleProblem("A seed is 1 to 100 letters, digits and signs of ASCII, without blanks and “/”, such as 2024-audit")
      }
    }
    (self.count, self.seed) = (count, seed)
  }
}
