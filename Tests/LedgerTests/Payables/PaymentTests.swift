import Ledger
import Testing

@Suite("Payments to producers")
struct PaymentTests {
  /// Three producers, ten per cent tax, a run that is instructed.
  private func instructed() throws -> PayDesk {
    var desk = try PayDesk()
    desk.release("S1", [("P1", 700), ("P2", 300), ("P3", 100)])
    try desk.perform(rule("T", .tax, 1000))
    try desk.perform(rule("F", .fee, 500))
    try desk.perform(advance("A1", to: "P2", 55))
    for command in [prepare("R1"), approve("R1"), instruct("R1")] { try desk.perform(command) }
    return desk
  }

  @Test("A producer has her money once the bank says so, with its reference")
  func settled() throws {
    var desk = try instructed()
    #expect(desk.balance("P1").inTransit == 595)
    #expect(desk.balance("P1").paid == 0)
    try desk.perform(settle("R1", "P1", 595, "BANK-1"))
    #expect(desk.balance("P1").inTransit == 0)
    #expect(desk.balance("P1").paid == 595)
    #expect(desk.status("R1", "P1") == .paid(on: day("2024-03-05"), reference: "BANK-1"))
  }

  @Test("The same settlement file twice pays nobody twice")
  func sameFile() throws {
    var desk = try instructed()
    let file = [settle("R1", "P1", 595, "BANK-1"), settle("R1", "P2", 200, "BANK-2"), settle("R1", "P3", nil, nil)]
    for line in file { #expect(try desk.perform(line) != .unchanged) }
    let after = ["P1", "P2", "P3"].map { desk.balance($0) }
    for line in file { #expect(try desk.perform(line) == .unchanged) }
    #expect(["P1", "P2", "P3"].map { desk.balance($0) } == after)
    #expect(desk.facts.count { $0.event.type == "ProducerPaid" } == 3)
  }

  @Test("A second line of the bank for a payment she has had is refused, so that somebody looks into it")
  func secondLine() throws {
    var desk = try instructed()
    try desk.perform(settle("R1", "P1", 595, "BANK-1"))
    let message = "producer: run R1 paid P1 on 2024-03-05 already (reference BANK-1); if the bank paid a second time, record that as an advance"
    #expect(desk.refused(settle("R1", "P1", 595, "BANK-7")) == message)
    #expect(desk.refused(settle("R1", "P1", 595, "BANK-1", on: "2024-03-06")) == message)
    #expect(desk.refused(settle("R1", "P1")) == message)
  }

  @Test("When settling stops half-way, some have their money and some have not; the same file again finishes it", arguments: 0...3)
  func killed(after lines: Int) throws {
    var desk = try instructed()
    let file = [settle("R1", "P1", 595, "BANK-1"), settle("R1", "P2", 200, "BANK-2"), settle("R1", "P3", 85, "BANK-3")]
    for line in file.prefix(lines) { try desk.perform(line) }
    #expect(["P1", "P2", "P3"].map { desk.balance($0).paid } == [[0, 0, 0], [595, 0, 0], [595, 200, 0], [595, 200, 85]][lines])
    #expect(["P1", "P2", "P3"].map { desk.balance($0).inTransit } == [[595, 200, 85], [0, 200, 85], [0, 0, 85], [0, 0, 0]][lines])
    #expect(desk.state.run(.init("R1"))?.isWaiting == (lines < 3))
    // Whoever starts again knows of it only what the log has.
    var again = try PayDesk()
    for fact in desk.facts { again.take(fact) }
    for (index, line) in file.enumerated() {
      let decision = try again.perform(line)
      #expect((decision == .unchanged) == (index < lines))
    }
    #expect(["P1", "P2", "P3"].map { again.balance($0).paid } == [595, 200, 85])
  }

  @Test("The bank's word about the whole list pays whoever is still waiting, and nobody else")
  func wholeList() throws {
    var desk = try instructed()
    try desk.perform(settle("R1", "P1", 595, "BANK-1"))
    try desk.perform(sendBack("R1", "P2"))
    #expect(desk.refused(settleAll("R1", "LIST")) == nil)
    try desk.perform(settleAll("R1", "LIST", on: "2024-03-09"))
    #expect(["P1", "P2", "P3"].map { desk.balance($0).paid } == [595, 0, 85])
    #expect(desk.status("R1", "P1") == .paid(on: day("2024-03-05"), reference: "BANK-1"))
    #expect(desk.status("R1", "P3") == .paid(on: day("2024-03-09"), reference: "LIST"))
    #expect(try desk.perform(settleAll("R1", "LIST", on: "2024-03-09")) == .unchanged)
  }

  @Test("A list longer than one commit can be is paid in two, by the same word given twice")
  func longList() throws {
    var desk = try PayDesk([])
    desk.release("S1", (0..<5_001).map { ("P\(10_000 + $0)", 10) })
    for command in [prepare("R1"), approve("R1"), instruct("R1")] { try desk.perform(command) }
    #expect(try desk.perform(settleAll("R1", "LIST")).facts.count == 5_000)
    #expect(desk.state.run(.init("R1"))?.isWaiting == true)
    #expect(try desk.perform(settleAll("R1", "LIST")).facts.count == 1)
    #expect(try desk.perform(settleAll("R1", "LIST")) == .unchanged)
    #expect(desk.balance("P15000").paid == 10)
  }

  @Test("Sent back before it was paid, net and tax are hers again; the fee stays paid and the advance netted")
  func sentBackBeforePayment() throws {
    var desk = try instructed()
    let facts = try desk.perform(sendBack("R1", "P2")).facts
    guard case .producerPaymentReturned(let event)? = facts.first?.event else {
      Issue.record("nothing came back")
      return
    }
    #expect([event.net, event.tax] == [200, 30])
    #expect(!event.wasPaid)
    let balance = desk.balance("P2")
    #expect([balance.available, balance.inTransit, balance.paid, balance.tax, balance.fee, balance.nettedAdvances] == [230, 0, 0, 0, 15, 55])
    #expect(desk.open("P2") == ["– 230"])
    #expect(desk.status("R1", "P2") == .sentBack(on: day("2024-03-08"), reason: "account closed", wasPaid: false))
  }

  @Test("Sent back after it was paid, it is hers again and paid no longer; the next run pays it, taxed anew")
  func sentBackAfterPayment() throws {
    var desk = try instructed()
    try desk.perform(settle("R1", "P1", 595, "BANK-1"))
    try desk.perform(sendBack("R1", "P1"))
    let balance = desk.balance("P1")
    #expect([balance.available, balance.inTransit, balance.paid, balance.tax, balance.fee] == [665, 0, 0, 0, 35])
    #expect(desk.status("R1", "P1") == .sentBack(on: day("2024-03-08"), reason: "account closed", wasPaid: true))
    // It became available on the day it came back.
    #expect(desk.refused(prepare("R2", to: "2024-03-07", on: "2024-04-01")) != nil)
    try desk.perform(prepare("R2", to: "2024-03-08", on: "2024-04-01"))
    #expect(desk.totals("R2", "P1").map { [$0.gross, $0.tax, $0.fee, $0.net] } == [665, 67, 33, 565])
  }

  @Test("A payment comes back once, and cannot be settled afterwards")
  func sentBackOnce() throws {
    var desk = try instructed()
    try desk.perform(sendBack("R1", "P1"))
    let message = "producer: the payment of run R1 to P1 came back on 2024-03-08 and is in her balance again; the next run pays it"
    #expect(desk.refused(sendBack("R1", "P1", because: "wrong number")) == message)
    #expect(desk.refused(sendBack("R1", "P1", on: "2024-03-09")) == message)
    #expect(desk.refused(settle("R1", "P1", 595, "BANK-1")) == message)
    #expect(desk.balance("P1").available == 665)
  }

  @Test("A payment that came to nothing is settled with the approval: a file that names it changes nothing, and nothing comes back")
  func nothing() throws {
    var desk = try PayDesk()
    desk.release("S1", [("P1", 700), ("P2", 10)])
    try desk.perform(advance("A1", to: "P1", 700))
    try desk.perform(prepare("R1"))
    #expect(desk.status("R1", "P1") == .asItsRun)
    try desk.perform(approve("R1"))
    #expect(try desk.perform(settle("R1", "P1", 0, "BANK-1")) == .unchanged)
    #expect(desk.balance("P1").nettedAdvances == 700)
    try desk.perform(instruct("R1"))
    #expect(desk.refused(sendBack("R1", "P1")) == "producer: run R1 had nothing to pay to P1, so nothing can come back; correct the row")
    #expect(desk.balance("P1").paid == 0)
  }
}
