import Ledger
import Testing

@Suite("What is kept back of producers' pay")
struct DeductionTests {
  /// One producer with 1000.00 open, who owes 100.00 for returned goods and 50.00 of an advance.
  private func owing() throws -> PayDesk {
    var desk = try PayDesk()
    desk.release("S1", [("P1", 100_000)])
    desk.withdraw("RT0", of: "S0", [("P1", 10_000)])
    try desk.perform(advance("A1", to: "P1", 5_000))
    return desk
  }

  private func parts(_ totals: PaymentTotals?) -> [Int64] {
    totals.map { [$0.gross, $0.tax, $0.fee, $0.reserve, $0.debt, $0.advances, $0.net] } ?? []
  }

  @Test("Tax, fee and reserve are parts of gross; then debts, then advances, and the rest is hers")
  func everything() throws {
    var desk = try owing()
    for command in [rule("NDFL", .tax, 1000), rule("UNION", .fee, 500), rule("JAMAAT", .reserve, 250)] { try desk.perform(command) }
    try desk.perform(prepare("R1"))
    #expect(parts(desk.totals("R1", "P1")) == [100_000, 10_000, 5_000, 2_500, 10_000, 5_000, 67_500])
    #expect(desk.balance("P1").reservedDebt == 10_000)
    #expect(desk.balance("P1").reservedAdvances == 5_000)
    #expect(desk.balance("P1").debt == 10_000)
    try desk.perform(approve("R1"))
    let balance = desk.balance("P1")
    #expect([balance.tax, balance.fee, balance.reserve, balance.nettedDebt, balance.nettedAdvances] == [10_000, 5_000, 2_500, 10_000, 5_000])
    #expect([balance.debt, balance.advances, balance.reservedDebt, balance.reservedAdvances, balance.inRuns] == [0, 0, 0, 0, 0])
    #expect(balance.inTransit == 67_500)
  }

  @Test(
    "Each deduction takes at most what those before it left, so that nobody is paid less than nothing",
    arguments: [
      ([10_000, 500, 250], [100_000, 100_000, 0, 0, 0, 0, 0]), ([6000, 5000, 250], [100_000, 60_000, 40_000, 0, 0, 0, 0]),
      ([6000, 3000, 2000], [100_000, 60_000, 30_000, 10_000, 0, 0, 0]), ([4000, 4000, 1500], [100_000, 40_000, 40_000, 15_000, 5_000, 0, 0]),
      ([4000, 4000, 500], [100_000, 40_000, 40_000, 5_000, 10_000, 5_000, 0]),
      ([4000, 4000, 700], [100_000, 40_000, 40_000, 7_000, 10_000, 3_000, 0]), ([0, 0, 0], [100_000, 0, 0, 0, 10_000, 5_000, 85_000]),
    ] as [([Int64], [Int64])])
  func capped(basisPoints: [Int64], expected: [Int64]) throws {
    var desk = try owing()
    for (kind, part) in zip(DeductionKind.allCases, basisPoints) { try desk.perform(rule(kind.rawValue, kind, part)) }
    try desk.perform(prepare("R1"))
    #expect(parts(desk.totals("R1", "P1")) == expected)
    try desk.perform(approve("R1"))
    let balance = desk.balance("P1")
    #expect(balance.debt == 10_000 - expected[4])
    #expect(balance.advances == 5_000 - expected[5])
  }

  @Test("What could not be netted is netted by the run after")
  func netsLater() throws {
    var desk = try PayDesk()
    try desk.perform(advance("A1", to: "P1", 70, .material))
    try desk.perform(advance("A2", to: "P1", 50))
    for (run, expected) in [("R1", 100), ("R2", 20), ("R3", 0)] as [(String, Int64)] {
      desk.release("S-" + run, [("P1", 100)])
      try desk.perform(prepare(run))
      #expect(desk.totals(run, "P1")?.advances == expected)
    }
    // All three are prepared and none approved: what one will net, no other does.
    #expect(desk.balance("P1").reservedAdvances == 120)
    #expect(desk.balance("P1").advances == 120)
    try desk.perform(reject("R1"))
    #expect(desk.balance("P1").reservedAdvances == 20)
    try desk.perform(prepare("R4"))
    #expect(desk.totals("R4", "P1")?.advances == 100)
  }

  @Test("Several rules of a kind add up, halves round away from zero, once for the kind")
  func addUp() throws {
    var desk = try PayDesk()
    desk.release("S1", [("P1", 50)])
    for command in [rule("A", .tax, 150), rule("B", .tax, 150), rule("C", .fee, 100)] { try desk.perform(command) }
    #expect(desk.state.basisPoints(.tax, on: day("2024-01-01")) == 300)
    try desk.perform(prepare("R1"))
    // 1.50 and 0.50.
    #expect(parts(desk.totals("R1", "P1")) == [50, 2, 1, 0, 0, 0, 47])
  }

  @Test("The newest version of a rule by the cut-off holds, in whatever order the versions were set; nothing ends it")
  func dated() throws {
    var desk = try PayDesk()
    for command in [rule("T", .tax, 1000, from: "2024-03-01"), rule("T", .tax, 500, from: "2024-01-01"), rule("T", .tax, 0, from: "2024-05-01")] {
      try desk.perform(command)
    }
    for (date, expected) in [("2023-12-31", 0), ("2024-01-01", 500), ("2024-02-29", 500), ("2024-03-01", 1000), ("2024-05-01", 0)]
      as [(String, Int64)]
    {
      #expect(desk.state.basisPoints(.tax, on: day(date)) == expected, "\(date)")
    }
    desk.release("S1", [("P1", 100)])
    // Prepared in March, but of what was available in February.
    try desk.perform(prepare("R1", to: "2024-02-29", on: "2024-03-05"))
    #expect(desk.totals("R1", "P1")?.tax == 5)
    #expect(desk.facts.first?.occurredOn == day("2024-03-01"))
  }

  @Test("Set again a rule changes nothing; an advance recorded again neither")
  func repeated() throws {
    var desk = try PayDesk()
    try desk.perform(rule("T", .tax, 1000))
    try desk.perform(advance("A1", to: "P1", 70, .material))
    #expect(try desk.perform(rule("T", .tax, 1000)) == .unchanged)
    #expect(try desk.perform(advance("A1", to: "P1", 70, .material)) == .unchanged)
    try desk.deactivate("P1", on: "2024-01-25")
    #expect(try desk.perform(advance("A1", to: "P1", 70, .material)) == .unchanged)
    #expect(desk.balance("P1").advances == 70)
  }
}
