import Bookkeeping
import EventLog
import Ledger
import TestSupport
import Testing

@Suite("How commands are grouped decides nothing")
struct SameEventsTests {
  @Test(
    "Rounds of 1, 2, 7 and 500, one on its way while the next is decided, record what a new bookkeeper for every command records",
    arguments: 1...6 as ClosedRange<UInt64>)
  func sameAsOneByOne(seed: UInt64) async throws {
    print("seed \(seed)")
    var trade = RandomTrade(seed: seed)
    let commands = village + [rate("USD", "89.5", on: "2023-12-31")] + trade.history(220)
    try await TestBook.with { book in
      let (lines, verdicts) = try await Self.run(book) { log in
        var verdicts: [Verdict] = []
        for command in commands { verdicts.append(try await Self.bookkeeper(log).record(command)) }
        return verdicts
      }
      #expect(lines.count > 150 && verdicts.contains { !$0.isRecorded && $0 != .unchanged }, "seed \(seed): the history is worth the test")
      for size in [1, 2, 7, 500] {
        let (others, answers) = try await Self.run(book) { log in try await Self.bookkeeper(log).pipeline(commands, rounds: size) }
        #expect(difference(lines, others) == nil, "rounds of \(size), seed \(seed)")
        #expect(zip(verdicts, answers).first { $0 != $1 } == nil && verdicts.count == answers.count, "rounds of \(size), seed \(seed)")
      }
    }
  }

  @Test("A log shared with others gives the same events as one transaction", arguments: [11, 12] as [UInt64])
  func sharedAsInTransaction(seed: UInt64) async throws {
    print("seed \(seed)")
    var trade = RandomTrade(seed: seed)
    let commands = village + trade.history(300)
    try await TestBook.with { book in
      let (lines, verdicts) = try await Self.run(book) { log in try await Self.bookkeeper(log).pipeline(commands, rounds: 50) }
      let answers = try await Self.bookkeeper(book.log()).pipeline(commands, rounds: 20)
      let others = try await book.events().map { Line($0) }
      #expect(difference(lines, others) == nil, "seed \(seed)")
      #expect(verdicts == answers, "seed \(seed)")
    }
  }

  @Test("A bookkeeper who has let go of thousands of old sales and empty batches decides as one who never had them")
  func trimmingDecidesNothing() async throws {
    let commands = manySales(5_400)
    try await TestBook.with(seconds: 300) { book in
      let (lines, _) = try await Self.run(book) { log in try await Self.bookkeeper(log).pipeline(commands, rounds: 900) }
      let (others, _) = try await Self.run(book) { log in
        var verdicts: [Verdict] = []
        for start in stride(from: 0, to: commands.count, by: 300) {
          verdicts += try await Self.bookkeeper(log).record(Array(commands[start..<min(start + 300, commands.count)]))
        }
        return verdicts
      }
      #expect(difference(lines, others) == nil)
    }
  }

  @Test("A return on its way to the log is known to the next round, however long ago its sale was recorded")
  func lateReturns() async throws {
    try await TestBook.with(seconds: 300) { book in
      // Slow to append: whatever was decided in the round before is still on its way.
      let log = MeddledLog(book.log()) { _ in try await Task.sleep(for: .milliseconds(200)) }
      let bookkeeper = Bookkeeper(log: log, author: "test")
      try await bookkeeper.record(village + [batch("OPEN", 1_000_000, of: "HAT"), sale("OLD", 100, of: "HAT")])
      var verdicts: [Verdict] = []
      for round in 1...8 {
        var commands = (1...1_000).map { sale("S\(round)-\($0)", 1, of: "HAT") }
        if round > 1 { commands.append(takeBack("R\(round - 1)", of: "OLD", 1)) }
        commands.append(takeBack("R\(round)", of: "OLD", 1))
        verdicts += try await bookkeeper.submit(commands.map { Instruction($0) })
      }
      verdicts += try await bookkeeper.finish()
      #expect(verdicts.filter(\.isRecorded).count == 8_008)
      #expect(verdicts.filter { $0 == .unchanged }.count == 7)
    }
  }

  /// Small batches sold out at once, one open; late returns to old ones, which are sold again.
  private func manySales(_ count: Int) -> [Command] {
    var commands = village + [batch("OPEN", 1_000_000, of: "HAT")]
    for number in 1...count {
      if number % 50 == 1 { commands.append(batch("B\(number)", 20)) }
      commands.append(sale("S\(number)", 1, of: number % 5 < 2 ? "RUG" : "HAT", short: true))
      if number % 400 == 0 { commands.append(takeBack("R\(number)", of: "S\(number - 350)", 1)) }
      if number == count { commands += [takeBack("LATE", of: "S1", 1), sale("LAST", 2, short: true), reverse("S51")] }
    }
    return commands
  }

  /// With salts that do not differ from run to run.
  private static func bookkeeper(_ log: any WritableLog) -> Bookkeeper {
    Bookkeeper(log: log, author: "test") { producer in Array(repeating: UInt8(producer.text.utf8.count), count: 32) }
  }

  /// What `body` records in a transaction that is discarded, so that the book stays empty for the next.
  private static func run(
    _ book: TestBook, _ body: (TransactionLog) async throws -> [Verdict]
  ) async throws -> (lines: [Line], verdicts: [Verdict]) {
    let log = try await TransactionLog(options: book.writer)
    do {
      let verdicts = try await body(log)
      let lines = try await log.events(after: 0, limit: 1_000_000).map { Line($0) }
      await log.discard()
      return (lines, verdicts)
    } catch {
      await log.discard()
      throw error
    }
  }
}
