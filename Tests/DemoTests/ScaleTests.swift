import Demo
import FoundationEssentials
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
    // A sale is an event and draws on one batch at least; a batch is made and inspected.
    let atLeast = full.others + 2 * full.salesCount + 2 * full.batches + full.returns
    #expect((405_000...495_000).contains(atLeast), "at least \(atLeast) events")
    #expect((15...50).contains(full.returns * 1000 / full.salesCount), "a few per cent come back")
  }

  /// Carrying the whole out takes a minute or two without optimisation: `ESEP_TEST_DEMO_THROUGH=2025` asks for it.
  private static let through = ProcessInfo.processInfo.environment["ESEP_TEST_DEMO_THROUGH"].flatMap { Int($0) } ?? 2014

  @Test("The full scale, too, finds goods for every sale: its first five years, or more when asked for, carried out")
  func fullScaleIsCovered() throws {
    var book = BookInMemory()
    var totals = EntryTotals()
    var events = 0
    for dated in DemoBook(scale: .full) {
      if dated.recordedAt.components.year > Self.through { break }
      for fact in try book.record(dated.command) {
        events += 1
        for entry in unroll(fact.event) { totals.add(entry, on: fact.occurredOn) }
      }
    }
    #expect(totals.unallocated == 0)
    if Self.through == 2025 {
      #expect((405_000...495_000).contains(events), "\(events) events")
      for figure in DemoFigures.all { #expect(figure.expected.isReproduced(by: totals.answer(figure.query)), "\(figure.id)") }
    }
    for (year, minor) in [(2010, 30_000_000), (2011, 143_000_000), (2012, 290_000_000), (2013, 480_000_000)] as [(Int, Int64)] {
      #expect(totals.answer(.netSales(channel: nil, from: "\(year)", to: "\(year)")) == minor)
    }
  }

  private func read(_ scale: DemoScale, into totals: inout CommandTotals, _ registry: inout Digest) throws {
    for dated in DemoBook(scale: scale) {
      try totals.add(dated.command)
      switch dated.command {
      case .recordSale, .recordBatch, .returnGoods, .allocateSale, .reverseSale: break
      case .enrolCommunity, .registerProducer, .changeProducerStatus, .developProduct, .agreeTerms, .publishRate:
        registry.add(Array(dated.recordedAt.description.utf8))
        registry.add(dated.command.canonicalBytes)
      }
    }
  }
}
