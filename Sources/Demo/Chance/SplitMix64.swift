/// Reproducible chance: the same purpose gives the same numbers on every machine, for ever.
///
/// SplitMix64 after G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators" (2014). Each purpose has a sequence of
/// its own, so that drawing one number more for shop sales never moves a producer to another village.
struct SplitMix64 {
  /// What chance is used for.
  enum Purpose: UInt64 {
    case registry = 1
    case catalogue, orders, shopSales, production, money, workshops, certificates, programme
  }

  private static let seed: UInt64 = 0x4573_6570_2044_656D  // "Esep Dem"
  private var state: UInt64

  /// The sequence of one purpose and, where it is used afresh for many things, of one of them.
  init(_ purpose: Purpose, _ number: Int = 0) {
    state = Self.seed &+ purpose.rawValue &* 0xD1B5_4A32_D192_ED03
    state = next() &+ UInt64(truncatingIfNeeded: number) &* 0x8CB9_2BA7_2F3D_8DD7
    state = next()
  }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// 0 ..< bound.
  mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "chance needs something to choose from")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// One of the range.
  mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

  /// Whether something that happens so many times in a hundred happens.
  mutating func happens(percent: Int) -> Bool { below(100) < percent }

  /// One of the elements.
  mutating func choose<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
