import Ledger
import Testing

@Suite("Inspections")
struct InspectionTests {
  @Test("A batch left waiting can be sold only as far as inspections have accepted it")
  func waiting() throws {
    var book = try TestBook.trading()
    let made = try book.make("B1", [("P1", 5000)])
    #expect(made.facts.map(\.event.type) == ["BatchProduced"])
    #expect(book.refused { book throws(Refusal) in try book.perform(.recordSale(sale("S0", 1000))) }?.contains("only 0 in stock") == true)
    let facts = try book.inspect("B1", accepted: 2000, rejected: 1000, inspector: "Talas committee", reasons: [("felt too thin", 1000)]).facts
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"accepted":2000,"batch":"B1","by":"committee","inspector":"Talas committee","on_hand":2000,"product":"SLIPPER","#
          + #""reasons":[{"quantity":1000,"reason":"felt too thin"}],"rejected":1000}"#
      ])
    #expect(facts.map(\.occurredOn) == [day("2024-01-20")])
    #expect(book.batches[.init("B1")]?.waiting == units(2))
    try book.inspect("B1", accepted: 2000, by: .laboratory)
    #expect(book.onHand("B1") == 4000)
    #expect(book.batches[.init("B1")]?.waiting == .zero)
  }

  @Test("Goods that fail when they are looked at again are taken from what was accepted, where they lie")
  func again() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 5000)], accepted: 4000)
    let facts = try book.inspect("B1", rejected: 1500, again: true).facts
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"accepted":-1500,"batch":"B1","by":"committee","on_hand":2500,"product":"SLIPPER","rejected":1500}"#
      ])
    let state = book.batches[.init("B1")]
    #expect((state?.accepted, state?.rejected, state?.waiting) == (thousandths(2500), thousandths(2500), .zero))
    try book.dispatch("D1", [("B1", 2000)], to: outlet("A"))
    try book.receive("D1")
    try book.inspect("B1", rejected: 500, again: true, at: outlet("A"), on: "2024-02-10")
    #expect(book.whereabouts("B1") == "hub 0.5, SHOP/A 1.5")
  }

  @Test("What is accepted of a test batch lies with the samples, and is neither sold nor sent")
  func testBatch() throws {
    var book = try TestBook.trading()
    try book.make("T1", [("P1", 3000)], .test, waiting: false)
    #expect(book.whereabouts("T1") == "samples 3")
    #expect(
      book.facts.last.map { text($0.event.payload.canonicalBytes) }?.contains(#""on_hand":0,"place":"samples","places":[{"in_transit":0,"#) == true)
    let message =
      "batch: T1 is a test batch: its goods lie with the samples and are neither sold nor sent; write off what is given away"
    #expect(book.refused { book throws(Refusal) in try book.dispatch("D1", [("T1", 1000)], to: outlet("A")) } == message)
    #expect(book.refused { book throws(Refusal) in try book.perform(.recordSale(sale("S1", 1000))) }?.contains("only 0 in stock") == true)
    #expect(book.refused { book throws(Refusal) in try book.adjust("T1", by: 1000) } == message)
    try book.writeOff("T1", 1000, at: .samples, because: "given to the laboratory")
    #expect(book.whereabouts("T1") == "samples 2")
    try book.make("T2", [("P1", 2000)], .test)
    try book.inspect("T2", accepted: 1500, rejected: 500, by: .laboratory)
    #expect(book.whereabouts("T2") == "samples 1.5")
  }

  @Test("An inspection that cannot be is refused with the reason")
  func refusals() throws {
    var book = try TestBook.trading()
    try book.make("B1", [("P1", 3000)])
    func refused(
      _ batch: String = "B1", accepted: Int64 = 0, rejected: Int64 = 0, reasons: [(String, Int64)] = [], again: Bool = false, at place: Place? = nil,
      on date: String = "2024-01-20"
    ) -> String? {
      book.refused { book throws(Refusal) in
        try book.inspect(batch, accepted: accepted, rejected: rejected, reasons: reasons, again: again, at: place, on: date)
      }
    }
    #expect(
      refused("B9", accepted: 1) == "batch: there is no batch 'B9' in this book; correct the code or record the batch first")
    #expect(
      refused(accepted: 2000, rejected: 1500)
        == "quantity: 3.5 of batch B1 looked at, but only 3 waits for inspection; correct accepted and rejected")
    #expect(refused(accepted: -1) == "accepted: accepted is less than nothing")
    #expect(refused(accepted: 1, rejected: -1) == "rejected: rejected is less than nothing")
    #expect(refused(accepted: 100_000_000_000) == "accepted: accepted is larger than 99999999.999")
    #expect(refused() == "accepted: nothing was accepted and nothing rejected; leave the inspection out")
    #expect(
      refused(rejected: 2000, reasons: [("stained", 1000), ("torn", 500)])
        == "reasons: the reasons account for 1.5 of batch B1, but 2 was rejected; correct one of the two")
    #expect(refused(rejected: 2000, reasons: [("", 2000)]) == "reason: reason is empty; it is required")
    #expect(
      refused(accepted: 1000, on: "2024-01-09")
        == "date: the date lies before the making of batch B1 (2024-01-10); correct one of the two")
    #expect(
      refused(accepted: 1000, at: .hub)
        == "place: goods that wait for inspection lie at no place yet; leave it out, or say that they were looked at again")
    try book.inspect("B1", accepted: 2000, rejected: 1000)
    #expect(
      refused(accepted: 1000)
        == "quantity: nothing of batch B1 waits for inspection; to reject goods that were accepted before, say that they were looked at again")
    #expect(
      refused(accepted: 1000, rejected: 1, again: true)
        == "accepted: goods that are looked at again were accepted before; write down only what is rejected now")
    #expect(
      refused(rejected: 2500, again: true)
        == "quantity: 2.5 of batch B1 cannot leave hub: only 2 lies there; correct the quantity, or count the place and record what was found")
    try book.adjust("B1", by: 5000)
    #expect(
      refused(rejected: 2500, again: true)
        == "rejected: 2.5 of batch B1 rejected, but only 2 of it was accepted; write off what was found besides")
  }

  @Test("An inspection with a number is known when it comes again; another one under that number is refused")
  func papers() throws {
    var book = try TestBook.trading()
    try book.make("B1", [("P1", 9000)])
    #expect(try book.inspect("B1", accepted: 2000, rejected: 1000, on: "2024-01-20", "L-7").facts.count == 1)
    #expect(try book.inspect("B1", accepted: 2000, rejected: 1000, on: "2024-01-20", "L-7") == .unchanged)
    #expect(try book.inspect("B1", accepted: 2000, rejected: 1000, on: "2024-01-20", "L-8").facts.count == 1)
    func refused(_ accepted: Int64, again: Bool = false, on date: String = "2024-01-20") -> String? {
      book.refused { book throws(Refusal) in
        try book.inspect("B1", accepted: again ? 0 : accepted, rejected: 1000, again: again, on: date, "L-7")
      }
    }
    let other =
      "reference: paper L-7 of batch B1 is already recorded with another reference: BatchInspected in the book, something else here; "
      + "correct the row or use a new number"
    #expect(refused(1000) == other)
    #expect(refused(0, again: true) == other)
    #expect(
      refused(2000, on: "2024-01-21")
        == "date: paper L-7 of batch B1 is already recorded with another date: 2024-01-20 in the book, 2024-01-21 here; "
        + "correct the row or use a new number")
    #expect(book.refused { book throws(Refusal) in try book.writeOff("B1", 1000, "L-7") } == other)
  }

  @Test("The sheet of a batch that was left waiting says the same when it comes again, and something else when it has it all accepted")
  func sheetAgain() throws {
    var book = try TestBook.trading()
    try book.make("B1", [("P1", 3000)])
    #expect(try book.make("B1", [("P1", 3000)]) == .unchanged)
    #expect(
      book.refused { book throws(Refusal) in try book.make("B1", [("P1", 3000)], waiting: false) }
        == "accepted: batch B1 is already recorded with another accepted: nothing inspected yet in the book, 3 here; correct the row or use a new number"
    )
    try book.inspect("B1", accepted: 2000)
    #expect(try book.make("B1", [("P1", 3000)]) == .unchanged)
    #expect(try book.produce("B1", [("P1", 3000)], accepted: 2000) == .unchanged)
    #expect(
      book.refused { book throws(Refusal) in
        try book.perform(
          .recordBatch(
            RecordBatch(
              batch: .init("B2"), product: .init("SLIPPER"), producedOn: day("2024-01-10"),
              contributions: [Contribution(producer: .init("P1"), quantity: units(1))], accepted: units(1), isInspected: false)))
      } == "accepted: a batch that waits for its inspection has nothing accepted yet; leave accepted out")
  }
}
