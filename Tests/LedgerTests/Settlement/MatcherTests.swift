import Ledger
import Testing

@Suite("The matcher of statements")
struct MatcherTests {
  private let period = day("2024-02-01")...day("2024-02-29")

  private func candidate(
    _ sale: String, _ netSales: Int64, returned: String? = nil, on date: String = "2024-02-10", product: String = "SLIPPER", pieces: Int64 = 1,
    receipt: String? = nil
  ) -> Candidate {
    Candidate(
      sale: .init(sale), returned: returned.map { ReturnCode($0) }, date: day(date), product: .init(product), quantity: units(pieces),
      netSales: netSales, receipt: receipt)
  }

  private func outcomes(_ lines: [StatementLine], _ candidates: [Candidate], tolerance: Int64 = 0, budget: Int = 100_000) -> [LineProposal.Outcome] {
    match(lines: lines, among: candidates, period: period, tolerance: tolerance, budget: budget).map(\.outcome)
  }

  private func sales(_ names: String...) -> [ClaimTarget] { targets(names) }

  @Test("A line that names its sale is matched with it, whatever the amounts say")
  func byReference() {
    let found = outcomes(
      [line("1", .sale, 90, "S1"), line("2", .return, -50, "R1"), line("3", .return, -40, "S3"), line("4", .fee, -1)],
      [candidate("S1", 100), candidate("S2", 90), candidate("S3", -50, returned: "R1"), candidate("S3", -40, returned: "R2")])
    #expect(
      found == [
        .unique(sales("S1"), .reference, difference: 10), .unique(targets(["R1 of S3"]), .reference, difference: 0),
        .unique(targets(["R2 of S3"]), .reference, difference: 0),
      ])
  }

  @Test("A receipt is matched as a whole, or with the sales of it that add up to the line")
  func byReceipt() {
    let items = [candidate("S1", 100, receipt: "B7"), candidate("S2", 30, receipt: "B7"), candidate("S3", 0, receipt: "B7")]
    #expect(outcomes([line("1", .sale, 130, "B7")], items) == [.unique(sales("S1", "S2", "S3"), .reference, difference: 0)])
    #expect(outcomes([line("1", .sale, 30, "B7")], items) == [.unique(sales("S2"), .reference, difference: 0)])
    #expect(outcomes([line("1", .sale, 129, "B7")], items, tolerance: 1) == [.unique(sales("S1", "S2", "S3"), .reference, difference: 1)])
    #expect(outcomes([line("1", .sale, 125, "B7")], items) == [.alternatives([sales("S1", "S2", "S3")], count: 1, isComplete: true)])
  }

  @Test("Product, quantity, date and amount find a sale where only one is like the line")
  func byAttributes() {
    let all = [
      candidate("S1", 100), candidate("S2", 100, product: "RUG"), candidate("S3", 100, pieces: 2), candidate("S4", 100, on: "2024-01-31"),
      candidate("S5", 100, on: "2024-03-01"),
    ]
    #expect(outcomes([line("1", .sale, 100, "RUG")], all) == [.unique(sales("S2"), .attributes, difference: 0)])
    #expect(outcomes([line("1", .sale, 100, units: 2)], all) == [.unique(sales("S3"), .attributes, difference: 0)])
    #expect(outcomes([line("1", .sale, 100)], all) == [.alternatives([sales("S1"), sales("S2"), sales("S3")], count: 3, isComplete: true)])
    #expect(outcomes([line("1", .sale, 55)], all) == [.none])
  }

  @Test("The same amount comes before one within the tolerance")
  func tolerance() {
    let all = [candidate("S1", 100), candidate("S2", 101)]
    #expect(outcomes([line("1", .sale, 100)], all, tolerance: 1) == [.unique(sales("S1"), .attributes, difference: 0)])
    #expect(outcomes([line("1", .sale, 102)], all, tolerance: 1) == [.unique(sales("S2"), .attributes, difference: -1)])
    #expect(outcomes([line("1", .sale, 102)], all) == [.none])
  }

  @Test("Of two like lines, or two like sales, none is chosen")
  func likeness() {
    let two = [line("1", .sale, 100), line("2", .sale, 100)]
    let both: LineProposal.Outcome = .alternatives([sales("S1"), sales("S2")], count: 2, isComplete: true)
    #expect(outcomes(two, [candidate("S1", 100), candidate("S2", 100)]) == [both, both])
    #expect(outcomes(two, [candidate("S1", 100)]) == Array(repeating: .alternatives([sales("S1")], count: 1, isComplete: true), count: 2))
    let named = [line("1", .sale, 100, "S1"), line("2", .sale, 100)]
    #expect(
      outcomes(named, [candidate("S1", 100), candidate("S2", 100)])
        == [.unique(sales("S1"), .reference, difference: 0), .unique(sales("S2"), .attributes, difference: 0)])
    let twice = [line("1", .sale, 100, "S1"), line("2", .sale, 70, "S1")]
    #expect(
      outcomes(twice, [candidate("S1", 100)]) == Array(repeating: .alternatives([sales("S1")], count: 1, isComplete: true), count: 2))
  }

  @Test("A line of several sales is found where only one set of them adds up to it")
  func bySubset() {
    let all = [candidate("S1", 70), candidate("S2", 50), candidate("S3", 31), candidate("S4", 11)]
    #expect(outcomes([line("1", .sale, 112)], all) == [.unique(sales("S1", "S3", "S4"), .subset, difference: 0)])
    #expect(
      outcomes([line("1", .sale, 81)], all)
        == [.alternatives([sales("S1", "S4"), sales("S2", "S3")], count: 2, isComplete: true)])
    #expect(
      outcomes([line("1", .return, -81)], [candidate("S1", -50, returned: "R1"), candidate("S2", -31, returned: "R2")])
        == [.unique(targets(["R1 of S1", "R2 of S2"]), .subset, difference: 0)])
  }

  @Test("More than a hundred answers are not counted to the end, and more sums than the budget are not tried")
  func bounded() throws {
    let like = (10..<30).map { candidate("S\($0)", 10) }
    guard case .alternatives(let shown, let count, let isComplete) = outcomes([line("1", .sale, 100)], like)[0] else {
      Issue.record("alternatives were expected")
      return
    }
    #expect(shown.count == 10 && count == 100 && !isComplete)
    let odd = (0..<40).map { candidate("S\($0)", 1 << Int64($0) + 1) }
    guard case .tooMany(let searched) = outcomes([line("1", .sale, 1 << 40)], odd, budget: 5000)[0] else {
      Issue.record("too many were expected")
      return
    }
    #expect((5001...20_000).contains(searched))
    // A sum is not unique as long as a line that could not be searched to the end may need any of it.
    let two = outcomes([line("1", .sale, 1 << 40), line("2", .sale, 8)], odd, budget: 5000)
    #expect(two[1] == .alternatives([sales("S1", "S2")], count: 1, isComplete: true))
  }

  @Test("Every set of candidates tried one by one gives the same answer, in whatever order they come", arguments: 0..<1000)
  func bruteForce(seed: Int) {
    var random = SplitMix64(seed: seed)
    let candidates = (0..<random.number(1...9)).map { index in
      let isReturn = random.chance(25)
      return candidate(
        "S\(index % 7)", (isReturn ? -1 : 1) * (random.number(0...5) * 100 + (random.chance(20) ? 30 : 0)), returned: isReturn ? "R\(index)" : nil,
        on: random.pick(["2024-01-31", "2024-02-01", "2024-02-15", "2024-02-29", "2024-03-01"]), product: random.pick(["SLIPPER", "RUG"]),
        pieces: random.number(1...2), receipt: random.pick([nil, nil, "B1", "B2"]))
    }
    let unlike = Dictionary(candidates.map { ($0.target, $0) }, uniquingKeysWith: { first, _ in first }).values.sorted { $0.target < $1.target }
    let lines = (0..<random.number(1...4)).map { number in
      let isReturn = random.chance(25)
      let amount: Int64 = random.number(0...12) * 100 + (random.chance(20) ? 30 : 0)
      return line(
        "\(number)", isReturn ? .return : .sale, isReturn ? -amount : amount,
        random.pick([nil, nil, "S\(random.number(0...6))", "R\(random.number(0...8))", "B1", "RUG", "unknown"]),
        units: random.chance(30) ? random.number(1...4) : nil)
    }
    let tolerance: Int64 = random.pick([0, 30, 100])
    let expected = BruteForceMatcher(lines, unlike, period, tolerance).outcomes()
    let found = outcomes(lines, unlike.shuffled(using: &random), tolerance: tolerance)
    #expect(found == expected, "seed \(seed)")
  }
}
