import Ledger
import Testing

@Suite("Recalls")
struct RecallTests {
  /// B1: two in the hub, one at outlet A, one on its way to outlet B, one sold at A.
  private func spread() throws -> TestBook {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 5000)])
    try book.dispatch("D1", [("B1", 2000)], to: outlet("A"))
    try book.receive("D1")
    try book.dispatch("D2", [("B1", 1000)], to: outlet("B"))
    try book.sell(sale("S1", 1000, on: "2024-02-10", outlet: "A"))
    return book
  }

  @Test("A recall moves all that lies anywhere to quarantine at once, and what is on its way when it arrives")
  func recall() throws {
    var book = try spread()
    #expect(book.whereabouts("B1") == "hub 2, SHOP/A 1, SHOP/B 0+1")
    let facts = try book.recall("B1").facts
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"batch":"B1","by":"quality office","moved":[{"place":"SHOP/A","quantity":1000},{"place":"hub","quantity":2000}],"on_hand":0,"#
          + #""places":[{"in_transit":1000,"on_hand":0,"place":"SHOP/B"},{"in_transit":0,"on_hand":3000,"place":"quarantine"}],"#
          + #""product":"SLIPPER","reason":"moths","recalled":"moths"}"#
      ])
    try book.receive("D2", on: "2024-03-02")
    #expect(book.whereabouts("B1") == "quarantine 4")
    #expect(book.batches[.init("B1")]?.isRecalled == true)
  }

  @Test("Goods that come back of a recalled batch go to quarantine, and none of it is sold, sent or found elsewhere")
  func nothingIsSold() throws {
    var book = try spread()
    try book.recall("B1")
    try book.takeBack("R1", of: "S1", 1000, on: "2024-03-05")
    #expect(book.whereabouts("B1") == "SHOP/B 0+1, quarantine 4")
    let recalled =
      "batch: batch B1 is recalled (moths): nothing of it is sold or sent, and what comes back lies in quarantine; "
      + "lift the recall or write the goods off"
    #expect(book.refused { book throws(Refusal) in try book.perform(.recordSale(sale("S2", 1000, on: "2024-03-06", batch: "B1"))) } == recalled)
    #expect(book.refused { book throws(Refusal) in try book.dispatch("D3", [("B1", 1000)], to: outlet("A")) } == recalled)
    #expect(book.refused { book throws(Refusal) in try book.adjust("B1", by: 1000) } == recalled)
    #expect(book.refused { book throws(Refusal) in try book.count("C1", [("B1", 1000)], at: outlet("A")) } == recalled)
    #expect(book.refused { book throws(Refusal) in try book.perform(.recordSale(sale("S3", 1000, on: "2024-03-06"))) }?.contains("only 0") == true)
    try book.count("C2", [("B1", 3500)], at: .quarantine)
    try book.writeOff("B1", 500, at: .quarantine)
    try book.inspect("B1", rejected: 1000, again: true, on: "2024-03-06")
    #expect(book.whereabouts("B1") == "SHOP/B 0+1, quarantine 2")
  }

  @Test("What passes inspection of a recalled batch goes to quarantine as well")
  func inspectedInQuarantine() throws {
    var book = try TestBook.trading()
    try book.make("B1", [("P1", 2000)])
    try book.recall("B1")
    try book.inspect("B1", accepted: 2000, on: "2024-03-02")
    #expect(book.whereabouts("B1") == "quarantine 2")
  }

  @Test("When a recall is lifted its goods lie in the hub, and can be sold and sent again; of a test batch, with the samples")
  func lifted() throws {
    var book = try spread()
    try book.recall("B1")
    let facts = try book.liftRecall("B1").facts
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"batch":"B1","by":"quality office","on_hand":3000,"places":[{"in_transit":1000,"on_hand":0,"place":"SHOP/B"}],"product":"SLIPPER","#
          + #""quantity":3000,"reason":"cleaned"}"#
      ])
    try book.receive("D2", on: "2024-03-11")
    #expect(book.whereabouts("B1") == "hub 3, SHOP/B 1")
    try book.make("T1", [("P1", 1000)], .test, waiting: false)
    try book.recall("T1")
    #expect(book.whereabouts("T1") == "quarantine 1")
    try book.liftRecall("T1")
    #expect(book.whereabouts("T1") == "samples 1")
  }

  @Test("A recall is recorded once, and can be made again after it was lifted")
  func once() throws {
    var book = try spread()
    #expect(try book.recall("B1").facts.count == 1)
    #expect(try book.recall("B1", on: "2024-03-02") == .unchanged)
    #expect(
      book.refused { book throws(Refusal) in try book.recall("B1", "lead in the dye") }
        == "batch: batch B1 is recalled already (moths); nothing more to do, or lift that recall first")
    try book.liftRecall("B1")
    #expect(
      book.refused { book throws(Refusal) in try book.liftRecall("B1") } == "batch: batch B1 is not recalled; nothing to lift")
    #expect(try book.recall("B1", "lead in the dye", on: "2024-03-12").facts.count == 1)
  }

  @Test("A recall of an unknown batch, without a reason or from before the batch was made is refused")
  func refusals() throws {
    let book = try spread()
    #expect(
      book.refused { book throws(Refusal) in try book.recall("B9") }
        == "batch: there is no batch 'B9' in this book; correct the code or record the batch first")
    #expect(
      book.refused { book throws(Refusal) in try book.liftRecall("B9") }
        == "batch: there is no batch 'B9' in this book; correct the code or record the batch first")
    #expect(book.refused { book throws(Refusal) in try book.recall("B1", "") } == "reason: reason is empty; it is required")
    #expect(
      book.refused { book throws(Refusal) in
        try book.perform(.production(.recall(RecallBatch(batch: .init("B1"), reason: "moths", by: "", date: day("2024-03-01")))))
      } == "by: by is empty; it is required")
    #expect(
      book.refused { book throws(Refusal) in try book.recall("B1", on: "2024-01-01") }
        == "date: the date lies before the making of batch B1 (2024-01-10); correct one of the two")
  }
}
