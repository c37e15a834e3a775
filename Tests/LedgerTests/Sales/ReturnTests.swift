import Ledger
import Testing

@Suite("Returns")
struct ReturnTests {
  /// Two batches, three producers, a sale of seven pairs in yen with discount, commission and fee that never divide evenly.
  private func sold(allowsUnallocated: Bool = false) throws -> TestBook {
    var book = try TestBook.trading(commission: 3333, fee: 777)
    try book.perform(.publishRate(PublishRate(currency: currency("JPY"), rate: rate("2024-01-01", "57.913", nominal: 100))))
    try book.produce("B1", [("P1", 1000), ("P2", 2000)], on: "2024-01-05")
    try book.produce("B2", [("P1", 1500), ("P3", 3500)], on: "2024-01-06")
    try book.sell(
      sale("S1", allowsUnallocated ? 10_000 : 7000, at: "1234.5", discount: 101, in: currency("JPY"), allowsUnallocated: allowsUnallocated))
    return book
  }

  /// What each pair was given less what was taken back, over all lines of the book.
  private func balances(_ book: TestBook) -> [String: [Int64]] {
    var sums: [String: [Int64]] = [:]
    for entry in book.facts.flatMap({ unroll($0.event) }) {
      guard let own = entry.amounts, let other = entry.bookAmounts, let quantity = entry.quantity else { continue }
      let line = [quantity] + [own, other].flatMap { [$0.gross, $0.discount, $0.commission, $0.fee, $0.net] }
      sums["\(entry.batch ?? "")/\(entry.producer ?? "")", default: Array(repeating: 0, count: 11)].add(line)
    }
    return sums
  }

  @Test("However a sale comes back, in how many parts, once all is back every producer has exactly zero in both currencies", arguments: 1...150)
  func leavesZero(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var book = try sold(allowsUnallocated: seed % 2 == 0)
    var left = try #require(book.sales[.init("S1")]).outstanding.thousandths
    var number = 0
    while left > 0 {
      number += 1
      let part = random.chance(30) ? left : random.number(1...min(left, 2500))
      try book.takeBack("R\(number)", of: "S1", part, random.pick([.restock, .scrap]))
      left -= part
      #expect(book.sales[.init("S1")]?.outstanding == thousandths(left), "seed \(seed)")
    }
    #expect(balances(book).count == (seed % 2 == 0 ? 5 : 4))
    for (pair, sums) in balances(book) { #expect(sums.allSatisfy { $0 == 0 }, "seed \(seed), \(pair): \(sums)") }
  }

  @Test(
    "After each part the whole that came back is the rounded proportion, whatever came before", arguments: [[3500], [1, 3499], [1000, 1250, 1250]])
  func proportional(parts: [Int64]) throws {
    var book = try sold()
    let recorded = try #require(book.sales[.init("S1")]?.recorded)
    for (index, part) in parts.enumerated() { try book.takeBack("R\(index)", of: "S1", part) }
    var (own, other) = (Amounts.zero, Amounts.zero)
    for fact in book.facts {
      guard case .saleReturned(let event) = fact.event else { continue }
      (own, other) = (own + event.change.amounts, other + event.change.bookAmounts)
    }
    // Half of everything: gross 8642 (8641.5), discount 51 (50.5) and so on, halves away from zero.
    for (whole, back) in [(recorded.amounts, own), (recorded.bookAmounts, other)] {
      #expect(-back.gross == (whole.gross + 1) / 2)
      #expect(-back.discount == (whole.discount + 1) / 2)
      #expect(-back.commission == (whole.commission + 1) / 2)
      #expect(-back.fee == (whole.fee + 1) / 2)
    }
  }

  @Test("A return is recorded with its cause and its own date, and again it changes nothing")
  func recorded() throws {
    var book = try TestBook.trading(commission: 1000, fee: 0)
    try book.produce("B1", [("P1", 3000)])
    try book.sell(sale("S1", 3000, at: "1"))
    let command = Command.returnGoods(goods("R1", of: "S1", 1000, cause: "defect"))
    let facts = try book.perform(command).facts
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"allocations":[{"batch":"B1","commission":-10,"contributed":3000,"gross":-100,"producer":"P1","quantity":-1000}],"#
          + #""book_currency":"KGS","cause":"defect","channel":"SHOP","country":"KG","currency":"KGS","disposition":"restock","#
          + #""draws":[{"batch":"B1","produced":3000,"quantity":1000}],"hs_code":"640520","product":"SLIPPER","quantity":1000,"#
          + #""return":"R1","sale":"S1","unit":"PR"}"#,
        #"{"batch":"B1","on_hand":1000,"product":"SLIPPER","quantity":1000,"sale":"S1"}"#,
      ])
    #expect(facts.allSatisfy { $0.occurredOn == day("2024-03-01") })
    #expect(facts.map(\.stream.text) == ["sale/S1", "batch/B1"])
    #expect(try book.perform(command) == .unchanged)
    #expect(book.sales[.init("S1")]?.returnedQuantity == units(1))
  }

  @Test("A return that cannot be is refused with the column and what to do")
  func refusals() throws {
    var book = try sold()
    try book.perform(.returnGoods(goods("R1", of: "S1", 2000, cause: "defect")))
    func differs(_ column: String, _ there: String, _ here: String) -> String {
      "\(column): return R1 is already recorded with another \(column): \(there) in the book, \(here) here; correct the row or use a new number"
    }
    for (command, description) in [
      (goods("R2", of: "S7", 1000), "sale: there is no sale 'S7' in this book; correct the code or record the sale first"),
      (goods("R2", of: "S1", 0), "quantity: the quantity is zero; leave the row out"),
      (goods("R2", of: "S1", -5), "quantity: the quantity is negative; goods that come back are a return"),
      (goods("R2", of: "S1", 5001), "quantity: 5.001 cannot come back: of sale S1 only 5 is still out; ask the shop to recount"),
      (goods("R2", of: "S1", 1000, on: "2024-01-31"), "date: the date lies before the sale itself (2024-02-01); correct one of the two"),
      (goods("R1", of: "S1", 2000, on: "2024-03-02", cause: "defect"), differs("returned_on", "2024-03-01", "2024-03-02")),
      (goods("R1", of: "S1", 1000, cause: "defect"), differs("quantity", "2", "1")),
      (goods("R1", of: "S1", 2000), differs("cause", "defect", "nothing")),
      (goods("R1", of: "S1", 2000, .scrap, cause: "defect"), differs("disposition", "restock", "scrap")),
    ] { #expect(refusal { () throws(Refusal) in try book.decide(.returnGoods(command)) }?.description == description) }
    #expect(refusal { () throws(Refusal) in try book.decide(.returnGoods(goods("R2", of: "S1", 5000, on: "2024-02-01"))) } == nil)
  }
}

extension [Int64] {
  fileprivate mutating func add(_ other: [Int64]) { for index in indices { self[index] += other[index] } }
}
