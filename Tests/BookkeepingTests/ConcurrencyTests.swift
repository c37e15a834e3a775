import Bookkeeping
import EventLog
import Ledger
import TestSupport
import Testing

@Suite("Two bookkeepers at once keep one true book")
struct ConcurrencyTests {
  @Test("Two shops sell, take back and restock the same products at once, and every piece adds up", arguments: [1, 2, 3, 4] as [UInt64])
  func addsUp(seed: UInt64) async throws {
    print("seed \(seed)")
    try await TestBook.with { book in
      let (one, other) = (book.bookkeeper(author: "one"), book.bookkeeper(author: "other"))
      let beginning = village + [rate("USD", "89.5", on: "2023-12-31"), rate("JPY", "0.61", on: "2023-12-31")] + stock
      try await one.record(beginning)
      let settled = try await book.events().count
      async let first = Self.work(one, seed: seed, prefix: "a", pipelined: false)
      async let second = Self.work(other, seed: seed + 1000, prefix: "b", pipelined: true)
      let verdicts = try await first + second
      let events = try await book.events()
      let audit = try Audit(events)
      #expect(audit.findings == [], "seed \(seed)")
      let owners = Self.owners(verdicts, events: events.count, after: settled)
      #expect(owners.allSatisfy { $0 == 1 }, "each event belongs to one recorded verdict; seed \(seed)")
      #expect(Set(events.dropFirst(settled).map(\.actor)) == ["one", "other"])
    }
  }

  @Test("Two who import the same file at once record each row once, and nobody hears anything else", arguments: [1, 30, 500])
  func importsOnce(rounds size: Int) async throws {
    try await TestBook.with { book in
      let commands = village + rows(40)
      let (one, other) = (book.bookkeeper(author: "one"), book.bookkeeper(author: "other"))
      async let first = one.pipeline(commands, rounds: size)
      async let second = other.pipeline(commands, rounds: size)
      let (answers, others) = try await (first, second)
      #expect(answers.count == commands.count && others.count == commands.count)
      for (index, (answer, other)) in zip(answers, others).enumerated() {
        #expect(Self.isOneRecording(answer, other), "row \(index + 1): \(answer) and \(other)")
      }
      let events = try await book.events()
      let audit = try Audit(events)
      #expect(audit.findings == [])
      #expect(audit.sales.count == 40 && audit.returns.count == 40 && audit.stock.count == 40)
      #expect(Set(events.map { "\($0.stream)@\($0.version)" }).count == events.count)
      let registrations = events.filter { $0.stream == "producer/P1" }.map(\.type)
      #expect(registrations == ["ProducerRegistered"], "her row came twice, and was one registration")
    }
  }

  @Test("Many who hand in at one bookkeeper get each the answer to her own command")
  func answersEachCaller() async throws {
    try await TestBook.with { book in
      let one = book.bookkeeper()
      try await one.record(village + [batch("B1", 100)])
      let verdicts = try await withThrowingTaskGroup(of: (Int, Verdict).self) { group in
        for number in 1...20 { group.addTask { (number, try await one.record(sale("S\(number)", 1))) } }
        return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
      }
      let events = try await book.events()
      for (number, verdict) in verdicts {
        guard case .recorded(let first, let count) = verdict else { throw Surprise("\(number): \(verdict)") }
        #expect(events[Int(first) - 1].stream == "sale/S\(number)" && count == 2)
      }
    }
  }

  /// Goods that both shops sell from.
  private var stock: [Command] { (1...6).map { batch("C\($0)", 20, of: $0 % 2 == 0 ? "RUG" : "HAT", on: "2024-01-0\($0)") } }

  /// A file without a bad row: each batch once, each sold short or not, one piece of each back.
  private func rows(_ count: Int) -> [Command] {
    (1...count).map { batch("B\($0)", 3) } + (1...count).map { sale("S\($0)", 4, outlet: "O\($0 % 3)", short: true) }
      + (1...count).map { takeBack("R\($0)", of: "S\($0)", 1) }
  }

  private static func work(_ bookkeeper: Bookkeeper, seed: UInt64, prefix: String, pipelined: Bool) async throws -> [Verdict] {
    var trade = RandomTrade(seed: seed, prefix: prefix)
    var random = SplitMix64(seed: seed)
    var verdicts: [Verdict] = []
    for _ in 1...12 {
      let commands = trade.trade(Int.random(in: 1...30, using: &random))
      verdicts += pipelined ? try await bookkeeper.submit(commands.map { Instruction($0) }) : try await bookkeeper.record(commands)
    }
    return try await verdicts + bookkeeper.finish()
  }

  /// For each event after a position, how many verdicts claim it.
  private static func owners(_ verdicts: [Verdict], events: Int, after start: Int) -> [Int] {
    var owners = [Int](repeating: 0, count: events)
    for case .recorded(let first, let count) in verdicts { for position in Int(first)..<Int(first) + count { owners[position - 1] += 1 } }
    return Array(owners.dropFirst(start))
  }

  /// One recorded it, and the other heard the same answer, or that the book says so already.
  private static func isOneRecording(_ one: Verdict, _ other: Verdict) -> Bool {
    one.isRecorded && (other == one || other == .unchanged) || other.isRecorded && one == .unchanged
  }
}
