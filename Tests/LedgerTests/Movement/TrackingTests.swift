import Ledger
import Testing

@Suite("Stock of channels and outlets")
struct TrackingTests {
  private func place(_ book: TestBook, _ outlet: String?, on date: String) -> String? {
    book.channels[.init("SHOP")]?.trackedPlace(outlet: outlet.map { OutletCode($0) }, on: day(date))?.text
  }

  @Test(
    "From the first dispatch on, goods sold at a place are drawn from there; at the channel's other outlets, from the channel's own stock or the hub")
  func tracked() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 9000)])
    #expect(place(book, "A", on: "2024-03-01") == nil)
    try book.dispatch("D1", [("B1", 1000)], to: outlet("A"), on: "2024-02-01")
    #expect(
      [
        place(book, "A", on: "2024-01-31"), place(book, "A", on: "2024-02-01"), place(book, "B", on: "2024-02-01"),
        place(book, nil, on: "2024-02-01"),
      ]
        == [nil, "SHOP/A", nil, nil])
    try book.dispatch("D2", [("B1", 1000)], to: .channel(.init("SHOP")), on: "2024-02-10")
    #expect(
      [
        place(book, "A", on: "2024-02-10"), place(book, "B", on: "2024-02-10"), place(book, nil, on: "2024-02-10"),
        place(book, "B", on: "2024-02-09"),
      ]
        == ["SHOP/A", "SHOP", "SHOP", nil])
  }

  @Test("A dispatch that is written down late moves the first day back; a later one changes nothing")
  func firstDay() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 9000)])
    try book.dispatch("D1", [("B1", 1000)], to: outlet("A"), on: "2024-02-10")
    try book.dispatch("D2", [("B1", 1000)], to: outlet("A"), on: "2024-02-20")
    #expect(place(book, "A", on: "2024-02-09") == nil)
    let facts = try book.dispatch("D3", [("B1", 1000)], to: outlet("A"), on: "2024-02-05").facts
    #expect(facts.map(\.event.type) == ["StockTracked", "GoodsDispatched", "BatchDispatched"])
    #expect(place(book, "A", on: "2024-02-05") == "SHOP/A")
    #expect(place(book, "A", on: "2024-02-04") == nil)
  }

  @Test("Goods sent back to the hub track nothing")
  func hub() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 9000)])
    try book.dispatch("D1", [("B1", 1000)], to: outlet("A"))
    try book.receive("D1")
    #expect(try book.dispatch("D2", [("B1", 1000)], from: outlet("A"), to: .hub).facts.map(\.event.type) == ["GoodsDispatched", "BatchDispatched"])
  }

  @Test("A dispatch in a closed month is refused, though the channel's part of it alone would not be")
  func closedMonth() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 9000)])
    guard let february = Month("2024-02") else { return }
    try book.perform(
      .control(
        .close(
          ClosePeriod(
            month: february, by: "aizada", today: day("2024-03-05"), asOfPosition: 1, totals: [],
            openItems: OpenItems(unmatchedStatements: 0, disputes: 0, receivable: 0, suspense: 0, unallocated: 0)))))
    let closed =
      "date: 2024-02-01 lies in 2024-02, which is closed; the first open day is 2024-03-01: book a correction from then on, or have 2024-02 reopened"
    #expect(book.refused { book throws(Refusal) in try book.dispatch("D1", [("B1", 1000)], to: outlet("A")) } == closed)
    #expect(book.refused { book throws(Refusal) in try book.recall("B1", on: "2024-02-01") } == closed)
    #expect(book.refused { book throws(Refusal) in try book.writeOff("B1", 1, on: "2024-02-01") } == closed)
    #expect(book.refused { book throws(Refusal) in try book.adjust("B1", by: 1, on: "2024-02-01") } == closed)
    #expect(book.refused { book throws(Refusal) in try book.count("C1", [("B1", 9000)], at: .hub, on: "2024-02-01") } == closed)
    #expect(try book.dispatch("D1", [("B1", 1000)], to: outlet("A"), on: "2024-03-01").facts.count == 4)
  }
}
