import Demo
import Ledger
import Testing

@Suite("What goes wrong with money in the demo book")
struct IncidentTests {
  private let money: MoneyTotals
  private let book: BookInMemory

  init() throws {
    let replay = try Replay.small.get()
    (money, book) = (replay.money, replay.book)
  }

  @Test("A part of MUJI's delivery of March 2021 is rejected in August when its producers have been paid: they owe it, and later runs net it")
  func rejectedDelivery() throws {
    let rejected = try #require(money.withdrawals.first { $0.event.channel == ChannelCode("MUJI") && $0.on == CalendarDate("2021-08-23") })
    #expect(rejected.event.netSales.own > 0)
    #expect(rejected.event.lines.contains { $0.from == .debt && $0.amount > 0 })
    let debtors = Set(rejected.event.lines.filter { $0.from == .debt }.map(\.producer))
    let netted = money.approved.filter { $0.run.text > "RUN-2021-Q2" }.flatMap(\.payments).filter { $0.debt > 0 && debtors.contains($0.producer) }
    #expect(!netted.isEmpty)
    // It stands on the next statement, as a refund that the channel keeps back.
    let claim = money.matches.flatMap(\.claims).first { $0.returned == rejected.event.returned }
    #expect(claim?.isRefund == true)
  }

  @Test("A statement imported twice is one statement")
  func importedTwice() {
    var asked = 0
    for step in DemoBook(scale: .small) {
      if case .record(.settlement(.receive(let command))) = step.deed, command.statement == StatementCode("STM-KARAKOL-2016-05") { asked += 1 }
    }
    #expect(asked == 2)
    #expect(money.statements.count { $0.statement == StatementCode("STM-KARAKOL-2016-05") } == 1)
  }

  @Test("A receipt is short by a bank's fee of 350 som: disputed, written off, and then everybody gets what is hers")
  func shortPayment() throws {
    #expect(money.disputes.map(\.amount.own) == [35_000])
    #expect(money.resolutions.map(\.event.outcome) == [.writtenOff])
    let statement = try #require(book.settlements[ChannelCode("BISHKEK")]?.statement(StatementCode("STM-BISHKEK-2017-09")))
    #expect(statement.isSettled)
    #expect(statement.unreleasedSales.isEmpty)
  }

  @Test("Cash from the fairs of July 2018 is handed in in November")
  func lateCash() {
    let receipt = money.receipts.first { $0.entry.payout == PayoutCode("PAY-FAIRS-2018-07") }
    #expect(receipt?.on == CalendarDate("2018-11-20"))
  }

  @Test("A payment to a wallet comes back and is paid with the next run")
  func sentBack() throws {
    #expect(money.sentBack.count == 1)
    let back = try #require(money.sentBack.first)
    #expect(back.event.run == RunCode("RUN-2022-Q3"))
    #expect(back.event.wasPaid)
    let next = try #require(book.payables.run(RunCode("RUN-2022-Q4"))?.payments[back.event.producer])
    #expect(next.payment.items.contains { $0.sale == nil && $0.amount == back.event.net + back.event.tax })
  }

  @Test("A batch booked to the wrong producer is put right after its year was closed, by an adjustment that points at the batch")
  func wrongMaker() throws {
    let adjustment = try #require(money.adjustments.first { $0.adjustment == AdjustmentCode("ADJ-2024-01") })
    #expect(adjustment.lines.reduce(0) { $0 + $1.amount } == 0)
    let position = try #require(adjustment.corrects)
    let batch = try #require(book.recordedAt.first { $0.value == position }?.key)
    #expect(adjustment.reason.contains(batch.text))
    let credited = try #require(adjustment.lines.last?.producer)
    #expect(book.payables.balance(of: credited).adjusted == 2_188_560)
  }

  @Test("One advance in cash and one in wool are netted in full")
  func advances() {
    #expect(money.advances.map(\.form) == [.cash, .material])
    for advance in money.advances { #expect(book.payables.balance(of: advance.producer).advances == 0, "\(advance.advance)") }
  }
}
