import Demo
import Ledger
import Testing

@Suite("The demo book, in the small")
struct DemoBookTests {
  @Test("Every command is accepted, and one sale alone waits for its goods to be booked; in the end nothing waits")
  func stockCoversSales() throws {
    let replay = try Replay.small.get()
    #expect(replay.unallocated.count == 1)
    #expect(replay.unallocated.first?.quantity == Quantity(units: 12))
    #expect(replay.unallocatedAtTheEnd == 0)
  }

  @Test("Every figure is reproduced with the precision it was published with", arguments: DemoFigures.all)
  func reproduces(figure: Figure) throws {
    let found = try Replay.small.get().totals.answer(figure.query)
    #expect(figure.expected.isReproduced(by: found), "\(figure.id): \(figure.query.unit.text(found)), expected \(figure.expectedText)")
  }

  @Test("Year totals come out to the tyiyn, but for the yen that make MUJI's 42 million of 2024 to the som")
  func yearTotals() throws {
    let totals = try Replay.small.get().totals
    let found = (2010...2025).map { totals.answer(.netSales(channel: nil, from: "\($0)", to: "\($0)")) }
    let hundredthsOfMillion: [Int64] = [
      30, 143, 290, 480, 680, 850, 1275, 1750, 2300, 3700, 3400, 4500, 6200, 8400, 10_500, 11_200,
    ]
    for (value, expected) in zip(found, hundredthsOfMillion) where expected != 10_500 { #expect(value == expected * 1_000_000) }
    #expect(abs(found[14] - 10_500_000_000) < 100)
  }

  @Test("It has about 40 000 events, recorded in order between 2010 and 2025")
  func sizeAndOrder() throws {
    let replay = try Replay.small.get()
    #expect((36_000...44_000).contains(replay.events), "\(replay.events) events")
    #expect(zip(replay.days, replay.days.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(replay.days.first == CalendarDate("2010-01-01"))
    #expect(replay.days.allSatisfy { $0.components.year <= 2025 })
  }

  @Test("It is the same book, byte for byte, every time")
  func sameBytes() throws {
    let digest = String(try Replay.small.get().digest, radix: 16)
    #expect(digest == "41416ff3e5921557", "when the history is changed on purpose, write its new digest here: \(digest)")
  }

  @Test("The brand shops sell nothing in April and May 2020, and something in every other month since they opened")
  func shopsClosedInSpring2020() throws {
    let netSales = try Replay.small.get().totals.netSales
    for (channel, firstYear) in [("KARAKOL", 2010), ("BISHKEK", 2012)] {
      for year in firstYear...2025 {
        for month in 1...12 {
          let sales = netSales[EntryTotals.Cell(year: year, month: month, channel: channel)] ?? 0
          #expect(year == 2020 && (4...5).contains(month) ? sales == 0 : sales > 0, "\(channel) \(year)-\(month): \(sales)")
        }
      }
    }
  }

  @Test("A batch is made by one to eight producers, and some batches are accepted in part")
  func batches() throws {
    let replay = try Replay.small.get()
    #expect(replay.batches.allSatisfy { (1...8).contains($0.contributions.count) })
    #expect(Set(replay.batches.map(\.contributions.count)) == Set(1...8))
    #expect(replay.batches.contains { $0.batch == BatchCode("KB-2024-0113") })
  }
}

extension Figure: CustomTestStringConvertible {
  /// Its short name, so that a failing figure is found at once.
  public var testDescription: String { id }
}
