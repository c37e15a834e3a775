import Ledger
import Testing

@Suite("Receipts of dispatches")
struct ReceiptTests {
  private func sent() throws -> TestBook {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 5000)])
    try book.produce("B2", [("P2", 3000)])
    try book.dispatch("D1", [("B1", 2000), ("B2", 1000)], to: outlet("A"))
    return book
  }

  @Test("What is short is gone and what is over is there, and both are on record")
  func shortAndOver() throws {
    var book = try sent()
    let facts = try book.receive("D1", [("B1", 1500), ("B2", 1200)]).facts
    #expect(facts.map(\.stream.text) == ["dispatch/D1", "batch/B1", "batch/B2"])
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"dispatch":"D1","lines":[{"batch":"B1","dispatched":2000,"over":0,"product":"SLIPPER","received":1500,"short":500},"#
          + #"{"batch":"B2","dispatched":1000,"over":200,"product":"SLIPPER","received":1200,"short":0}],"to":"SHOP/A"}"#,
        #"{"batch":"B1","dispatch":"D1","dispatched":2000,"from":"hub","on_hand":3000,"over":0,"#
          + #""places":[{"in_transit":0,"on_hand":1500,"place":"SHOP/A"}],"product":"SLIPPER","received":1500,"short":500,"to":"SHOP/A"}"#,
        #"{"batch":"B2","dispatch":"D1","dispatched":1000,"from":"hub","on_hand":2000,"over":200,"#
          + #""places":[{"in_transit":0,"on_hand":1200,"place":"SHOP/A"}],"product":"SLIPPER","received":1200,"short":0,"to":"SHOP/A"}"#,
      ])
    #expect(try book.receive("D1", [("B2", 1200), ("B1", 1500)]) == .unchanged)
  }

  @Test("A dispatch of which nothing arrived leaves nothing on its way")
  func nothing() throws {
    var book = try sent()
    try book.receive("D1", [("B1", 0), ("B2", 0)])
    #expect((book.whereabouts("B1"), book.whereabouts("B2")) == ("hub 3", "hub 2"))
  }

  @Test("A receipt without lines takes all that was sent, and is the one with them")
  func all() throws {
    var book = try sent()
    try book.receive("D1")
    #expect(book.whereabouts("B1") == "hub 3, SHOP/A 2")
    #expect(try book.receive("D1", [("B1", 2000), ("B2", 1000)]) == .unchanged)
  }

  @Test("A receipt that does not fit its dispatch is refused with the reason")
  func refusals() throws {
    var book = try sent()
    func refused(_ lines: [(String, Int64)]?, of dispatch: String = "D1", on date: String = "2024-02-05") -> String? {
      book.refused { book throws(Refusal) in try book.receive(dispatch, lines, on: date) }
    }
    #expect(refused(nil, of: "D9") == "dispatch: there is no dispatch 'D9' in this book; correct the code or record the dispatch first")
    #expect(
      refused([("B1", 2000)]) == "batch: batch B2 of dispatch D1 is not on the receipt; add it, with 0 if nothing of it arrived")
    #expect(
      refused([("B1", 2000), ("B2", 1000), ("B3", 1)])
        == "batch: batch B3 is not on dispatch D1; leave it out, and record it as an adjustment if it was there")
    #expect(
      refused([("B1", 1000), ("B1", 1000), ("B2", 1000)]) == "batch: batch B1 stands on two lines; write it once, with all of it")
    #expect(refused([("B1", -1), ("B2", 1000)]) == "quantity: less than nothing cannot arrive; write 0 for what is missing")
    #expect(refused([("B1", 100_000_000_000), ("B2", 0)]) == "quantity: the quantity is larger than 99999999.999")
    #expect(refused([("B1", 99_999_999_999), ("B2", 0)]) == "quantity: the quantity is larger than 99999999.999")
    #expect(refused(nil, on: "2024-01-31") == "date: the date lies before the dispatch itself (2024-02-01); correct one of the two")
    try book.receive("D1")
    #expect(
      refused([("B1", 1999), ("B2", 1000)])
        == "dispatch: dispatch D1 was received on 2024-02-05 with other quantities; record what differs as a count or an adjustment")
    #expect(
      refused(nil, on: "2024-02-06")
        == "date: the receipt of dispatch D1 is already recorded with another date: 2024-02-05 in the book, 2024-02-06 here; "
        + "correct the row or use a new number")
  }

  @Test("Goods of a batch that was recalled meanwhile arrive in quarantine")
  func recalled() throws {
    var book = try sent()
    try book.recall("B1")
    let facts = try book.receive("D1", [("B1", 1800), ("B2", 1000)], on: "2024-03-02").facts
    #expect(
      text(facts[1].event.payload.canonicalBytes)
        == #"{"batch":"B1","dispatch":"D1","dispatched":2000,"from":"hub","on_hand":0,"over":0,"place":"quarantine","#
        + #""places":[{"in_transit":0,"on_hand":4800,"place":"quarantine"}],"product":"SLIPPER","recalled":"moths","received":1800,"short":200,"#
        + #""to":"SHOP/A"}"#)
    #expect((book.whereabouts("B1"), book.whereabouts("B2")) == ("quarantine 4.8", "hub 2, SHOP/A 1"))
  }
}
