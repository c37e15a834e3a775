import EventLog
import Ledger
import ReadModels
import TestSupport
import Testing

@Suite("Reading frequent events quickly")
struct QuickReadingTests {
  /// Sales at home and abroad, returns, goods; some with codes that only the careful reader takes.
  private static let events: [NewEvent] = {
    var events: [NewEvent] = []
    func add(_ type: String, _ payload: String) {
      let day = CalendarDate.day(2024, 1 + events.count % 12, 7)
      events.append(
        NewEvent(stream: "s/\(events.count)", type: type, schema: 1, occurredOn: day.daysSince1970, payload: payload))
    }
    for (index, batch) in ["KB-1", "Ө-2", "KB-3"].enumerated() {
      add(
        "BatchProduced",
        """
        {"batch":"\(batch)","contributions":[{"producer":"P-1","quantity":6000},{"producer":"Айгүл","quantity":4000}],"kind":"regular",\
        "produced_on":"2024-01-07","product":"T-\(index)","quantity":10000,"unit":"H87"}
        """)
      add("BatchInspected", #"{"accepted":9000,"batch":"\#(batch)","by":"self","on_hand":9000,"product":"T-\#(index)","rejected":1000}"#)
      for (sale, isForeign, outlet) in [("S-\(index)", true, #""outlet":"Ginza/1","#), ("S \(index)", false, "")] {
        let book = isForeign ? #""book_commission":70,"book_discount":7,"book_fee":84,"book_gross":854,"# : ""
        let currency = isForeign ? "JPY" : "KGS"
        let allocations = """
          "allocations":[{"batch":"\(batch)",\(book)"commission":100,"contributed":6000,"discount":10,"fee":120,"gross":1220,"producer":"P-1","quantity":1000},\
          {\(isForeign ? #""book_gross":12,"# : "")"contributed":1000,"gross":17,"quantity":1000}]
          """
        add(
          "SaleRecorded",
          """
          {\(allocations),"book_commission":70,"book_currency":"KGS","book_discount":7,"book_fee":84,"book_gross":866,"book_net":705,\
          "channel":"MUJI","commission":100,"country":"JP","currency":"\(currency)","discount":10,\
          "draws":[{"batch":"\(batch)","produced":10000,"quantity":1000}],"fee":120,"gross":1237,"hs_code":"6307909100","model":"purchase","net":1007,\
          \(outlet)"product":"T-\(index)","quantity":2000,\(isForeign ? #""rate":"0.7","rate_date":"2024-03-05","rate_nominal":1,"# : "")\
          "receipt":"№ 7","sale":"\(sale)","unit":"H87","unit_price":"618.5"}
          """)
        add("BatchDrawn", #"{"batch":"\#(batch)","on_hand":8000,"product":"T-\#(index)","quantity":1000,"sale":"\#(sale)"}"#)
        add(
          "SaleReturned",
          """
          {\(allocations.replacing(":1220", with: ":-1220")),"book_currency":"KGS","channel":"MUJI","country":"JP","currency":"\(currency)",\
          "disposition":"restock","draws":[{"batch":"\(batch)","produced":10000,"quantity":1000}],\(outlet)"product":"T-\(index)","quantity":1000,\
          "return":"R-\(index)","sale":"\(sale)","unit":"H87"}
          """)
        add("BatchRestocked", #"{"batch":"\#(batch)","on_hand":9000,"product":"T-\#(index)","quantity":1000,"sale":"\#(sale)"}"#)
      }
    }
    return events
  }()

  @Test("Entries made quickly are, byte for byte, those that the careful way makes", arguments: [1, 3, 1000] as [Int64])
  func sameRows(chunk: Int64) async throws {
    let careful = Unroller(version: Unroller.ledger.version, unroll: Unroller.ledger.unroll)
    try await TestBook.with(unroller: .ledger) { book in
      try await book.append(Self.events)
      var limits = FoldLimits()
      limits.chunkEventsMax = chunk
      let worker = book.worker(limits, unroller: .ledger)
      #expect(try await worker.catchUp() == Int64(Self.events.count))
      await worker.close()
      let folded = try await Verifier(options: book.reader, catalogue: book.catalogue, unroller: careful).verify()
      #expect(folded.isClean)
      #expect(folded.entries.compared == 3 * (2 + 2 + 2 * (2 + 1 + 2 + 1)))
      let rebuilt = try await book.rebuilder(unroller: .ledger).rebuild()
      #expect(rebuilt.differences.allSatisfy { $0.isComparable && $0.isEmpty })
      #expect(try await Verifier(options: book.reader, catalogue: book.catalogue, unroller: careful).verify() == folded)
    }
  }
}
