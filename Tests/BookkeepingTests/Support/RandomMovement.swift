import Ledger
import TestSupport

/// What clerks do with goods of batches B1…B6 and of their own: mostly sensible, sometimes wrong.
struct RandomMovement {
  private var random: SplitMix64
  /// Goes before the numbers of documents, so that several clerks may use different ones.
  private let prefix: String
  private var (dispatches, counts, sales) = (0, 0, 0)

  init(seed: UInt64, prefix: String) { (random, self.prefix) = (SplitMix64(seed: seed), prefix) }

  mutating func next() -> Command {
    switch number(1...100) {
    case ...25:
      dispatches += 1
      let back = number(1...4) == 1
      return dispatch(
        "\(prefix)D\(dispatches)", [("B\(number(1...6))", Int64(number(1...3))), ("B\(number(1...6))", 1)], from: back ? somewhere() : .hub,
        to: back ? .hub : somewhere())
    case ...45: return receive("\(prefix)D\(number(max(1, dispatches - 3)...max(1, dispatches)))")
    case ...55:
      counts += 1
      return count("\(prefix)C\(counts)", [("B\(number(1...6))", Int64(number(0...4)))], at: number(1...2) == 1 ? .hub : somewhere())
    case ...60: return adjust("B\(number(1...6))", by: Int64(number(-2...2)), at: number(1...2) == 1 ? .hub : somewhere(), "N \(number(1...9))")
    case ...64: return inspect("B\(number(1...6))", rejected: 1, again: true, "L \(prefix)\(number(1...9))")
    case ...66: return recall("B\(number(1...6))")
    case ...68: return liftRecall("B\(number(1...6))")
    case ...71: return writeOff("B\(number(1...6))", 1, at: number(1...2) == 1 ? .hub : somewhere())
    case ...92:
      sales += 1
      return sale(
        "\(prefix)S\(sales)", Int64(number(1...2)), of: number(1...2) == 1 ? "RUG" : "HAT", outlet: [nil, "A", "B"][number(0...2)],
        short: number(1...2) == 1)
    default: return takeBack("\(prefix)R\(number(1...99))", of: "\(prefix)S\(number(1...max(1, sales)))", 1)
    }
  }

  private mutating func somewhere() -> Place { outlet(number(1...2) == 1 ? "A" : "B") }
  private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
}
