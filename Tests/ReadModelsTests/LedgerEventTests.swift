import EventLog
import Ledger
import ReadModels
import TestSupport
import Testing

@Suite("The ledger's own events")
struct LedgerEventTests {
  @Test("Registries and reports read what the ledger writes")
  func readsTheLedger() async throws {
    func event(_ type: String, _ payload: String, _ stream: String, _ day: CalendarDate = .day(2024, 3, 5)) -> NewEvent {
      NewEvent(stream: stream, type: type, schema: 1, occurredOn: day.daysSince1970, payload: payload)
    }
    let sale = """
      {"allocations":[\
      {"batch":"KB-1","book_commission":70,"book_fee":84,"book_gross":854,"commission":100,"contributed":5000,"fee":120,"gross":1220,\
      "producer":"P-1","quantity":1000},\
      {"book_gross":854,"contributed":1000,"gross":1220,"quantity":1000}],\
      "book_commission":70,"book_currency":"KGS","book_discount":0,"book_fee":84,"book_gross":1708,"book_net":1554,"channel":"MUJI","commission":100,\
      "country":"JP","currency":"JPY","discount":0,"draws":[{"batch":"KB-1","produced":5000,"quantity":1000}],"fee":120,"gross":2440,\
      "hs_code":"6307909100","model":"purchase","net":2220,"product":"T-1","quantity":2000,"rate":"0.7","rate_date":"2024-03-05","rate_nominal":1,\
      "sale":"S-1","unit":"H87","unit_price":"1220"}
      """
    try await TestBook.with(unroller: .ledger) { book in
      try await book.append([
        event("CommunityEnrolled", #"{"community":"TAMGA","name":"Тамга","oblast":"Issyk-Kul"}"#, "community/TAMGA"),
        event("ChannelOpened", #"{"channel":"MUJI","country":"JP","kind":"export_retailer","name":"MUJI"}"#, "channel/MUJI"),
        event(
          "ProductDeveloped", #"{"category":"felt","hs_code":"6307909100","name":"Slippers","oblast":"Issyk-Kul","product":"T-1","unit":"H87"}"#,
          "p/1"),
        event("ProductRenamed", #"{"name":"Warm slippers","product":"T-1"}"#, "p/2"),
        event("SaleRecorded", sale, "sale/S-1"),
      ])
      let worker = book.worker(unroller: .ledger)
      #expect(try await worker.catchUp() == 5)
      await worker.close()
      #expect(try await book.sql("SELECT name, kind, country FROM channel") == [["MUJI", "export_retailer", "JP"]])
      #expect(try await book.sql("SELECT name, name_at::text, category, unit FROM product") == [["Warm slippers", "4", "felt", "H87"]])
      #expect(try await book.sql("SELECT name, oblast FROM community") == [["Тамга", "Issyk-Kul"]])
      let rows = try await book.reporter.run("channel-sales").rows
      #expect(
        rows == [
          [.text("2024"), .text("MUJI"), .int64(1708), .int64(0), .int64(1708), .int64(70), .int64(84), .int64(1554), .int64(2000), .int64(1)]
        ])
      // What is not allocated yet is the channel's, and no producer's.
      #expect(
        try await book.reporter.run("producer-revenue").rows.map { $0[1...6] } == [
          [.text("P-1"), .text("MUJI"), .int64(854), .int64(70), .int64(84), .int64(700)]
        ])
      #expect(try await book.reporter.run("buyer-concentration").rows.map { $0[3] } == [.text("export_retailer")])
      #expect(try await Verifier(options: book.reader, catalogue: book.catalogue).verify().isClean)
    }
  }
}
