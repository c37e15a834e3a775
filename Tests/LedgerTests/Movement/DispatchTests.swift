import Ledger
import Testing

@Suite("Dispatches")
struct DispatchTests {
  private func book() throws -> TestBook {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 5000)])
    try book.produce("B2", [("P2", 3000)], of: "RUG")
    return book
  }

  @Test("A dispatch is a document, and moves each batch from one place onto the way to another")
  func dispatched() throws {
    var book = try book()
    let facts = try book.dispatch("D-1", [("B2", 1000), ("B1", 1500), ("B1", 500)], to: outlet("A")).facts
    #expect(facts.map(\.stream.text) == ["channel/SHOP", "channel/SHOP", "dispatch/D-1", "batch/B1", "batch/B2"])
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"channel":"SHOP","outlet":"A"}"#,
        #"{"channel":"SHOP","outlet":"A","since":"2024-02-01"}"#,
        #"{"dispatch":"D-1","from":"hub","lines":[{"batch":"B1","product":"SLIPPER","quantity":2000},"#
          + #"{"batch":"B2","product":"RUG","quantity":1000}],"to":"SHOP/A"}"#,
        #"{"batch":"B1","dispatch":"D-1","from":"hub","on_hand":3000,"places":[{"in_transit":2000,"on_hand":0,"place":"SHOP/A"}],"#
          + #""product":"SLIPPER","quantity":2000,"to":"SHOP/A"}"#,
        #"{"batch":"B2","dispatch":"D-1","from":"hub","on_hand":2000,"places":[{"in_transit":1000,"on_hand":0,"place":"SHOP/A"}],"#
          + #""product":"RUG","quantity":1000,"to":"SHOP/A"}"#,
      ])
    #expect(try book.dispatch("D-1", [("B1", 2000), ("B2", 1000)], to: outlet("A")) == .unchanged)
    #expect(try book.dispatch("D-2", [("B1", 1000)], to: outlet("A"), on: "2024-02-02").facts.map(\.stream.text) == ["dispatch/D-2", "batch/B1"])
  }

  @Test("Goods come back from an outlet as a dispatch to the hub, and go from one outlet to another")
  func back() throws {
    var book = try book()
    try book.dispatch("D1", [("B1", 3000)], to: outlet("A"))
    try book.receive("D1")
    try book.dispatch("D2", [("B1", 1000)], from: outlet("A"), to: .hub)
    #expect(book.whereabouts("B1") == "hub 2, SHOP/A 2, hub 0+1")
    try book.receive("D2")
    try book.dispatch("D3", [("B1", 2000)], from: outlet("A"), to: .channel(.init("SHOP")))
    try book.receive("D3")
    #expect(book.whereabouts("B1") == "hub 3, SHOP 2")
  }

  @Test("Goods that are not there are not sent, and then nothing of the dispatch is recorded")
  func notThere() throws {
    var book = try book()
    #expect(
      book.refused { book throws(Refusal) in try book.dispatch("D1", [("B1", 1000), ("B2", 3001)], to: outlet("A")) }
        == "quantity: 3.001 of batch B2 cannot leave hub: only 3 lies there; correct the quantity, or count the place and record what was found")
    #expect(
      book.refused { book throws(Refusal) in try book.dispatch("D1", [("B1", 1000)], from: outlet("A"), to: .hub) }
        == "quantity: 1 of batch B1 cannot leave SHOP/A: only 0 lies there; correct the quantity, or count the place and record what was found")
    try book.dispatch("D1", [("B1", 4000)], to: outlet("A"))
    #expect(
      book.refused { book throws(Refusal) in try book.dispatch("D2", [("B1", 2000)], from: outlet("A"), to: outlet("B")) }?
        .contains("only 0 lies there") == true)
    #expect(
      book.refused { book throws(Refusal) in try book.dispatch("D2", [("B1", 600), ("B1", 600)], to: outlet("B")) }?.contains("1.2 of batch") == true)
  }

  @Test("A dispatch that cannot be is refused with the reason")
  func refusals() throws {
    var book = try book()
    func refused(_ lines: [(String, Int64)] = [("B1", 1000)], from: Place = .hub, to: Place = outlet("A"), on date: String = "2024-02-01") -> String?
    {
      book.refused { book throws(Refusal) in try book.dispatch("D1", lines, from: from, to: to, on: date) }
    }
    #expect(refused([]) == "lines: lines is empty; it is required")
    #expect(refused([("B9", 1)]) == "batch: there is no batch 'B9' in this book; correct the code or record the batch first")
    #expect(refused([("B1", 0)]) == "quantity: the quantity is zero; leave the row out")
    #expect(refused([("B1", -1)]) == "quantity: the quantity is negative; goods that come back are a return")
    #expect(refused(to: .hub) == "place: the goods lie at hub already; correct where they are sent from or to")
    for place in [Place.samples, .quarantine] {
      let reason =
        "place: goods are not sent to or from \(place): a recall and its lifting move them there and away; send from the hub, a channel or an outlet"
      #expect(refused(from: place) == reason)
      #expect(refused(to: place) == reason)
    }
    #expect(
      refused(to: .channel(.init("KIOSK")))
        == "channel: there is no channel 'KIOSK' in this book; correct the code or record the channel first")
    #expect(
      refused(on: "2024-01-09") == "date: the date lies before the making of batch B1 (2024-01-10); correct one of the two")
    try book.agree("A/B", 1000, 500, from: "2024-01-01", currency: .kgs)
    #expect(
      refused(to: .channel(.init("A/B")))
        == "channel: channel A/B has a slash in its code, which parts channel and outlet; open it under another code to send goods there")
    #expect(
      refused(to: .channel(.init("hub"))) == "channel: channel hub is called like a place of our own; open it under another code to send goods there")
  }

  @Test("A dispatch under a number that was used for another is refused")
  func differences() throws {
    var book = try book()
    try book.dispatch("D1", [("B1", 1000)], to: outlet("A"))
    func refused(_ lines: [(String, Int64)] = [("B1", 1000)], from: Place = .hub, to: Place = outlet("A"), on date: String = "2024-02-01") -> String?
    {
      book.refused { book throws(Refusal) in try book.dispatch("D1", lines, from: from, to: to, on: date) }
    }
    func differs(_ column: String, _ there: String, _ here: String) -> String {
      "\(column): dispatch D1 is already recorded with another \(column): \(there) in the book, \(here) here; correct the row or use a new number"
    }
    #expect(refused(on: "2024-02-02") == differs("date", "2024-02-01", "2024-02-02"))
    #expect(refused(to: outlet("B")) == differs("to", "SHOP/A", "SHOP/B"))
    #expect(refused(from: outlet("B")) == differs("from", "hub", "SHOP/B"))
    #expect(refused([("B1", 2000)]) == differs("lines", "other goods", "these"))
  }
}
