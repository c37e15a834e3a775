import Ledger
import Testing

@Suite("Goods that come back to stock")
struct RestockTests {
  /// B1 (2), B2 (3) and B3 (4 of 9) sold together, optionally with two more that are nowhere.
  private func sold(unallocated: Int64 = 0) throws -> TestBook {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 2000)], on: "2024-01-05")
    try book.produce("B2", [("P2", 3000)], on: "2024-01-06")
    try book.produce("B3", [("P3", unallocated > 0 ? 4000 : 9000)], on: "2024-01-07")
    try book.sell(sale("S1", 9000 + unallocated, allowsUnallocated: true))
    return book
  }

  private func restocks(_ decision: Decision) -> [String] {
    decision.facts.compactMap {
      if case .batchRestocked(let event) = $0.event { "\(event.movement.batch) \(event.movement.quantity) → \(event.movement.onHand)" } else { nil }
    }
  }

  @Test("They go back in the reverse order of drawing, also after earlier returns")
  func reverseOrder() throws {
    var book = try sold()
    #expect(restocks(try book.takeBack("R1", of: "S1", 1000)) == ["B3 1 → 6"])
    #expect(restocks(try book.takeBack("R2", of: "S1", 4500)) == ["B3 3 → 9", "B2 1.5 → 1.5"])
    #expect(restocks(try book.takeBack("R3", of: "S1", 3500)) == ["B2 1.5 → 3", "B1 2 → 2"])
    #expect([book.onHand("B1"), book.onHand("B2"), book.onHand("B3")] == [2000, 3000, 9000])
  }

  @Test("What never came from a batch comes back first and goes into none")
  func unallocatedFirst() throws {
    var book = try sold(unallocated: 2000)
    #expect(restocks(try book.takeBack("R1", of: "S1", 1500)) == [])
    #expect(restocks(try book.takeBack("R2", of: "S1", 1000)) == ["B3 0.5 → 0.5"])
    #expect(restocks(try book.takeBack("R3", of: "S1", 8500)) == ["B3 3.5 → 4", "B2 3 → 3", "B1 2 → 2"])
  }

  @Test("Scrapped goods go back to no batch, and do not change where later ones go")
  func scrap() throws {
    var book = try sold()
    #expect(restocks(try book.takeBack("R1", of: "S1", 5000, .scrap)) == [])
    #expect([book.onHand("B1"), book.onHand("B2"), book.onHand("B3")] == [0, 0, 5000])
    #expect(restocks(try book.takeBack("R2", of: "S1", 4000)) == ["B3 4 → 9"])
    #expect(book.sales[.init("S1")]?.outstanding == .zero)
  }

  @Test("Goods sold again meanwhile are counted on top of what is there")
  func soldAgain() throws {
    var book = try sold()
    try book.takeBack("R1", of: "S1", 4000)
    try book.sell(sale("S2", 8000))
    #expect(restocks(try book.takeBack("R2", of: "S1", 2000)) == ["B2 2 → 2"])
    #expect(restocks(try book.takeBack("R3", of: "S2", 8000)) == ["B3 8 → 9"])
  }

  @Test("A batch drawn again by a later allocation gets back no more than was drawn from it")
  func drawnTwice() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 2000), ("P2", 1000)])
    try book.sell(sale("S0", 2000))
    try book.sell(sale("S1", 2000, allowsUnallocated: true))
    try book.takeBack("R0", of: "S0", 2000)
    try book.perform(.allocateSale(AllocateSale(sale: .init("S1"), date: day("2024-03-01"))))
    let state = try #require(book.sales[.init("S1")])
    #expect(state.drawnBatches == [.init("B1")])
    #expect(restocks(try book.takeBack("R1", of: "S1", 1500)) == ["B1 1 → 2", "B1 0.5 → 2.5"])
    #expect(restocks(try book.takeBack("R2", of: "S1", 500)) == ["B1 0.5 → 3"])
  }
}
