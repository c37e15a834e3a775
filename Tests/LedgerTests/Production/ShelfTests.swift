import Ledger
import Testing

@Suite("Shelves")
struct ShelfTests {
  /// The lots a sale of a day may draw from at a place, as `B1 2`.
  private func lots(_ book: TestBook, at place: Place = .hub, by date: String = "2024-12-31") -> [String] {
    (book.shelves[.init("SLIPPER")]?.lots(at: place, producedBy: day(date)) ?? []).map { "\($0.produced.batch) \($0.onHand)" }
  }

  @Test("Each place has its own shelf, oldest goods first; samples, goods on their way and recalled goods stand on none")
  func places() throws {
    var book = try TestBook.trading()
    try book.produce("B2", [("P1", 5000)], on: "2024-01-10")
    try book.produce("B3", [("P1", 5000)], on: "2024-01-09")
    try book.produce("B1", [("P1", 5000)], on: "2024-01-10")
    try book.make("T1", [("P1", 5000)], .test, waiting: false)
    #expect(lots(book) == ["B3 5", "B1 5", "B2 5"])
    #expect(lots(book, by: "2024-01-09") == ["B3 5"])
    #expect(lots(book, at: .samples) == [])
    try book.dispatch("D1", [("B2", 1000), ("B3", 5000)], to: outlet("A"))
    #expect((lots(book), lots(book, at: outlet("A"))) == (["B1 5", "B2 4"], []))
    try book.receive("D1")
    #expect(lots(book, at: outlet("A")) == ["B3 5", "B2 1"])
    #expect(lots(book, at: outlet("A"), by: "2024-01-09") == ["B3 5"])
    #expect(lots(book, at: outlet("B")) == [])
    try book.recall("B3")
    #expect((lots(book), lots(book, at: outlet("A")), lots(book, at: .quarantine)) == (["B1 5", "B2 4"], ["B2 1"], []))
    try book.liftRecall("B3")
    #expect((lots(book), lots(book, at: outlet("A"))) == (["B3 5", "B1 5", "B2 4"], ["B2 1"]))
    try book.dispatch("D2", [("B2", 1000)], from: outlet("A"), to: .hub)
    #expect((lots(book, at: outlet("A")), lots(book).last) == ([], "B2 4"))
    try book.receive("D2")
    #expect(lots(book).last == "B2 5")
  }

  @Test("A shelf that was kept up to date is one that is put up anew, at every place", arguments: 1...30)
  func anew(seed: Int) throws {
    var history = GoodsHistory(seed: seed)
    var book = try TestBook.trading()
    for _ in 0..<120 { _ = refusal { () throws(Refusal) in try book.perform(history.next()) } }
    for (product, kept) in book.shelves {
      var anew = Shelf()
      for state in book.batches.values { if let produced = state.produced, produced.product == product { anew.update(produced, stock: state.stock) } }
      for place in GoodsHistory.places {
        for date in ["2024-01-05", "2024-01-20", "2024-12-31"] {
          #expect(
            Array(kept.lots(at: place, producedBy: day(date))) == Array(anew.lots(at: place, producedBy: day(date))),
            "seed \(seed), \(place), \(date)")
        }
      }
    }
  }
}
