import Ledger
import Testing

@Suite("Events written down and read back")
struct RoundTripTests {
  @Test("Every event is read back as it was, and writes the same bytes again", arguments: 1...40)
  func sameBytes(seed: Int) throws {
    for fact in everyEvent(seed: seed) {
      let bytes = fact.event.payload.canonicalBytes
      let read = try Event(type: fact.event.type, payload: bytes)
      #expect(read == fact.event, "seed \(seed)")
      #expect(read.payload.canonicalBytes == bytes, "seed \(seed): \(text(bytes))")
      #expect(fact.event.schema == 1)
    }
  }

  @Test("Random histories hold every type of event")
  func everyType() {
    let types = Set((1...40).flatMap { everyEvent(seed: $0) }.map(\.event.type))
    #expect(types == everyEventType)
  }

  @Test("States grown from events read back are those grown from the events decided")
  func statesFromTheLog() throws {
    for fact in everyEvent(seed: 7) {
      let read = try Event(type: fact.event.type, payload: fact.event.payload.canonicalBytes)
      #expect(unroll(read) == unroll(fact.event))
    }
  }

  @Test("A sale in yen is written down to the last figure as this")
  func oneSale() throws {
    var book = try TestBook.trading(commission: 1500, fee: 500)
    try book.perform(.publishRate(PublishRate(currency: currency("JPY"), rate: rate("2024-01-01", "57.9", nominal: 100))))
    try book.produce("B1", [("P2", 1000), ("P1", 2000)])
    let sold = try book.sell(
      sale("S-1", 4000, at: "150.5", outlet: "Ginza/1", country: "JP", discount: 2, in: currency("JPY"), receipt: "Ч-\"7\"", allowsUnallocated: true))
    #expect(
      text(sold.canonicalBytes) == #"{"allocations":["#
        + #"{"batch":"B1","book_commission":2605,"book_discount":58,"book_fee":869,"book_gross":17428,"commission":45,"contributed":2000,"#
        + #""discount":1,"fee":15,"gross":301,"producer":"P1","quantity":2000},"#
        + #"{"batch":"B1","book_commission":1303,"book_discount":29,"book_fee":434,"book_gross":8714,"commission":23,"contributed":1000,"#
        + #""discount":1,"fee":8,"gross":152,"producer":"P2","quantity":1000},"#
        + #"{"book_commission":1303,"book_discount":29,"book_fee":434,"book_gross":8714,"commission":22,"contributed":1000,"#
        + #""fee":7,"gross":149,"quantity":1000}],"#
        + #""book_commission":5211,"book_currency":"KGS","book_discount":116,"book_fee":1737,"book_gross":34856,"book_net":27792,"#
        + #""channel":"SHOP","commission":90,"country":"JP","currency":"JPY","discount":2,"#
        + #""draws":[{"batch":"B1","produced":3000,"quantity":3000}],"fee":30,"gross":602,"hs_code":"640520","model":"consignment","net":480,"#
        + #""outlet":"Ginza/1","product":"SLIPPER","quantity":4000,"rate":"57.9","rate_date":"2024-01-01","rate_nominal":100,"#
        + #""receipt":"Ч-\"7\"","sale":"S-1","unit":"PR","unit_price":"150.5"}"#)
  }
}
