import Ledger
import Testing

@Suite("Write-offs")
struct WriteOffTests {
  @Test("Goods are written off where they lie")
  func writtenOff() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 5000)])
    let facts = try book.writeOff("B1", 1500, "N 4").facts
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"batch":"B1","on_hand":3500,"product":"SLIPPER","quantity":1500,"reason":"burnt","reference":"N 4"}"#
      ])
    #expect(try book.writeOff("B1", 1500, "N 4") == .unchanged)
    try book.dispatch("D1", [("B1", 2000)], to: outlet("A"))
    try book.receive("D1")
    try book.writeOff("B1", 500, at: outlet("A"))
    #expect(book.whereabouts("B1") == "hub 1.5, SHOP/A 1.5")
  }

  @Test("What is not there, or has no reason, is not written off")
  func refusals() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 5000)])
    try book.dispatch("D1", [("B1", 2000)], to: outlet("A"))
    #expect(
      book.refused { book throws(Refusal) in try book.writeOff("B1", 1000, at: outlet("A")) }
        == "quantity: 1 of batch B1 cannot leave SHOP/A: only 0 lies there; correct the quantity, or count the place and record what was found")
    #expect(book.refused { book throws(Refusal) in try book.writeOff("B1", 0) } == "quantity: the quantity is zero; leave the row out")
    #expect(book.refused { book throws(Refusal) in try book.writeOff("B1", 1, because: "") } == "reason: reason is empty; it is required")
    #expect(
      book.refused { book throws(Refusal) in try book.writeOff("B9", 1) }
        == "batch: there is no batch 'B9' in this book; correct the code or record the batch first")
    try book.writeOff("B1", 1000, "N 1")
    #expect(
      book.refused { book throws(Refusal) in try book.writeOff("B1", 2000, "N 1") }
        == "reference: paper N 1 of batch B1 is already recorded with another reference: BatchWrittenOff in the book, something else here; "
        + "correct the row or use a new number")
  }
}
