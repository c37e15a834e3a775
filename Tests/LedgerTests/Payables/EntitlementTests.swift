import Ledger
import Testing

@Suite("What producers are entitled to")
struct EntitlementTests {
  @Test("What a channel has paid for is available to its producers from that day on, sale by sale")
  func released() throws {
    var desk = try PayDesk()
    desk.release("S2", [("P1", 700), ("P2", 300)], on: "2024-02-05")
    desk.release("S1", [("P1", 50)], on: "2024-02-01")
    #expect(desk.open("P1") == ["S1 50", "S2 700"])
    #expect(desk.open("P2") == ["S2 300"])
    #expect(desk.balance("P1").available == 750)
    #expect(desk.balance("P1").released == 750)
    #expect(desk.state.isReleased(.init("S1")))
    #expect(desk.state.isReleased(.init("S2")))
    #expect(!desk.state.isReleased(.init("S3")))
    #expect(desk.state.producerCodes.map(\.text) == ["P1", "P2"])
    #expect(desk.balance("P3") == ProducerBalance())
  }

  @Test("A loss of exchange passed on lessens what is available; who has nothing left waits, and the loss with her")
  func exchangeLoss() throws {
    var desk = try PayDesk()
    desk.release("S1", [("P1", 100), ("P2", 100)])
    desk.release(nil, [("P1", -30), ("P2", -100)])
    #expect(desk.open("P1") == ["– -30", "S1 100"])
    try desk.perform(prepare("R1"))
    #expect(desk.totals("R1", "P1")?.gross == 70)
    #expect(desk.totals("R1", "P2") == nil)
    #expect(desk.open("P2") == ["– -100", "S1 100"])
    desk.release("S2", [("P2", 5)])
    try desk.perform(prepare("R2"))
    #expect(desk.totals("R2", "P2")?.gross == 5)
    #expect(desk.state.run(.init("R2"))?.payments.count == 1)
  }

  @Test("Goods that come back before she was paid take their part from the open line of that sale and from no other")
  func withdrawnFromOpen() throws {
    var desk = try PayDesk()
    desk.release("S1", [("P1", 100), ("P2", 40)])
    desk.release("S2", [("P1", 1000)])
    let lines = desk.withdraw("RT1", of: "S1", [("P1", 60), ("P2", 40)])
    #expect(
      lines == [
        WithdrawnLine(producer: .init("P1"), amount: 60, from: .available), WithdrawnLine(producer: .init("P2"), amount: 40, from: .available),
      ])
    #expect(desk.open("P1") == ["S1 40", "S2 1000"])
    #expect(desk.open("P2") == [])
    #expect(desk.balance("P1").withdrawn == 60)
    #expect(desk.balance("P1").debt == 0)
    #expect(desk.state.wasWithdrawn(.init("RT1")))
    #expect(!desk.state.wasWithdrawn(.init("RT2")))
    // A second return of the same sale finds less, and the rest is owed even though S2 is open.
    #expect(
      desk.withdraw("RT2", of: "S1", [("P1", 70)]) == [
        WithdrawnLine(producer: .init("P1"), amount: 40, from: .available), WithdrawnLine(producer: .init("P1"), amount: 30, from: .debt),
      ])
    #expect(desk.balance("P1").debt == 30)
    #expect(desk.balance("P1").available == 1000)
  }

  @Test("Goods that come back when her part is in a run, prepared or paid, are a debt; the next run nets it")
  func withdrawnFromTaken() throws {
    var desk = try PayDesk()
    desk.release("S1", [("P1", 100)])
    try desk.perform(prepare("R1"))
    #expect(desk.withdraw("RT1", of: "S1", [("P1", 30)]) == [WithdrawnLine(producer: .init("P1"), amount: 30, from: .debt)])
    #expect(desk.totals("R1", "P1")?.net == 100)
    for command in [approve("R1"), instruct("R1"), settle("R1", "P1")] { try desk.perform(command) }
    #expect(desk.withdraw("RT2", of: "S1", [("P1", 20)]) == [WithdrawnLine(producer: .init("P1"), amount: 20, from: .debt)])
    #expect(desk.balance("P1").debt == 50)
    desk.release("S2", [("P1", 80)], on: "2024-03-10")
    try desk.perform(prepare("R2", to: "2024-03-31", on: "2024-04-01"))
    #expect(desk.totals("R2", "P1")?.debt == 50)
    #expect(desk.totals("R2", "P1")?.net == 30)
  }

  @Test("A coin that goes the other way is added to what is available, whether her line is open or was taken")
  func coin() throws {
    var desk = try PayDesk()
    desk.release("S1", [("P1", 100), ("P2", 100)])
    #expect(desk.withdraw("RT1", of: "S1", [("P1", -1)]) == [WithdrawnLine(producer: .init("P1"), amount: -1, from: .available)])
    #expect(desk.open("P1") == ["S1 101"])
    try desk.perform(prepare("R1"))
    desk.withdraw("RT2", of: "S1", [("P1", -1)])
    #expect(desk.open("P1") == ["S1 1"])
    #expect(desk.balance("P1").withdrawn == -2)
    // The last return takes the coin first, and owes the rest.
    #expect(
      desk.withdraw("RT3", of: "S1", [("P1", 102)]) == [
        WithdrawnLine(producer: .init("P1"), amount: 1, from: .available), WithdrawnLine(producer: .init("P1"), amount: 101, from: .debt),
      ])
  }

  @Test("What one producer loses in several lines is one loss; a loss of nothing is no line")
  func linesOfOneProducer() throws {
    var desk = try PayDesk()
    desk.release("S1", [("P1", 100)])
    #expect(
      desk.withdraw("RT1", of: "S1", [("P1", 60), ("P2", 0), ("P1", 50), ("P3", 1)]) == [
        WithdrawnLine(producer: .init("P1"), amount: 100, from: .available), WithdrawnLine(producer: .init("P1"), amount: 10, from: .debt),
        WithdrawnLine(producer: .init("P3"), amount: 1, from: .debt),
      ])
  }

  @Test("What is released of a sale a second time, goods found late, joins its line and keeps the earlier day")
  func releasedTwice() throws {
    var desk = try PayDesk()
    desk.release("S1", [("P1", 100)], on: "2024-02-01")
    desk.release("S1", [("P1", 20), ("P2", 5)], on: "2024-04-01")
    #expect(desk.open("P1") == ["S1 120"])
    try desk.perform(prepare("R1"))
    #expect(desk.totals("R1", "P1")?.gross == 120)
    #expect(desk.totals("R1", "P2") == nil)
  }
}
