import Ledger
import Testing

@Suite("Counts and adjustments")
struct CountTests {
  private func book() throws -> TestBook {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 5000)])
    try book.produce("B2", [("P2", 3000)])
    try book.dispatch("D1", [("B1", 2000), ("B2", 1000)], to: outlet("A"))
    try book.receive("D1")
    return book
  }

  @Test("A count keeps what the book had, and puts right what differs")
  func counted() throws {
    var book = try book()
    let facts = try book.count("C1", [("B2", 1500), ("B1", 2000)], at: outlet("A")).facts
    #expect(facts.map(\.stream.text) == ["count/C1", "batch/B2"])
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"count":"C1","lines":[{"batch":"B1","counted":2000,"expected":2000,"product":"SLIPPER"},"#
          + #"{"batch":"B2","counted":1500,"expected":1000,"product":"SLIPPER"}],"place":"SHOP/A"}"#,
        #"{"batch":"B2","change":500,"count":"C1","on_hand":2000,"place":"SHOP/A","places":[{"in_transit":0,"on_hand":1500,"place":"SHOP/A"}],"#
          + #""product":"SLIPPER","reason":"count"}"#,
      ])
    #expect(try book.count("C1", [("B1", 2000), ("B2", 1500)], at: outlet("A")) == .unchanged)
    #expect(try book.count("C2", [("B1", 0)], at: outlet("A")).facts.count == 2)
    #expect(book.whereabouts("B1") == "hub 3")
  }

  @Test("A count that cannot be is refused with the reason")
  func countRefusals() throws {
    var book = try book()
    func refused(_ lines: [(String, Int64)], at place: Place = outlet("A"), on date: String = "2024-02-20", number: String = "C1") -> String? {
      book.refused { book throws(Refusal) in try book.count(number, lines, at: place, on: date) }
    }
    #expect(refused([]) == "lines: lines is empty; it is required")
    #expect(refused([("B9", 0)]) == "batch: there is no batch 'B9' in this book; correct the code or record the batch first")
    #expect(refused([("B1", 1), ("B1", 1)]) == "batch: batch B1 stands on two lines; write it once, with all of it")
    #expect(refused([("B1", -1)]) == "quantity: less than nothing cannot be counted; write 0 where nothing was")
    #expect(
      refused([("B1", 1)], at: .channel(.init("KIOSK")))
        == "channel: there is no channel 'KIOSK' in this book; correct the code or record the channel first")
    #expect(refused([("B1", 1)], at: .samples) == "place: only test batches lie with the samples; B1 is none")
    #expect(refused([("B1", 1)], at: .quarantine) == "batch: batch B1 is not recalled; nothing to lift")
    try book.count("C0", [("B1", 1000)], at: outlet("A"))
    func differs(_ column: String, _ there: String, _ here: String) -> String {
      "\(column): count C0 is already recorded with another \(column): \(there) in the book, \(here) here; correct the row or use a new number"
    }
    #expect(refused([("B1", 1000)], on: "2024-02-21", number: "C0") == differs("date", "2024-02-20", "2024-02-21"))
    #expect(refused([("B1", 1000)], at: .hub, number: "C0") == differs("place", "SHOP/A", "hub"))
    #expect(refused([("B1", 999)], number: "C0") == differs("lines", "other goods", "these"))
  }

  @Test("An adjustment changes one batch at one place, and is known by the number of its paper")
  func adjusted() throws {
    var book = try book()
    let facts = try book.adjust("B1", by: -500, at: outlet("A"), "N-3").facts
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"batch":"B1","change":-500,"on_hand":3000,"place":"SHOP/A","places":[{"in_transit":0,"on_hand":1500,"place":"SHOP/A"}],"#
          + #""product":"SLIPPER","reason":"found behind the shelf","reference":"N-3"}"#
      ])
    #expect(try book.adjust("B1", by: -500, at: outlet("A"), "N-3") == .unchanged)
    try book.adjust("B1", by: 250)
    #expect(book.whereabouts("B1") == "hub 3.25, SHOP/A 1.5")
    #expect(
      book.refused { book throws(Refusal) in try book.adjust("B1", by: 500, at: outlet("A"), "N-3") }
        == "reference: paper N-3 of batch B1 is already recorded with another reference: StockAdjusted in the book, something else here; "
        + "correct the row or use a new number")
  }

  @Test("Stock never becomes less than nothing, nor more than a document can carry")
  func bounds() throws {
    let book = try book()
    #expect(
      book.refused { book throws(Refusal) in try book.adjust("B1", by: -2001, at: outlet("A")) }
        == "quantity: 2.001 of batch B1 cannot leave SHOP/A: only 2 lies there; correct the quantity, or count the place and record what was found")
    #expect(book.refused { book throws(Refusal) in try book.adjust("B1", by: 0) } == "change: the change is zero; leave it out")
    #expect(
      book.refused { book throws(Refusal) in try book.adjust("B1", by: 100_000_000_000) } == "change: the change is larger than 99999999.999")
    #expect(
      book.refused { book throws(Refusal) in try book.adjust("B1", by: 99_999_999_999) } == "quantity: the quantity is larger than 99999999.999")
    #expect(book.refused { book throws(Refusal) in try book.adjust("B1", by: .min) } == "change: the change is larger than 99999999.999")
    #expect(book.refused { book throws(Refusal) in try book.adjust("B1", by: 1, because: "") } == "reason: reason is empty; it is required")
  }
}
