import Ledger
import Testing

@Suite("Batches")
struct BatchTests {
  @Test("A batch sheet records what was produced and what was accepted; several lines of a producer are one")
  func recorded() throws {
    var book = try TestBook.trading()
    let facts = try book.produce("B1", [("P2", 500), ("P1", 1000), ("P2", 250)], accepted: 1500).facts
    try #require(!facts.isEmpty)
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"batch":"B1","contributions":[{"producer":"P1","quantity":1000},{"producer":"P2","quantity":750}],"kind":"regular","#
          + #""produced_on":"2024-01-10","product":"SLIPPER","quantity":1750,"unit":"PR"}"#,
        #"{"accepted":1500,"batch":"B1","by":"self","on_hand":1500,"product":"SLIPPER","rejected":250}"#,
      ])
    #expect(facts.allSatisfy { $0.occurredOn == day("2024-01-10") && $0.stream == .batch(.init("B1")) })
    #expect(try book.produce("B1", [("P1", 1000), ("P2", 750)], accepted: 1500) == .unchanged)
  }

  @Test("A batch's state follows its inspection, draws and returns, from its first and last events alone as well")
  func evolution() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 5000)], accepted: 4000)
    #expect(book.batches[.init("B1")]?.accepted == units(4))
    try book.sell(sale("S1", 3000))
    #expect(book.onHand("B1") == 1000)
    try book.takeBack("R1", of: "S1", 2000)
    #expect(book.onHand("B1") == 3000)
    #expect(book.batches[.init("B1")]?.accepted == units(4))
    let events = book.facts.filter { $0.stream == .batch(.init("B1")) }.map(\.event)
    var short = BatchState()
    for event in [events.first, events.last].compactMap({ $0 }) { short.evolve(event, on: day("2024-02-01")) }
    #expect(short.onHand == units(3))
    #expect(short.produced == book.batches[.init("B1")]?.produced)
  }

  @Test("A batch that cannot be is refused with the column and the reason")
  func refusals() throws {
    var book = try TestBook.trading()
    try book.perform(
      .changeProducerStatus(ChangeProducerStatus(producer: .init("P4"), change: .deactivate(reason: "moved"), date: day("2024-01-05"))))
    let draft = book
    func refused(_ body: (inout TestBook) throws(Refusal) -> Decision) -> String? {
      refusal { () throws(Refusal) in
        var copy = draft
        return try body(&copy)
      }?.description
    }
    #expect(
      refused { book throws(Refusal) in try book.produce("B", [("P1", 1)], of: "HAT") }
        == "product: there is no product 'HAT' in this book; correct the code or record the product first")
    #expect(
      refused { book throws(Refusal) in try book.produce("B", [("P9", 1)]) }
        == "producer: there is no producer 'P9' in this book; correct the code or record the producer first")
    #expect(refused { book throws(Refusal) in try book.produce("B", []) } == "quantity: the quantity is zero; leave the row out")
    #expect(refused { book throws(Refusal) in try book.produce("B", [("P1", 0)]) } == "quantity: the quantity is zero; leave the row out")
    #expect(
      refused { book throws(Refusal) in try book.produce("B", [("P1", -1)]) }
        == "quantity: the quantity is negative; goods that come back are a return")
    #expect(
      refused { book throws(Refusal) in try book.produce("B", [("P1", 100_000_000_000)]) }
        == "quantity: the quantity is larger than 99999999.999")
    #expect(
      refused { book throws(Refusal) in try book.produce("B", [("P1", 99_999_999_999), ("P2", 1)]) }
        == "quantity: the quantity is larger than 99999999.999")
    #expect(refused { book throws(Refusal) in try book.produce("B", [("P1", 1)], accepted: -1) } == "accepted: accepted is less than nothing")
    #expect(
      refused { book throws(Refusal) in try book.produce("B", [("P1", 1500)], accepted: 2000) } == "accepted: 2 accepted, but only 1.5 produced")
    #expect(
      refused { book throws(Refusal) in try book.produce("B", [("P4", 1)]) }
        == "producer: producer P4 has been inactive since 2024-01-05; reactivate her first or correct the code")
    #expect(refused { book throws(Refusal) in try book.produce("B", [("P4", 1)], on: "2024-01-04") } == nil)
  }

  @Test("A known batch with other content is refused; what a producer made before she left stays hers")
  func differences() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P4", 1000), ("P1", 1000)], accepted: 1500)
    try book.perform(
      .changeProducerStatus(ChangeProducerStatus(producer: .init("P4"), change: .deactivate(reason: "moved"), date: day("2024-01-05"))))
    #expect(try book.produce("B1", [("P4", 1000), ("P1", 1000)], accepted: 1500) == .unchanged)
    let draft = book
    func message(_ lines: [(String, Int64)], of product: String = "SLIPPER", on date: String = "2024-01-10", accepted: Int64? = 1500) -> String? {
      refusal { () throws(Refusal) in
        var copy = draft
        return try copy.produce("B1", lines, of: product, on: date, accepted: accepted)
      }?.message
    }
    let same = [("P4", Int64(1000)), ("P1", 1000)]
    func differs(_ column: String, _ there: String, _ here: String) -> String {
      "batch B1 is already recorded with another \(column): \(there) in the book, \(here) here; correct the row or use a new number"
    }
    #expect(message(same, of: "RUG") == differs("product", "SLIPPER", "RUG"))
    #expect(message(same, on: "2024-01-11") == differs("produced_on", "2024-01-10", "2024-01-11"))
    #expect(message([("P4", 1000), ("P1", 1500)]) == differs("quantity", "2", "2.5"))
    #expect(message([("P4", 1001), ("P1", 999)]) == differs("producer", "other contributions", "these"))
    #expect(message(same, accepted: nil) == differs("accepted", "1.5", "2"))
  }
}
