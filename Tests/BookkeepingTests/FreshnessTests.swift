import Bookkeeping
import Ledger
import Testing

@Suite("What others recorded between two rounds counts")
struct FreshnessTests {
  @Test("Goods that another bookkeeper recorded can be sold by one who had none on the shelf")
  func seesNewBatch() async throws {
    try await TestBook.with { book in
      let (one, other) = (book.bookkeeper(), book.bookkeeper())
      try await one.record(village)
      let early = try await one.record(sale("S1", 2))
      guard case .refused(.insufficientStock) = early else { throw Surprise("sold what nobody made: \(early)") }
      try await other.record(batch("B1", 5))
      let later = try await one.record(sale("S1", 2))
      #expect(later.isRecorded)
      let audit = try Audit(await book.events())
      #expect(audit.stock == ["B1": 3000])
    }
  }

  @Test("The oldest goods are sold first, also when another bookkeeper recorded them a moment ago")
  func keepsOrderOfLots() async throws {
    try await TestBook.with { book in
      let (one, other) = (book.bookkeeper(), book.bookkeeper())
      try await one.record(village + [batch("NEW", 5, on: "2024-01-20"), sale("S1", 1)])
      try await other.record(batch("OLD", 5, on: "2024-01-05"))
      try await one.record(sale("S2", 1))
      let audit = try Audit(await book.events())
      #expect(audit.stock == ["NEW": 4000, "OLD": 4000])
    }
  }

  @Test("A sale follows the terms that another bookkeeper wrote down between the rounds")
  func seesNewTerms() async throws {
    try await TestBook.with { book in
      let (one, other) = (book.bookkeeper(), book.bookkeeper())
      try await one.record(village + [batch("B1", 5), sale("S1", 1)])
      try await other.record(terms("SHOP", 3000, 0, from: "2024-01-15"))
      try await one.record(sale("S2", 1))
      let commissions = try await book.sales().map(\.amounts.commission)
      #expect(commissions == [2000, 3000])
    }
  }

  @Test("A sale in foreign money is refused until another bookkeeper publishes the rate, then booked at it")
  func seesNewRate() async throws {
    try await TestBook.with { book in
      let (one, other) = (book.bookkeeper(), book.bookkeeper())
      try await one.record(village + [batch("B1", 5)])
      let early = try await one.record(sale("S1", 1, in: "USD"))
      #expect(early == .refused(.noRate(currency("USD"), on: day("2024-02-01"))))
      try await other.record(rate("USD", "89.5", on: "2024-01-31"))
      let later = try await one.record(sale("S1", 1, in: "USD"))
      #expect(later.isRecorded)
      let gross = try await book.sales().map(\.bookAmounts.gross)
      #expect(gross == [895_000])
    }
  }

  @Test("Whoever was unknown is known as soon as another bookkeeper has registered her")
  func seesNewThings() async throws {
    try await TestBook.with { book in
      let (one, other) = (book.bookkeeper(), book.bookkeeper())
      let early = try await one.record([producer("P1"), batch("B1", 1), sale("S1", 1)])
      let unknown: [Verdict] = [
        .refused(.unknown(.community, "TAL")), .refused(.unknown(.product, "RUG")), .refused(.unknown(.product, "RUG")),
      ]
      #expect(early == unknown)
      try await other.record(village)
      let later = try await one.record([producer("P1"), batch("B1", 1), sale("S1", 1)])
      #expect(later.map(\.isRecorded) == [false, true, true])
      #expect(later[0] == .unchanged)
    }
  }

  @Test("What another bookkeeper took back can be sold again")
  func seesRestock() async throws {
    try await TestBook.with { book in
      let (one, other) = (book.bookkeeper(), book.bookkeeper())
      try await one.record(village + [batch("B1", 2), sale("S1", 2)])
      try await other.record(takeBack("R1", of: "S1", 2))
      let verdict = try await one.record(sale("S2", 2, from: "B1"))
      #expect(verdict.isRecorded)
      let again = try await one.record(takeBack("R1", of: "S1", 2))
      #expect(again == .unchanged)
    }
  }

  @Test("A round handed in while another is on its way sees what others had recorded before it was handed in")
  func seesOthersInThePipeline() async throws {
    try await TestBook.with { book in
      let (one, other) = (book.bookkeeper(), book.bookkeeper())
      try await one.record(village + [batch("B1", 1)])
      var verdicts = try await one.submit([Instruction(sale("S1", 1))])
      try await other.record([batch("B2", 1), terms("SHOP", 3000, 0, from: "2024-01-15")])
      verdicts += try await one.submit([Instruction(sale("S2", 1))])
      verdicts += try await one.finish()
      #expect(verdicts.map(\.isRecorded) == [true, true])
      let sold = try await book.sales().first { $0.sale.text == "S2" }
      #expect(sold?.amounts.commission == 3000)
    }
  }
}
