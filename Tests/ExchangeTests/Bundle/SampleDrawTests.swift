import Testing

@testable import Exchange

@Suite("Drawing a sample")
struct SampleDrawTests {
  @Test("A ticket is what sha256sum makes of seed and position")
  func ticket() {
    // printf '%s' 'audit-7/1234' | sha256sum
    let digits = Hexadecimal.text(of: SampleDraw.ticket(seed: "audit-7", 1234))
    #expect(digits == "f95bd967154fc17038631d2cdd45f5f6901b733cce4a4d53c8ad2c0e20a03db1")
  }

  @Test("The lowest tickets are drawn, whatever the order of the candidates", arguments: [0, 1, 7, 100, 200])
  func lowest(count: Int) {
    var random = SplitMix64(seed: UInt64(count))
    let candidates = (0..<100).map { _ in Int64.random(in: 1...1_000_000, using: &random) }
    let expected = candidates.map { (SampleDraw.ticket(seed: "s", $0), $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.prefix(count).map(\.1)
    for order in [candidates, candidates.reversed(), candidates.shuffled(using: &random)] {
      var draw = SampleDraw(seed: "s", count: count)
      for position in order { draw.take(position) }
      #expect(draw.drawn.map(\.position) == expected && draw.candidates == 100)
    }
  }

  @Test("Every candidate is drawn about equally often, over many seeds")
  func uniform() {
    var counts = [Int](repeating: 0, count: 20)
    for seed in 0..<2_000 {
      var draw = SampleDraw(seed: "\(seed)", count: 5)
      for position in 1...20 { draw.take(Int64(position)) }
      for drawn in draw.drawn { counts[Int(drawn.position) - 1] += 1 }
    }
    // 500 each, with a standard deviation of 19.4: five of them.
    #expect(counts.allSatisfy { abs($0 - 500) < 97 }, "\(counts)")
  }

  @Test("No more is drawn than the bound")
  func bound() {
    var draw = SampleDraw(seed: "s", count: .max)
    for position in 1...Int64(SampleDraw.countMax + 5) { draw.take(position) }
    #expect(draw.drawn.count == SampleDraw.countMax)
  }
}
