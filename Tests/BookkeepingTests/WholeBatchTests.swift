import Bookkeeping
import EventLog
import Ledger
import TestSupport
import Testing

/// A sale needs a batch's first and last events only; an inspection needs all of them. Each test lets a bookkeeper have the batch by its ends first.
@Suite("A batch of which only the ends were read is read whole when that matters")
struct WholeBatchTests {
  /// B1: ten made, three accepted, then two, one sold: five wait, four lie in the hub.
  private let history =
    village + [
      waitingBatch("B1", 10), inspect("B1", accepted: 3), inspect("B1", accepted: 2), sale("S1", 1), sale("S2", 1), takeBack("R2", of: "S2", 1),
    ]

  @Test("All inspections count, also those between the first and the last event")
  func countsAll() async throws {
    try await TestBook.with { book in
      try await book.bookkeeper().record(history)
      let one = book.bookkeeper()
      try await one.record(sale("S3", 1))
      let verdicts = try await one.record([inspect("B1", accepted: 6), inspect("B1", accepted: 4, rejected: 1), inspect("B1", accepted: 1)])
      #expect(
        verdicts == [
          .refused(.goods(.overInspected(.init("B1"), asked: Quantity(units: 6), waiting: Quantity(units: 5)))),
          .recorded(first: verdicts[1].first, count: 1),
          .refused(.goods(.overInspected(.init("B1"), asked: Quantity(units: 1), waiting: .zero))),
        ])
      let audit = try GoodsAudit(await book.events())
      #expect((audit.findings, audit.stock) == ([], ["B1 hub 7000"]))
    }
  }

  @Test("What was decided about it and is still on its way to the log is not forgotten")
  func keepsWhatIsInFlight() async throws {
    try await TestBook.with { book in
      try await book.bookkeeper().record(history)
      // Slow to append: the sales of one round are on their way while the inspection of the next is decided.
      let log = MeddledLog(book.log()) { _ in try await Task.sleep(for: .milliseconds(150)) }
      let one = Bookkeeper(log: log, author: "one")
      let commands = [
        sale("S3", 1), sale("S4", 1), inspect("B1", accepted: 2), sale("S5", 3), inspect("B1", accepted: 3, rejected: 1), inspect("B1", accepted: 3),
        sale("S6", 5), sale("S7", 1),
      ]
      let verdicts = try await one.pipeline(commands, rounds: 1)
      #expect(verdicts.map(\.isRecorded) == [true, true, true, true, false, true, false, true])
      let audit = try GoodsAudit(await book.events())
      #expect((audit.findings, audit.stock) == ([], ["B1 hub 3000"]))
    }
  }

  @Test("In one round with sales of the same goods the order of commands holds")
  func oneRound() async throws {
    try await TestBook.with { book in
      try await book.bookkeeper().record(history)
      let one = book.bookkeeper()
      try await one.record(sale("S3", 1, from: "B1"))
      let verdicts = try await one.record([
        sale("S4", 3), sale("S5", 1), inspect("B1", accepted: 5), sale("S5", 1), inspect("B1", rejected: 5, again: true),
        inspect("B1", rejected: 4, again: true),
      ])
      #expect(verdicts.map(\.isRecorded) == [true, false, true, true, false, true])
      let audit = try GoodsAudit(await book.events())
      #expect((audit.findings, audit.stock) == ([], []))
    }
  }

  @Test("An inspection that others recorded before ours landed counts", arguments: [1, 2])
  func othersInBetween(append: Int) async throws {
    try await TestBook.with { book in
      let other = book.bookkeeper()
      try await other.record(history)
      let log = MeddledLog(book.log()) { number in if number == append { try await other.record(inspect("B1", accepted: 4)) } }
      let one = Bookkeeper(log: log, author: "one")
      var verdicts = try await one.pipeline([sale("S3", 1), inspect("B1", accepted: 3), inspect("B1", accepted: 1)], rounds: 1)
      #expect(verdicts.map(\.isRecorded) == [true, false, true])
      #expect(verdicts[1] == .refused(.goods(.overInspected(.init("B1"), asked: Quantity(units: 3), waiting: Quantity(units: 1)))))
      verdicts = try await one.record([sale("S4", 9), sale("S4", 8)])
      #expect(verdicts.map(\.isRecorded) == [false, true])
      let audit = try GoodsAudit(await book.events())
      #expect((audit.findings, audit.stock) == ([], []))
    }
  }

  @Test("A paper with a number is known by one who read only the ends, and not recorded twice")
  func papers() async throws {
    try await TestBook.with { book in
      let papers = [adjust("B1", by: 2, "N 1"), writeOff("B1", 1, "N 2"), inspect("B1", accepted: 1, "N 3")]
      try await book.bookkeeper().record(history + papers + [sale("S3", 1)])
      let one = book.bookkeeper()
      try await one.record(sale("S4", 1))
      let verdicts = try await one.record(papers + [adjust("B1", by: 3, "N 1")])
      #expect(verdicts.dropLast() == [.unchanged, .unchanged, .unchanged])
      guard case .refused(.differs("paper N 1 of batch B1", _, _, _)) = verdicts[3] else { throw Surprise("\(verdicts[3])") }
    }
  }
}

extension Verdict {
  /// The first position, when it was recorded.
  fileprivate var first: Int64 { if case .recorded(let first, _) = self { first } else { 0 } }
}
