import Ledger
import Testing

@Suite("Reversals")
struct ReversalTests {
  private func reverse(_ sale: String = "S1", reason: String = "typed twice", on date: String = "2024-04-01") -> Command {
    .reverseSale(ReverseSale(sale: .init(sale), reason: reason, date: day(date)))
  }

  private func sold() throws -> TestBook {
    var book = try TestBook.trading(commission: 1111, fee: 333)
    try book.produce("B1", [("P1", 1000), ("P2", 2000)], on: "2024-01-05")
    try book.produce("B2", [("P3", 4000)], on: "2024-01-06")
    try book.sell(sale("S1", 5000, at: "9.99", discount: 7))
    return book
  }

  private func sum(_ book: TestBook) -> (Amounts, Int64) {
    book.facts.flatMap { unroll($0.event) }.reduce((.zero, 0)) { sum, entry in
      guard let amounts = entry.amounts else { return sum }
      return (sum.0 + amounts, sum.1 + (entry.quantity ?? 0))
    }
  }

  @Test("A reversed sale gives nobody anything and its goods are all back, in the reverse order of drawing")
  func whole() throws {
    var book = try sold()
    let facts = try book.perform(reverse()).facts
    #expect(facts.map(\.stream.text) == ["sale/S1", "batch/B2", "batch/B1"])
    #expect(facts.allSatisfy { $0.occurredOn == day("2024-04-01") })
    #expect(sum(book) == (.zero, 0))
    #expect([book.onHand("B1"), book.onHand("B2")] == [3000, 4000])
    #expect(book.sales[.init("S1")]?.isReversed == true)
    #expect(try book.perform(reverse()) == .unchanged)
  }

  @Test("After partial returns only the rest is taken back; scrapped goods stay scrapped", arguments: 1...40)
  func afterReturns(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var book = try sold()
    var scrapped: Int64 = 0
    for number in 1...random.number(1...4) {
      let part = random.number(Int64(1)...1250)
      let disposition = random.pick([Disposition.restock, .scrap])
      if disposition == .scrap { scrapped += part }
      try book.takeBack("R\(number)", of: "S1", part, disposition)
    }
    try book.perform(reverse())
    #expect(sum(book) == (.zero, 0), "seed \(seed)")
    #expect((book.onHand("B1") ?? 0) + (book.onHand("B2") ?? 0) == 7000 - scrapped, "seed \(seed)")
  }

  @Test("A sale that came back completely can be reversed without any line")
  func nothingLeft() throws {
    var book = try sold()
    try book.takeBack("R1", of: "S1", 5000)
    let facts = try book.perform(reverse()).facts
    #expect(facts.map(\.event.type) == ["SaleReversed"])
    #expect(facts.flatMap { unroll($0.event) }.isEmpty)
  }

  @Test("A reversal needs a sale, a reason and a date not before the sale; afterwards nothing can be done to the sale")
  func refusals() throws {
    var book = try sold()
    func description(_ command: Command, in book: TestBook) -> String? { refusal { () throws(Refusal) in try book.decide(command) }?.description }
    #expect(description(reverse("S7"), in: book) == "sale: there is no sale 'S7' in this book; correct the code or record the sale first")
    #expect(description(reverse(reason: ""), in: book) == "reason: reason is empty; it is required")
    #expect(
      description(reverse(on: "2024-01-31"), in: book) == "date: the date lies before the sale itself (2024-02-01); correct one of the two")
    try book.perform(reverse())
    let gone = "sale: sale S1 was reversed as a whole; nothing can be changed or returned on it"
    #expect(description(.returnGoods(goods("R1", of: "S1", 1000)), in: book) == gone)
    #expect(description(.allocateSale(AllocateSale(sale: .init("S1"), date: day("2024-05-01"))), in: book) == gone)
  }
}
