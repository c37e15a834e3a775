import Demo
import Ledger
import Testing

@Suite("Workshops, certificates and programmes in the demo book")
struct ProgrammeTests {
  private let replay: Replay
  private let book: BookInMemory

  init() throws {
    replay = try Replay.small.get()
    book = replay.book
  }

  @Test("Six workshops stand in villages of Issyk-Kul, those of Tamga and Tilekmat since February 2019, and all of their women earned enough in 2019")
  func workshops() throws {
    let sites = book.sites.filter { $0.key.text.hasPrefix("WS-") }
    #expect(sites.count == 6)
    let opened = sites.compactMapValues { $0.openings.first?.on }
    #expect(opened[SiteCode("WS-TAMGA")].map(Month.init(of:)) == Month("2019-02"))
    #expect(opened[SiteCode("WS-TILEKMAT")].map(Month.init(of:)) == Month("2019-02"))
    let batches = replay.batches.filter { $0.site?.hasPrefix("WS-") ?? false }
    #expect(batches.allSatisfy { $0.kind == .order && $0.producedOn >= opened[SiteCode($0.site ?? "")] ?? .distantFuture })
    for payer in [WorkMeasure.lowest, .highest] {
      #expect((1_000_000...1_800_000).contains(replay.totals.answer(.work(payer, payer: "Kumtor", year: 2019))))
    }
    #expect(replay.totals.answer(.work(.people, payer: "Kumtor", year: 2019)) == replay.totals.answer(.work(.women, payer: "Kumtor", year: 2019)))
  }

  @Test("Committees grant and refuse; what MUJI orders is certified, and Bishkek's exceptions are few")
  func certificates() throws {
    let programme = replay.totals.programme
    #expect(programme.decisions[.granted, default: 0] > 300)
    #expect(programme.decisions[.refused, default: 0] > 10)
    let exceptions = replay.totals.kinds["uncertified"] ?? 0
    #expect(exceptions > 0)
    let inBishkek = book.sales.values.compactMap(\.recorded).filter { $0.place.channel == ChannelCode("BISHKEK") }
    #expect(exceptions * 20 < inBishkek.count)
    #expect(book.channels[ChannelCode("MUJI")]?.terms.last?.certification == .refuse)
  }

  @Test("Products stand at several of the eleven steps; those on sale at the last")
  func pipeline() {
    let stages = replay.totals.programme.stages
    for stage in [ProductStage.recipeAndTechnology, .makersTrained, .samples, .testBatches, .qualityAndCertification, .brandingAndSales] {
      #expect(stages[stage, default: 0] > 15, "\(stage)")
    }
  }

  @Test("RESILAND CA+ begins in April 2024 with 21 sites in five oblasts; some people are taught, and some women agree that buyers read their names")
  func programmes() throws {
    let sites = book.sites.filter { $0.key.text.hasPrefix("RS-") }
    let villages = sites.values.compactMap { $0.opened.flatMap { book.communities[$0.community]?.enrolled?.oblast } }
    #expect(Set(villages).count == 5)
    #expect(sites.values.allSatisfy { $0.openings.first.map { $0.on >= CalendarDate("2024-04-01") ?? .distantFuture } ?? false })
    #expect(replay.totals.programme.trainings > 10)
    #expect(replay.totals.programme.consents > 20)
  }
}
