import Ledger
import Testing

@Suite("Allocation of what waits in suspense")
struct AllocationTests {
  private func allocate(_ sale: String = "S1", on date: String = "2024-03-01") -> Command {
    .allocateSale(AllocateSale(sale: .init(sale), date: day(date)))
  }

  /// Seven pairs sold in yen, two of them in stock.
  private func waiting() throws -> TestBook {
    var book = try TestBook.trading(commission: 3333, fee: 777)
    try book.perform(.publishRate(PublishRate(currency: currency("JPY"), rate: rate("2024-01-01", "57.913", nominal: 100))))
    try book.produce("B5", [("P1", 1000), ("P2", 1000)], on: "2024-01-05")
    try book.sell(sale("S1", 7000, at: "1234.5", discount: 101, in: currency("JPY"), allowsUnallocated: true))
    return book
  }

  @Test("Money moves from suspense to the makers: the lines add up to zero in both currencies, and the goods leave their batches")
  func movesMoney() throws {
    var book = try waiting()
    try book.produce("B2", [("P3", 1000), ("P1", 2000)], on: "2024-02-10")
    try book.produce("B1", [("P4", 4000)], on: "2024-02-20")
    let suspense = try #require(book.sales[.init("S1")]?.recorded?.unallocated)
    let facts = try book.perform(allocate()).facts
    #expect(facts.map(\.event.type) == ["SaleAllocated", "BatchDrawn", "BatchDrawn"])
    #expect(facts.allSatisfy { $0.occurredOn == day("2024-03-01") })
    guard case .saleAllocated(let event)? = facts.first?.event else {
      Issue.record("no allocation")
      return
    }
    #expect(event.change.amounts == .zero)
    #expect(event.change.bookAmounts == .zero)
    #expect(event.draws.map(\.batch.text) == ["B2", "B1"])
    #expect(event.change.allocations.map { $0.producer?.text } == ["P4", "P1", "P3", nil])
    let last = try #require(event.change.allocations.last)
    #expect(last.amounts == -suspense.amounts)
    #expect(last.bookAmounts == -suspense.bookAmounts)
    #expect(last.quantity == .zero - suspense.quantity)
    #expect(event.change.allocations.reduce(.zero) { $0 + $1.quantity } == .zero)
    #expect([book.onHand("B2"), book.onHand("B1")] == [0, 2000])
    #expect(try book.perform(allocate()) == .unchanged)
  }

  @Test("What is allocated later comes back like the rest, and all of it leaves exactly zero", arguments: 1...60)
  func leavesZero(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var book = try waiting()
    try book.produce("B2", [("P3", 1000), ("P1", random.number(1...3000))], on: "2024-02-10")
    try book.produce("B1", [("P4", 4000), ("P2", random.number(1...3000))], on: "2024-02-20")
    try book.perform(allocate())
    var left: Int64 = 7000
    var number = 0
    while left > 0 {
      number += 1
      let part = random.number(1...left)
      try book.takeBack("R\(number)", of: "S1", part, on: "2024-04-01")
      left -= part
    }
    var sums: [String: (Amounts, Amounts, Int64)] = [:]
    for entry in book.facts.flatMap({ unroll($0.event) }) {
      guard let own = entry.amounts, let other = entry.bookAmounts, let quantity = entry.quantity else { continue }
      let sum = sums["\(entry.batch ?? "")/\(entry.producer ?? "")"] ?? (.zero, .zero, 0)
      sums["\(entry.batch ?? "")/\(entry.producer ?? "")"] = (sum.0 + own, sum.1 + other, sum.2 + quantity)
    }
    for (pair, sum) in sums { #expect(sum == (.zero, .zero, 0), "seed \(seed), \(pair)") }
    for batch in ["B5", "B2", "B1"] { #expect(book.batches[.init(batch)]?.onHand == book.batches[.init(batch)]?.accepted, "seed \(seed)") }
  }

  @Test("A sale with nothing in suspense has nothing to allocate")
  func nothingWaits() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 1000)])
    try book.sell(sale("S1", 1000))
    #expect(try book.perform(allocate()) == .unchanged)
  }

  @Test("It is refused while goods are missing, after goods came back, and for a sale nobody knows")
  func refusals() throws {
    var book = try waiting()
    try book.produce("B2", [("P3", 3000)], on: "2024-02-10")
    try book.produce("B3", [("P3", 3000)], on: "2024-03-02")
    let draft = book
    func description(_ command: Command) -> String? { refusal { () throws(Refusal) in try draft.decide(command) }?.description }
    #expect(description(allocate("S7")) == "sale: there is no sale 'S7' in this book; correct the code or record the sale first")
    #expect(
      description(allocate())
        == "quantity: 5 sold, but product SLIPPER produced by 2024-03-01 has only 3 in stock; record the goods first, or allow unallocated sales, "
        + "whose money waits in suspense")
    #expect(description(allocate(on: "2024-03-02")) == nil)
    try book.takeBack("R1", of: "S1", 1)
    #expect(
      refusal { () throws(Refusal) in try book.decide(allocate(on: "2024-03-02")) }?.description
        == "sale: goods of sale S1 came back already; reverse it and record it anew to allocate it")
  }
}
