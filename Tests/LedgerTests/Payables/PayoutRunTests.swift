import Ledger
import Testing

@Suite("Payout runs")
struct PayoutRunTests {
  private func desk() throws -> PayDesk {
    var desk = try PayDesk()
    desk.release("S1", [("P2", 300), ("P1", 700)], on: "2024-02-01")
    desk.release("S2", [("P1", 50)], on: "2024-02-29")
    desk.release("S3", [("P1", 9), ("P3", 8)], on: "2024-03-01")
    return desk
  }

  private func signature(_ signature: PayoutRun.Signature?) -> String? { signature.map { "\($0.by) \($0.on)" } }

  @Test("A run takes what is available by its cut-off, producer by producer, line by line; later lines wait")
  func takes() throws {
    var desk = try desk()
    let facts = try desk.perform(prepare("R1")).facts
    #expect(facts.count == 1)
    #expect(facts.first?.stream == .payables)
    #expect(facts.first?.occurredOn == day("2024-03-01"))
    let run = try #require(desk.state.run(.init("R1")))
    #expect(run.orderedPayments.map { "\($0.totals.producer) \($0.totals.gross)" } == ["P1 750", "P2 300"])
    #expect(run.payments[.init("P1")]?.payment.items.map { "\($0.sale?.text ?? "–") \($0.amount)" } == ["S1 700", "S2 50"])
    #expect(run.status == .prepared)
    #expect(run.cutOff == day("2024-02-29"))
    #expect(signature(run.prepared) == "aizada 2024-03-01")
    #expect(desk.open("P1") == ["S3 9"])
    #expect(desk.balance("P1").inRuns == 750)
    #expect(desk.balance("P1").available == 9)
    try desk.perform(prepare("R2", to: "2024-03-01"))
    #expect(desk.state.allRuns.map(\.run.text) == ["R1", "R2"])
    #expect(desk.totals("R2", "P1")?.gross == 9)
    #expect(desk.totals("R2", "P2") == nil)
  }

  @Test(
    "A run needs two people: whoever prepared it cannot approve it, however the name is typed", arguments: ["Aizada K", "aizada  k", " AIZADA K "])
  func twoPeople(name: String) throws {
    var desk = try desk()
    try desk.perform(prepare("R1", by: "Aizada K"))
    #expect(desk.refused(approve("R1", by: name)) == "by: \(name) prepared run R1 and cannot approve it; another person has to agree")
    try desk.perform(approve("R1", by: "Aizada L"))
    let run = try #require(desk.state.run(.init("R1")))
    #expect(run.status == .approved)
    #expect(signature(run.approved) == "Aizada L 2024-03-02")
    // Whoever prepared it may carry it to the bank.
    try desk.perform(instruct("R1", by: "Aizada K"))
    #expect(desk.state.run(.init("R1"))?.instructed?.by == "Aizada K")
  }

  @Test("A rejected run gives everything back as it was: lines, days, debts and advances")
  func rejected() throws {
    var desk = try desk()
    try desk.perform(advance("A1", to: "P1", 100))
    desk.withdraw("RT0", of: "S0", [("P1", 30)])
    let before = (desk.balance("P1"), desk.state.openLines(of: .init("P1")), desk.balance("P2"))
    try desk.perform(prepare("R1"))
    #expect(desk.totals("R1", "P1")?.net == 620)
    try desk.perform(reject("R1"))
    #expect(desk.balance("P1") == before.0)
    #expect(desk.state.openLines(of: .init("P1")) == before.1)
    #expect(desk.balance("P2") == before.2)
    let run = try #require(desk.state.run(.init("R1")))
    #expect(run.status == .rejected)
    #expect(signature(run.rejected) == "bakyt 2024-03-02")
    #expect(run.rejectionReason == "too early")
    try desk.perform(prepare("R2"))
    #expect(desk.totals("R2", "P1")?.net == 620)
  }

  @Test("A return that came while a run was prepared meets the line again when the run is rejected")
  func rejectedAfterReturn() throws {
    var desk = try desk()
    try desk.perform(prepare("R1"))
    desk.withdraw("RT1", of: "S1", [("P2", 100)])
    try desk.perform(reject("R1"))
    #expect(desk.open("P2") == ["S1 300"])
    try desk.perform(prepare("R2"))
    #expect(desk.totals("R2", "P2")?.net == 200)
  }

  @Test("The bank is told how many payments there are and what they come to; payments of nothing are not among them")
  func instructed() throws {
    var desk = try desk()
    try desk.perform(advance("A1", to: "P2", 1000))
    for command in [prepare("R1"), approve("R1")] { try desk.perform(command) }
    #expect(desk.status("R1", "P2") == .paid(on: day("2024-03-02"), reference: nil))
    let facts = try desk.perform(instruct("R1")).facts
    guard case .payoutInstructed(let event)? = facts.first?.event else {
      Issue.record("no instruction")
      return
    }
    #expect(event.payments == 1)
    #expect(event.total == 750)
    #expect(desk.state.run(.init("R1"))?.isWaiting == true)
    try desk.perform(settle("R1", "P1"))
    #expect(desk.state.run(.init("R1"))?.isWaiting == false)
  }

  @Test("Each step again, just the same, changes nothing, also when the run has gone on")
  func repeated() throws {
    var desk = try desk()
    let steps = [prepare("R1"), approve("R1"), instruct("R1"), settle("R1", "P1", 750, "B-1"), sendBack("R1", "P1")]
    for index in steps.indices {
      try desk.perform(steps[index])
      for step in steps[..<min(index + 1, 3)] { #expect(try desk.perform(step) == .unchanged) }
    }
    #expect(try desk.perform(sendBack("R1", "P1")) == .unchanged)
    try desk.perform(prepare("R2", to: "2024-03-01"))
    try desk.perform(reject("R2"))
    #expect(try desk.perform(reject("R2")) == .unchanged)
  }

  @Test("A long run is recorded in parts that fit, approved in parts, and is one run")
  func long() throws {
    let codes = (0..<4000).map { "PRODUCER-\(10_000 + $0)" }
    var desk = try PayDesk([])
    // Quotes and backslashes take twice their room.
    for sale in 0..<6 { desk.release("SALE \"\\\\\\\\\\\"2024-00\(sale)", codes.map { ($0, 100) }) }
    let prepared = try desk.perform(prepare("R1")).facts
    let approved = try desk.perform(approve("R1")).facts
    #expect(prepared.count == 3)
    #expect(approved.count == 2)
    for fact in prepared + approved { #expect(fact.event.payload.canonicalBytes.count < 1 << 20) }
    let run = try #require(desk.state.run(.init("R1")))
    #expect(run.orderedPayments.map(\.totals.producer.text) == codes)
    #expect(run.payments.values.allSatisfy { $0.totals.net == 600 && $0.payment.items.count == 6 })
    #expect(run.status == .approved)
    #expect(codes.allSatisfy { desk.balance($0).inTransit == 600 && desk.balance($0).inRuns == 0 })
  }

  @Test("A run of more lines than can be recorded at once is refused before anything is recorded")
  func tooLong() throws {
    var desk = try PayDesk([])
    for date in ["2024-01-31", "2024-02-29"] { desk.release(nil, (0..<25_000).map { _ in ("P1", 1) }, on: date) }
    #expect(
      desk.refused(prepare("R1")) == "cut_off: the run would take 50000 lines, more than can be recorded at once; choose an earlier cut-off")
    #expect(desk.refused(prepare("R1", to: "2024-01-31")) == nil)
  }
}
