/// Choices that a seed reproduces.
public struct Chance: Sendable {
  private var random: SplitMix64

  /// The same seed, the same choices.
  public init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// A whole number.
  public mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  /// Yes in that many cases of a hundred.
  public mutating func happens(_ percent: Int) -> Bool { number(1...100) <= percent }

  /// One of several.
  public mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(0...elements.count - 1)] }

  /// One of several, if there are any. Sets have no order that a seed would reproduce; sort first.
  public mutating func perhaps<Element>(_ elements: [Element]) -> Element? { elements.isEmpty ? nil : pick(elements) }
}
