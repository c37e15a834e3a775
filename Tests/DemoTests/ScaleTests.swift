import Demo
import Ledger
import Testing

@Suite("The two scales of the demo book")
struct ScaleTests {
  @Test("Both scales give the same net sales in every month and channel, and the same villages, producers and products on every day")
  func identicalTotals() throws {
    var (small, full) = (CommandTotals(), CommandTotals())
    var (smallRegistry, fullRegistry) = (Digest(), Digest())
    try read(.small, into: &small, &smallRegistry)
    try read(.full, into: &full, &fullRegistry)
    #expect(small.netSales.filter { $0.value != 0 } == full.netSales.filter { $0.value != 0 })
    #expect(smallRegistry.value == fullRegistry.value)
    // What the commands come to is what the ledger makes of them.
    #expect(try small.netSales.filter { $0.value != 0 } == Replay.small.get().totals.netSales)
    #expect((15...50).contains(full.returns * 1000 / full.salesCount), "a few per cent come back")
  }

  @Test("Both scales give the same statements and receipts, to the coin where the channel keeps no commission that is rounded sale by sale")
  func identicalMoney() throws {
    var (small, full) = (CommandTotals(), CommandTotals())
    var registry = Digest()
    try read(.small, into: &small, &registry)
    try read(.full, into: &full, &registry)
    #expect(Set(small.statements.keys) == Set(full.statements.keys))
    #expect(Set(small.receipts.keys) == Set(full.receipts.keys))
    let rounded: Set<ChannelCode> = [ChannelCode("PETROL"), ChannelCode("ONLINE")]
    for (code, stated) in small.statements {
      let other = try #require(full.statements[code])
      #expect(stated.receivedOn == other.receivedOn)
      #expect(abs(stated.closing - other.closing) <= (rounded.contains(stated.channel) ? 200 : 0), "\(code)")
    }
    for (code, received) in small.receipts {
      let other = try #require(full.receipts[code])
      #expect(received.receivedOn == other.receivedOn && received.channel == other.channel)
      #expect(abs(received.amount - other.amount) <= (received.channel.map(rounded.contains) == true ? 200 : 0), "\(code)")
    }
  }

  @Test(
    "The full scale, carried out whole: every command is accepted, every figure is reproduced, and channels and producers get what they get in the small"
  )
  func fullScale() throws {
    let (full, small) = (try Replay(.full), try Replay.small.get())
    #expect((430_000...470_000).contains(full.events), "\(full.events) events")
    #expect(full.unallocatedAtTheEnd == 0)
    for figure in DemoFigures.all { #expect(figure.expected.isReproduced(by: full.totals.answer(figure.query)), "\(figure.id)") }
    #expect(full.totals.unbalanced == 0)
    #expect(full.money.carried == small.money.carried)
    #expect(full.money.carried == full.money.given + full.money.fees + full.money.own + full.money.notStated - full.money.writtenOff)
    #expect(full.money.paidTooMuch.isEmpty)
    #expect(full.money.backdated == 0)
  }

  private func read(_ scale: DemoScale, into totals: inout CommandTotals, _ registry: inout Digest) throws {
    for step in DemoBook(scale: scale) {
      guard case .record(let command) = step.deed else { continue }
      try totals.add(command)
      switch command {
      case .recordSale, .recordBatch, .production, .movement, .returnGoods, .allocateSale, .reverseSale, .settlement, .payables, .control: break
      case .enrolCommunity, .registerProducer, .changeProducerStatus, .developProduct, .product, .certification, .agreeTerms, .publishRate,
        .programme:
        registry.add(step)
      }
    }
  }
}
