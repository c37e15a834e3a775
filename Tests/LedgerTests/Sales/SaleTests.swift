import Ledger
import Testing

@Suite("Sales")
struct SaleTests {
  @Test("Goods are drawn first in, first out, by day and then by batch code, never from what was produced later")
  func firstInFirstOut() throws {
    var book = try TestBook.trading()
    try book.produce("B3", [("P1", 1000)], on: "2024-01-20")
    try book.produce("B9", [("P1", 1000)], on: "2024-01-10")
    try book.produce("B10", [("P1", 1000)], on: "2024-01-10")
    try book.produce("B0", [("P1", 1000)], on: "2024-02-02")
    try book.produce("RUGS", [("P1", 9000)], of: "RUG", on: "2024-01-01")
    let sold = try book.sell(sale("S1", 2500, on: "2024-02-01"))
    #expect(sold.draws.map(\.batch.text) == ["B10", "B9", "B3"])
    #expect(sold.draws.map(\.quantity) == [units(1), units(1), thousandths(500)])
    // Parts stand by batch code, whatever the order of drawing.
    #expect(sold.allocations.map { $0.batch?.text } == ["B10", "B3", "B9"])
    #expect(book.onHand("B3") == 500)
    let next = try book.sell(sale("S2", 1500, on: "2024-02-02"))
    #expect(next.draws.map(\.batch.text) == ["B3", "B0"])
  }

  @Test("A sale that names its batch takes from it alone, even if others are older")
  func namedBatch() throws {
    var book = try TestBook.trading()
    try book.produce("OLD", [("P1", 5000)], on: "2024-01-01")
    try book.produce("NEW", [("P2", 2000)], on: "2024-01-20")
    let sold = try book.sell(sale("S1", 1000, batch: "NEW"))
    #expect(sold.draws.map(\.batch.text) == ["NEW"])
    #expect(sold.namedBatch == .init("NEW"))
    let refused = refusal { () throws(Refusal) in try book.decide(.recordSale(sale("S2", 1500, batch: "NEW"))) }
    #expect(
      refused?.message
        == "1.5 sold, but batch NEW has only 1 in stock; record the goods first, or allow unallocated sales, whose money waits in suspense")
    let short = try book.sell(sale("S2", 1500, batch: "NEW", allowsUnallocated: true))
    #expect(short.unallocated?.quantity == thousandths(500))
    #expect(book.onHand("OLD") == 5000)
  }

  @Test("Only what was accepted and is not sold yet can be sold")
  func acceptedOnly() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 5000)], accepted: 2000)
    let refused = refusal { () throws(Refusal) in try book.decide(.recordSale(sale("S1", 3000))) }
    #expect(refused?.column == "quantity")
    #expect(
      refused?.message
        == "3 sold, but product SLIPPER produced by 2024-02-01 has only 2 in stock; record the goods first, or allow unallocated sales, "
        + "whose money waits in suspense")
    try book.sell(sale("S1", 2000))
    #expect(book.onHand("B1") == 0)
    #expect(book.shelves[.init("SLIPPER")]?.lots.isEmpty == true)
  }

  @Test("What is not in stock is sold into suspense when that is allowed, and its money is part of the whole")
  func suspense() throws {
    var book = try TestBook.trading(commission: 1000, fee: 500)
    try book.produce("B1", [("P1", 1000)])
    let sold = try book.sell(sale("S1", 4000, at: "10.01", allowsUnallocated: true))
    #expect(sold.amounts == Amounts(gross: 4004, discount: 0, commission: 400, fee: 200))
    let waiting = try #require(sold.unallocated)
    #expect(waiting.batch == nil && waiting.producer == nil && waiting.isUnallocated)
    #expect(waiting.quantity == units(3) && waiting.contributed == units(3))
    #expect(waiting.amounts == Amounts(net: 2553, discount: 0, commission: 300, fee: 150))
    #expect(sold.allocations.first?.amounts.net == 851)
    let nothing = try book.sell(sale("S2", 1000, product: "RUG", allowsUnallocated: true))
    #expect(nothing.draws.isEmpty && nothing.allocations.count == 1)
  }

  @Test("Discount comes off before commission and fee, and each is rounded by itself, halves up")
  func commissionAndFee() throws {
    var book = try TestBook.trading(commission: 1250, fee: 50)
    try book.produce("B1", [("P1", 10_000)])
    let sold = try book.sell(sale("S1", 3000, at: "33.3333", discount: 200))
    // 9999.99 → 10 000 tyiyn; 9800 × 12.5 % = 1225; 9800 × 0.5 % = 49.
    #expect(sold.amounts == Amounts(gross: 10_000, discount: 200, commission: 1225, fee: 49))
    let half = try book.sell(sale("S2", 1000, at: "0.04"))
    // 4 × 12.5 % = 0.5 → 1; 4 × 0.5 % = 0.02 → 0.
    #expect(half.amounts == Amounts(gross: 4, discount: 0, commission: 1, fee: 0))
    let free = try book.sell(sale("S3", 1000, at: "5", discount: 500))
    #expect(free.amounts == Amounts(gross: 500, discount: 500, commission: 0, fee: 0))
    #expect(try book.sell(sale("S4", 1, at: "5")).amounts.gross == 1)
    #expect(try book.sell(sale("S5", 1, at: "4.999999")).amounts.gross == 0)
  }

  @Test("A sale has the terms, and the rate, of its own day")
  func termsOfTheDay() throws {
    var book = try TestBook.trading(commission: 1000, fee: 0)
    try book.agree("SHOP", 2000, 0, from: "2024-02-01")
    try book.produce("B1", [("P1", 10_000)])
    #expect(try book.sell(sale("S1", 1000, on: "2024-01-31")).amounts.commission == 1000)
    #expect(try book.sell(sale("S2", 1000, on: "2024-02-01")).amounts.commission == 2000)
    for (date, value) in [("2024-01-15", "0.6"), ("2024-02-10", "0.5")] {
      try book.perform(.publishRate(PublishRate(currency: currency("JPY"), rate: rate(date, value))))
    }
    let sold = try book.sell(sale("S3", 1000, at: "333", on: "2024-02-09", in: currency("JPY")))
    #expect(sold.rate == rate("2024-01-15", "0.6"))
    #expect(sold.bookAmounts == Amounts(gross: 19_980, discount: 0, commission: 4020, fee: 0))
    #expect(try book.sell(sale("S4", 1000, at: "333", on: "2024-02-10", in: currency("JPY"))).rate == rate("2024-02-10", "0.5"))
  }

  @Test("A sale is in the channel's country unless it says otherwise, and a new outlet opens with its first sale")
  func place() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 10_000)])
    let facts = try book.perform(.recordSale(sale("S1", 1000, outlet: "Osh bazaar", country: "KZ", receipt: "7"))).facts
    #expect(facts.map(\.event.type) == ["OutletOpened", "SaleRecorded", "BatchDrawn"])
    #expect(facts.map(\.stream.text) == ["channel/SHOP", "sale/S1", "batch/B1"])
    #expect(facts.allSatisfy { $0.occurredOn == day("2024-02-01") })
    #expect(book.sales[.init("S1")]?.recorded?.place.country == "KZ")
    let next = try book.perform(.recordSale(sale("S2", 1000, outlet: "Osh bazaar"))).facts
    #expect(next.map(\.event.type) == ["SaleRecorded", "BatchDrawn"])
    #expect(book.sales[.init("S2")]?.recorded?.place.country == "KG")
    #expect(book.channels[.init("SHOP")]?.outlets == [.init("Osh bazaar")])
  }
}
