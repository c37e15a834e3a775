import Ledger
import Testing

@Suite("Sales of what lies where")
struct PlaceSaleTests {
  private let outlet = Place.channel(.init("SHOP"), .init("Osh"))

  private func stocked() throws -> TestBook {
    var book = try TestBook.trading(commission: 0, fee: 0)
    try book.produce("B1", [("P1", 5000)], on: "2024-01-05")
    try book.produce("B2", [("P2", 5000)], on: "2024-01-06")
    try book.send("D1", [("B2", 2000)], to: outlet, on: "2024-01-20")
    return book
  }

  @Test("Where dispatches are tracked, a sale takes what lies there, though older goods lie in the hub; elsewhere and before that, from the hub")
  func tracked() throws {
    var book = try stocked()
    func draws(_ command: RecordSale) throws -> [String] { try book.sell(command).draws.map { "\($0.batch) \($0.place) \($0.quantity)" } }
    #expect(try draws(sale("S1", 500, on: "2024-01-20", outlet: "Osh")) == ["B2 SHOP/Osh 0.5"])
    #expect(try draws(sale("S2", 500, on: "2024-01-19", outlet: "Osh")) == ["B1 hub 0.5"])
    #expect(try draws(sale("S3", 500, outlet: "Naryn")) == ["B1 hub 0.5"])
    #expect(try draws(sale("S4", 500)) == ["B1 hub 0.5"])
    try book.send("D2", [("B1", 1000)], to: .channel(.init("SHOP")), on: "2024-01-25")
    #expect(try draws(sale("S5", 500, outlet: "Naryn")) == ["B1 SHOP 0.5"])
    #expect(try draws(sale("S6", 500, outlet: "Osh")) == ["B2 SHOP/Osh 0.5"])
    #expect(book.stock("B1")[.hub] == thousandths(2500))
    #expect(book.stock("B2")[outlet] == units(1))
  }

  @Test("The place stands in the sale and in the batch's own event, and nowhere where the goods come from the hub")
  func recorded() throws {
    var book = try stocked()
    let facts = try book.perform(.recordSale(sale("S1", 500, at: "1", outlet: "Osh"))).facts
    let texts = facts.map { text($0.event.payload.canonicalBytes) }
    #expect(texts.first?.contains(#""draws":[{"batch":"B2","place":"SHOP/Osh","produced":5000,"quantity":500}]"#) == true)
    #expect(
      texts.last
        == #"{"batch":"B2","on_hand":3000,"place":"SHOP/Osh","places":[{"in_transit":0,"on_hand":1500,"place":"SHOP/Osh"}],"product":"SLIPPER","#
        + #""quantity":500,"sale":"S1"}"#)
    #expect(facts.flatMap { unroll($0.event) }.map { "\($0.kind) \($0.place ?? "")" } == ["sold ", "drawn SHOP/Osh"])
    for fact in facts { #expect(try Event(type: fact.event.type, payload: fact.event.payload.canonicalBytes) == fact.event) }
  }

  @Test("Goods go back where they were drawn; of a recalled batch, into quarantine")
  func comeBack() throws {
    var book = try stocked()
    try book.sell(sale("S1", 2000, outlet: "Osh"))
    try book.sell(sale("S2", 1000))
    #expect(book.stock("B2")[outlet] == .zero)
    try book.takeBack("R1", of: "S1", 500)
    #expect(book.stock("B2")[outlet] == thousandths(500))
    try book.recall("B2", on: "2024-03-01")
    let facts = try book.takeBack("R2", of: "S1", 1500, on: "2024-03-02").facts
    #expect(book.stock("B2")[outlet] == .zero)
    #expect(book.stock("B2")[.quarantine] == units(5))
    guard case .saleReturned(let event)? = facts.first?.event else {
      Issue.record("nothing came back")
      return
    }
    #expect(event.restocks.map(\.place) == [.quarantine])
    try book.takeBack("R3", of: "S2", 1000)
    #expect(book.onHand("B1") == 5000)
  }

  @Test("A price paid for goods comes back with them, into quarantine too")
  func recalledOwn() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 3000)])
    try book.buy("B1", at: "10")
    try book.sell(sale("S1", 2000))
    try book.recall("B1")
    try book.takeBack("R1", of: "S1", 2000)
    #expect(book.stock("B1")[.quarantine] == units(3))
    #expect(book.stock("B1").costLeft == 3000)
  }

  @Test("A batch that is named and does not lie there, was recalled, or is a test batch is not sold")
  func refusals() throws {
    var book = try stocked()
    #expect(
      refusal { () throws(Refusal) in try book.decide(.recordSale(sale("S", 500, outlet: "Osh", batch: "B1"))) }?.description
        == "quantity: 0.5 sold, but batch B1 has only 0 in stock; record the goods first, or allow unallocated sales, whose money waits in suspense")
    try book.recall("B2", "the dye runs", on: "2024-01-30")
    #expect(
      refusal { () throws(Refusal) in try book.decide(.recordSale(sale("S", 500, batch: "B2"))) }?.description
        == "batch: batch B2 is recalled (the dye runs): nothing of it is sold or sent, and what comes back lies in quarantine; lift the recall or "
        + "write the goods off")
    let test = RecordBatch(
      batch: .init("TRY"), product: .init("SLIPPER"), kind: .test, producedOn: day("2024-01-02"),
      contributions: [Contribution(producer: .init("P1"), quantity: units(9))])
    try book.perform(.recordBatch(test))
    #expect(
      refusal { () throws(Refusal) in try book.decide(.recordSale(sale("S", 500, batch: "TRY"))) }?.description
        == "batch: TRY is a test batch: its goods lie with the samples and are neither sold nor sent; write off what is given away")
    // Nobody is sold a sample by accident either: it is older than all others.
    #expect(try book.sell(sale("S1", 500)).draws.map(\.batch.text) == ["B1"])
  }

  @Test("What was sold before it was recorded is found where the sale was made")
  func allocated() throws {
    var book = try stocked()
    try book.sell(sale("S1", 3000, outlet: "Osh", allowsUnallocated: true))
    #expect(book.sales[.init("S1")]?.recorded?.unallocated?.quantity == units(1))
    let allocate = Command.allocateSale(AllocateSale(sale: .init("S1"), date: day("2024-03-01")))
    #expect(refusal { () throws(Refusal) in try book.decide(allocate) }?.column == "quantity")
    try book.send("D2", [("B1", 1500)], to: outlet, on: "2024-02-15")
    let facts = try book.perform(allocate).facts
    guard case .saleAllocated(let event)? = facts.first?.event else {
      Issue.record("nothing was allocated")
      return
    }
    #expect(event.draws.map { "\($0.batch) \($0.place) \($0.quantity)" } == ["B1 SHOP/Osh 1"])
  }
}
