import Bookkeeping
import EventLog
import Ledger
import Postgres
import TestSupport
import Testing

@Suite("When others are faster, only what they touched is decided anew")
struct ConflictTests {
  @Test("In the middle of a round a sale is decided anew; what came before it stays, what came after it stays after it")
  func decidesAnewInTheMiddle() async throws {
    try await TestBook.with { book in
      let other = book.bookkeeper()
      try await other.record(village + [batch("B1", 5), batch("B2", 5), batch("B3", 5)])
      let log = MeddledLog(book.log()) { number in if number == 1 { try await other.record(sale("X", 4, from: "B2")) } }
      let one = Bookkeeper(log: log, author: "one")
      let verdicts = try await one.record([sale("S1", 2, from: "B1"), sale("S2", 2, from: "B2", short: true), sale("S3", 2, from: "B3")])
      #expect(verdicts.map(\.isRecorded) == [true, true, true])
      let order = try await book.sales().map(\.sale.text)
      #expect(order == ["X", "S1", "S2", "S3"])
      let short = try await book.sales()[2].unallocated?.quantity
      #expect(short == Quantity(units: 1))
      try await expectPlaces(verdicts, of: ["S1", "S2", "S3"], in: book)
    }
  }

  @Test("What failed is decided anew in its order: the earlier sale gets the goods")
  func keepsOrderOfWhatFailed() async throws {
    try await TestBook.with { book in
      let other = book.bookkeeper()
      try await other.record(village + [batch("B1", 5)])
      let log = MeddledLog(book.log()) { number in if number == 1 { try await other.record(sale("X", 2)) } }
      let verdicts = try await Bookkeeper(log: log, author: "one").record([sale("S1", 2), sale("S2", 1), sale("S3", 1)])
      #expect(verdicts.map(\.isRecorded) == [true, true, false])
      guard case .refused(.insufficientStock(_, _, _, let available, _)) = verdicts[2] else { throw Surprise("\(verdicts[2])") }
      #expect(available == .zero)
      let order = try await book.sales().map(\.sale.text)
      #expect(order == ["X", "S1", "S2"])
      let audit = try Audit(await book.events())
      #expect(audit.findings == [] && audit.stock == ["B1": 0])
    }
  }

  @Test("A sale is booked at the rate that stands in the book, not at one that was refused just before it")
  func reliesOnNothingRefused() async throws {
    try await TestBook.with { book in
      let other = book.bookkeeper()
      try await other.record(village + [batch("B1", 5)])
      // Both rates would be version 1 of their stream: by its number alone, one cannot be told from the other.
      let log = MeddledLog(book.log()) { number in if number == 1 { try await other.record(rate("USD", "90", on: "2024-01-31")) } }
      let verdicts = try await Bookkeeper(log: log, author: "one").record([rate("USD", "80", on: "2024-01-31"), sale("S1", 1, in: "USD")])
      #expect(verdicts.map(\.isRecorded) == [false, true])
      let gross = try await book.sales().map(\.bookAmounts.gross)
      #expect(gross == [900_000])
    }
  }

  @Test("What was refused or already recorded only on the strength of an earlier command is judged anew when that one fails")
  func judgesDependantsAnew() async throws {
    try await TestBook.with { book in
      let other = book.bookkeeper()
      try await other.record(village + [batch("B1", 5)])
      // Five pieces, then three are gone: four cannot be sold any more, but then the last two can.
      let log = MeddledLog(book.log()) { number in if number == 1 { try await other.record(sale("X", 3)) } }
      let verdicts = try await Bookkeeper(log: log, author: "one").record([sale("S1", 4), sale("S1", 4), sale("S2", 2)])
      #expect(verdicts.map(\.isRecorded) == [false, false, true])
      #expect(verdicts[0] == verdicts[1], "the same row twice cannot be refused once and recorded already once")
    }
  }

  @Test("A round decided ahead is decided anew when the one before it did not come true")
  func decidesAheadAnew() async throws {
    try await TestBook.with { book in
      let other = book.bookkeeper()
      try await other.record(village + [batch("B1", 5)])
      let log = MeddledLog(book.log()) { number in if number == 1 { try await other.record(sale("X", 3)) } }
      let one = Bookkeeper(log: log, author: "one")
      let verdicts = try await one.pipeline([sale("S1", 4), sale("S1", 4), sale("S2", 2)], rounds: 1)
      #expect(verdicts.map(\.isRecorded) == [false, false, true])
      #expect(verdicts[0] == verdicts[1])
    }
  }

  @Test("Two who write to one stream again and again both get through: neither is told that a key of the program's own was used")
  func ownKeysAreNotTheCallers() async throws {
    try await TestBook.with { book in
      let other = book.bookkeeper()
      try await other.record(village)
      let log = MeddledLog(book.log()) { number in
        if number <= 3 { try await other.record(rate("USD", "8\(number)", on: "2024-01-0\(number)")) }
      }
      let verdict = try await Bookkeeper(log: log, author: "one").record(rate("USD", "90", on: "2024-02-01"))
      #expect(verdict.isRecorded)
    }
  }

  @Test("Who is overtaken every single time is told which stream is contended, after a bounded number of attempts, and can try again")
  func givesUpWhenContended() async throws {
    try await TestBook.with { book in
      let other = book.bookkeeper()
      try await other.record(village + [batch("B1", 99)])
      let log = MeddledLog(book.log()) { number in
        if number <= 1 + Bookkeeper.attemptLimit { try await other.record(sale("X\(number)", 1)) }
      }
      let one = Bookkeeper(log: log, author: "one")
      let problem = try await thrown(BookProblem.self) { try await one.record(sale("S1", 1)) }
      #expect(problem == .contended("sale/S1", attempts: Bookkeeper.attemptLimit))
      #expect(
        problem.description
          == "stream sale/S1 was changed by others \(Bookkeeper.attemptLimit) times while this was being decided; "
          + "try again when they have finished")
      let verdict = try await one.record(sale("S1", 1))
      #expect(verdict.isRecorded, "what was decided but never recorded is forgotten")
      let audit = try Audit(await book.events())
      #expect(audit.findings == [])
    }
  }

  @Test("What was decided before the connection broke is not taken for recorded")
  func forgetsWhatNeverReachedTheLog() async throws {
    try await TestBook.with { book in
      let log = MeddledLog(book.log()) { number in if number == 2 { throw PostgresError(.connectionLost, "the cable was pulled") } }
      let one = Bookkeeper(log: log, author: "one")
      try await one.record(village + [batch("B1", 5)])
      try await thrown(PostgresError.self) { try await one.record(sale("S1", 1)) }
      log.goDown(true)
      try await thrown(PostgresError.self) { try await one.record(sale("S2", 1)) }
      log.goDown(false)
      let verdicts = try await one.record([sale("S1", 1), sale("S2", 1)])
      #expect(verdicts.map(\.isRecorded) == [true, true])
    }
  }

  /// Each recorded verdict must name the position of its own sale.
  private func expectPlaces(_ verdicts: [Verdict], of sales: [String], in book: TestBook) async throws {
    let events = try await book.events()
    for (verdict, sale) in zip(verdicts, sales) {
      guard case .recorded(let first, let count) = verdict else { throw Surprise("\(sale): \(verdict)") }
      let written = events[Int(first) - 1..<Int(first) - 1 + count]
      #expect(written.contains { $0.stream == "sale/\(sale)" && $0.version == 1 })
    }
  }
}
