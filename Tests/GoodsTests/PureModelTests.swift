import Ledger
import Testing

@Suite("Goods against an independent model")
struct PureModelTests {
  private static let seedsEach = 40
  private static let steps = 300

  @Test(
    "Every verdict, every place of every batch and what is on its way there is what the model says, after every step",
    arguments: 0..<16 as Range<UInt64>)
  func agrees(block: UInt64) {
    for seed in block * UInt64(Self.seedsEach)..<(block + 1) * UInt64(Self.seedsEach) {
      var run = PureRun(seed: seed, steps: Self.steps)
      if let problem = run.firstProblem() {
        Issue.record("seed \(seed), \(problem)")
        return
      }
    }
  }

  @Test("Random histories come to every kind of fact, and to every refusal")
  func histories() {
    var facts: [String: Int] = [:]
    var refusals: [String: Int] = [:]
    for seed in 2_000..<2_200 as Range<UInt64> {
      var run = PureRun(seed: seed, steps: Self.steps)
      _ = run.firstProblem()
      for fact in run.book.facts { facts[fact.event.type, default: 0] += 1 }
      refusals.merge(run.refusals, uniquingKeysWith: +)
    }
    for type in PureRun.wantedFacts where facts[type, default: 0] < 20 { Issue.record("\(type) only \(facts[type, default: 0]) times: \(facts)") }
    for word in PureRun.wantedRefusals where refusals[word, default: 0] < 3 {
      Issue.record("'\(word)' only \(refusals[word, default: 0]) times: \(refusals)")
    }
  }
}
