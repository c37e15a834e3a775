import Bookkeeping
import EventLog
import Ledger
import TestSupport
import Testing

@Suite("A book written in one transaction is taken whole or not at all")
struct TransactionTests {
  private let commands = village + [batch("B1", 5), sale("S1", 2), takeBack("R1", of: "S1", 1), status("P2", .erase(reason: "her wish"))]

  @Test("Discarding leaves no event, no person and no key")
  func discardLeavesNothing() async throws {
    try await TestBook.with { book in
      let log = try await TransactionLog(options: book.writer)
      let verdicts = try await Bookkeeper(log: log, author: "dry run").record(commands)
      #expect(verdicts.allSatisfy { $0.isRecorded })
      await log.discard()
      let (events, person) = (try await book.events(), try await book.person("P1"))
      #expect(events == [])
      #expect(person == nil)
      let again = try await book.bookkeeper().record(commands)
      #expect(again == verdicts, "a dry run foretells what will be")
    }
  }

  @Test("Keeping makes everything durable at once, and nobody saw a part of it before")
  func keepKeepsAll() async throws {
    try await TestBook.with { book in
      let log = try await TransactionLog(options: book.writer)
      let bookkeeper = Bookkeeper(log: log, author: "import")
      let verdicts = try await bookkeeper.pipeline(commands, rounds: 3)
      let before = try await book.events()
      #expect(before == [])
      let seen = try await log.events(after: 0, limit: 1000)
      try await log.keep()
      let after = try await book.events()
      #expect(after == seen && !after.isEmpty)
      let (person, erased) = (try await book.person("P1"), try await book.person("P2"))
      #expect(person != nil)
      #expect(erased == nil)
      let again = try await book.bookkeeper().record(commands)
      #expect(again.allSatisfy { $0 == .unchanged } && verdicts.count == again.count)
    }
  }

  @Test("Later commands in it see earlier ones, from one bookkeeper to the next")
  func laterSeeEarlier() async throws {
    try await TestBook.with { book in
      let log = try await TransactionLog(options: book.writer)
      try await Bookkeeper(log: log, author: "import").record(village + [batch("B1", 2)])
      let next = Bookkeeper(log: log, author: "import")
      let verdicts = try await next.record([sale("S1", 1), sale("S1", 1), sale("S2", 5), takeBack("R1", of: "S1", 1)])
      #expect(verdicts.map(\.isRecorded) == [true, false, false, true])
      #expect(verdicts[1] == .unchanged)
      await log.discard()
    }
  }

  @Test("It builds on what others recorded before its first append")
  func seesOthersBefore() async throws {
    try await TestBook.with { book in
      let log = try await TransactionLog(options: book.writer)
      let one = Bookkeeper(log: log, author: "import")
      let early = try await one.record(sale("S1", 1))
      #expect(early == .refused(.unknown(.product, "RUG")))
      try await book.bookkeeper().record(village + [batch("B1", 2)])
      let later = try await one.record(sale("S1", 1))
      #expect(later.isRecorded)
      try await log.keep()
    }
  }
}
