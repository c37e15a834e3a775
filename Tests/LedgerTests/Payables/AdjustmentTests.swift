import Ledger
import Testing

@Suite("Corrections by hand")
struct AdjustmentTests {
  private func lines(_ decision: Decision) -> [String] {
    guard case .adjustmentPosted(let event)? = decision.facts.first?.event else { return [] }
    return event.lines.map { "\($0.account.rawValue) \($0.producer.map(\.text) ?? "–") \($0.amount)" }
  }

  @Test("A batch credited to the wrong producer: what one loses the other gains, and the next run pays it so")
  func wrongProducer() throws {
    var desk = try PayDesk()
    desk.release("S1", [("P1", 700)])
    let command = adjust("C1", [(.producerPayableAvailable, "P1", 200), (.producerPayableAvailable, "P2", -200)], corrects: 17)
    #expect(lines(try desk.perform(command)) == ["2100 P1 200", "2100 P2 -200"])
    #expect(desk.balance("P1").adjusted == -200)
    #expect(desk.balance("P2").adjusted == 200)
    #expect(desk.open("P1") == ["S1 500"])
    #expect(desk.open("P2") == ["– 200"])
    try desk.perform(prepare("R1"))
    #expect(desk.totals("R1", "P1")?.gross == 500)
    #expect(desk.totals("R1", "P2")?.gross == 200)
  }

  @Test("What a producer no longer has open becomes her debt, to the last coin")
  func splitOff() throws {
    var desk = try PayDesk()
    desk.release("S1", [("P1", 70)])
    let command = adjust("C1", [(.losses, nil, -200), (.producerPayableAvailable, "P1", 200)])
    #expect(lines(try desk.perform(command)) == ["5200 – -200", "2100 P1 70", "1110 P1 130"])
    #expect(desk.open("P1") == [])
    #expect(desk.balance("P1").debt == 130)
    let second = adjust("C2", [(.producerPayableAvailable, "P1", 5), (.losses, nil, -5)])
    #expect(lines(try desk.perform(second)) == ["1110 P1 5", "5200 – -5"])
    #expect(desk.balance("P1").debt == 135)
    // Again, exactly as it was asked: known again, though it was recorded otherwise.
    #expect(try desk.perform(command) == .unchanged)
    #expect(try desk.perform(second) == .unchanged)
  }

  @Test("Lines of one adjustment see each other: a credit first covers the debit after it")
  func inOrder() throws {
    var desk = try PayDesk()
    let command = adjust(
      "C1",
      [(.producerPayableAvailable, "P1", -50), (.producerPayableAvailable, "P1", 80), (.sales, nil, 20), (.producerPayableAvailable, "P2", -50)])
    #expect(lines(try desk.perform(command)) == ["2100 P1 -50", "2100 P1 50", "1110 P1 30", "4010 – 20", "2100 P2 -50"])
    #expect(desk.balance("P1").available == 0)
    #expect(desk.balance("P1").debt == 30)
  }

  @Test("A debit takes from the oldest lines first and leaves losses of exchange where they are")
  func oldestFirst() throws {
    var desk = try PayDesk()
    desk.release("S3", [("P1", 30)], on: "2024-02-03")
    desk.release("S1", [("P1", 10)], on: "2024-02-01")
    desk.release(nil, [("P1", -5)], on: "2024-01-31")
    desk.release("S2", [("P1", 20)], on: "2024-02-01")
    try desk.perform(adjust("C1", [(.producerPayableAvailable, "P1", 25), (.losses, nil, -25)]))
    #expect(desk.open("P1") == ["– -5", "S2 5", "S3 30"])
    #expect(desk.balance("P1").available == 30)
    // All that is open is 30, though lines of 35 are positive.
    #expect(lines(try desk.perform(adjust("C2", [(.producerPayableAvailable, "P1", 35), (.losses, nil, -35)]))).first == "2100 P1 30")
    #expect(desk.balance("P1").available == 0)
    #expect(desk.open("P1") == ["– -5", "S3 5"])
  }

  @Test("What a prepared run has taken is not open to corrections")
  func takenLines() throws {
    var desk = try PayDesk()
    desk.release("S1", [("P1", 100)])
    try desk.perform(prepare("R1"))
    try desk.perform(adjust("C1", [(.producerPayableAvailable, "P1", 40), (.losses, nil, -40)], on: "2024-03-01"))
    #expect(desk.totals("R1", "P1")?.net == 100)
    #expect(desk.balance("P1").debt == 40)
    try desk.perform(reject("R1"))
    try desk.perform(prepare("R2"))
    #expect(desk.totals("R2", "P1")?.net == 60)
  }

  @Test("Accounts of the association are corrected without touching any producer; one may be named beside them")
  func ownAccounts() throws {
    var desk = try PayDesk()
    desk.release("S1", [("P1", 100)])
    let before = desk.balance("P1")
    let command = adjust("C1", [(.withheldTax, "P1", 30), (.bank, nil, -30)])
    #expect(lines(try desk.perform(command)) == ["2200 P1 30", "1010 – -30"])
    #expect(desk.balance("P1") == before)
  }

  @Test("Only these accounts may be adjusted; the chart is complete and every account has its name")
  func chart() {
    #expect(
      Account.allCases.filter(\.mayBeAdjusted).map(\.rawValue) == [
        "1010", "1300", "2100", "2200", "2300", "4000", "4010", "4900", "5000", "5100", "5120", "5200", "5900",
      ])
    #expect(
      Account.allCases.map(\.description) == [
        "1010 Bank", "1090 Payouts in transit", "1110 Producer advances", "1200 Channel receivable", "1210 Payout clearing", "1290 Disputes",
        "1300 Own stock", "1900 Suspense", "2100 Producer payable, available", "2110 Producer payable, accrued", "2150 Channel commission payable",
        "2190 Unallocated producers", "2200 Withheld tax", "2300 Group reserves", "2400 Refund liability", "4000 Association fee income",
        "4010 Sales",
        "4900 FX gain", "5000 Cost of goods", "5100 Channel fees", "5120 Bank fees", "5200 Losses", "5900 FX loss",
      ])
  }
}
