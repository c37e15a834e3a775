import Bookkeeping
import EventLog
import Ledger
import TestSupport
import Testing

@Suite("Goods on the move, by several at once")
struct MovementTests {
  @Test("Goods sent, received and sold at an outlet by different bookkeepers are where they should be")
  func several() async throws {
    try await TestBook.with { book in
      let (one, other) = (book.bookkeeper(), book.bookkeeper())
      try await one.record(village + [batch("B1", 10), batch("B2", 5, of: "HAT"), sale("S0", 1)])
      try await other.record(dispatch("D1", [("B1", 4), ("B2", 5)], to: outlet("A")))
      let early = try await one.record(sale("S1", 1, outlet: "A"))
      guard case .refused(.insufficientStock) = early else { throw Surprise("sold what had not arrived: \(early)") }
      // A receipt names no batch: they are read when the dispatch has been.
      let verdicts = try await book.bookkeeper().record([
        receive("D1", [("B1", 4), ("B2", 4)]), receive("D1", [("B1", 4), ("B2", 4)]), receive("D1"),
      ])
      #expect(verdicts.map(\.isRecorded) == [true, false, false] && verdicts[1] == .unchanged)
      try await one.record([sale("S2", 3, outlet: "A"), sale("S3", 2), sale("S4", 4, of: "HAT", outlet: "A")])
      let audit = try GoodsAudit(await book.events())
      #expect((audit.findings, audit.stock) == ([], ["B1 SHOP/A 1000", "B1 hub 3000"]))
    }
  }

  @Test("Two who send the same goods at the same moment cannot both have them")
  func race() async throws {
    try await TestBook.with { book in
      let other = book.bookkeeper()
      try await other.record(village + [batch("B1", 10)])
      let log = MeddledLog(book.log()) { number in if number == 1 { try await other.record(dispatch("D1", [("B1", 7)], to: outlet("A"))) } }
      let verdict = try await Bookkeeper(log: log, author: "one").record(dispatch("D2", [("B1", 4)], to: outlet("A")))
      #expect(verdict == .refused(.goods(.notThere(.hub, .init("B1"), asked: Quantity(units: 4), available: Quantity(units: 3)))))
      let tracked = try await book.events().filter { $0.type == "StockTracked" }
      #expect(tracked.count == 1)
    }
  }

  @Test("Two first dispatches to one outlet at the same moment begin its stock once")
  func trackedOnce() async throws {
    try await TestBook.with { book in
      let other = book.bookkeeper()
      try await other.record(village + [batch("B1", 10)])
      let log = MeddledLog(book.log()) { number in if number == 1 { try await other.record(dispatch("D1", [("B1", 4)], to: outlet("A"))) } }
      let verdict = try await Bookkeeper(log: log, author: "one").record(dispatch("D2", [("B1", 4)], to: outlet("A")))
      #expect(verdict.isRecorded)
      let types = try await book.events().map(\.type)
      #expect(types.filter { $0 == "StockTracked" || $0 == "OutletOpened" } == ["OutletOpened", "StockTracked"])
      let audit = try GoodsAudit(await book.events())
      #expect((audit.findings, audit.stock) == ([], ["B1 SHOP/A +8000", "B1 hub 2000"]))
    }
  }

  @Test("Goods that another has recalled meanwhile are not sold, and those after them are")
  func recalledMeanwhile() async throws {
    try await TestBook.with { book in
      let other = book.bookkeeper()
      try await other.record(village + [batch("B1", 3, on: "2024-01-05"), batch("B2", 5)])
      let log = MeddledLog(book.log()) { number in if number == 1 { try await other.record(recall("B1", on: "2024-01-31")) } }
      let one = Bookkeeper(log: log, author: "one")
      try await one.record(sale("S1", 2))
      let named = try await one.record(sale("S2", 1, from: "B1"))
      guard case .refused(let reason) = named else { throw Surprise("sold what is recalled") }
      #expect(reason.message.contains("recalled (moths)"))
      let audit = try GoodsAudit(await book.events())
      #expect((audit.findings, audit.stock) == ([], ["B1 quarantine 3000", "B2 hub 3000"]))
    }
  }

  @Test("Several who send, receive, sell, count and recall at once never lose or make goods", arguments: [21, 22, 23] as [UInt64])
  func manyAtOnce(seed: UInt64) async throws {
    print("seed \(seed)")
    try await TestBook.with(seconds: 300) { book in
      try await book.bookkeeper().record(village + (1...6).map { batch("B\($0)", 20, of: $0 % 2 == 0 ? "HAT" : "RUG") })
      try await withThrowingTaskGroup(of: Void.self) { group in
        for clerk in 1...3 {
          group.addTask {
            var trade = RandomMovement(seed: seed * 10 + UInt64(clerk), prefix: "\(clerk)-")
            _ = try await book.bookkeeper(author: "clerk \(clerk)").pipeline((0..<90).map { _ in trade.next() }, rounds: 6)
          }
        }
        try await group.waitForAll()
      }
      let events = try await book.events()
      let audit = try GoodsAudit(events)
      #expect(audit.findings == [], "seed \(seed)")
      #expect(
        Set(events.map(\.type)).isSuperset(of: ["BatchDispatched", "BatchReceived", "StockAdjusted", "BatchRecalled", "BatchDrawn"]), "seed \(seed)")
    }
  }
}
