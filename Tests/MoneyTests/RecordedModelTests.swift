import Bookkeeping
import Ledger
import Testing

@Suite("The money in a real book against an independent model")
struct RecordedModelTests {
  private static let steps = 420

  @Test("What the bookkeeper answers and what the reports say is what the model says", arguments: 5_001...5_006 as ClosedRange<UInt64>)
  func agrees(seed: UInt64) async throws {
    let history = MoneyHistory(seed: seed, count: Self.steps)
    try await RecordedBook.with { book in
      let size = [1, 7, 40][Int(seed % 3)]
      let verdicts = try await book.record(history.steps.map(\.step), rounds: size)
      for (number, (asked, verdict)) in zip(history.steps, verdicts).enumerated() where !verdict.agrees(with: asked.expected) {
        Issue.record("seed \(seed), step \(number), \(asked.step): expected \(asked.expected), but \(verdict)")
        return
      }
      try await book.fold()
      let differences = try await Comparison(history.model, book).differences()
      #expect(differences == [], "seed \(seed)")
      let loose = try await Conservation(book).findings()
      #expect(loose == [], "seed \(seed)")
    }
  }

  @Test("A figure that is not the model's is found, whichever table it stands in, and so is a line that is booked on one side only")
  func findsWrongFigures() async throws {
    let history = MoneyHistory(seed: 7_001, count: Self.steps)
    try await RecordedBook.with { book in
      _ = try await book.record(history.steps.map(\.step), rounds: 40)
      try await book.fold()
      let comparison = Comparison(history.model, book)
      #expect(try await comparison.differences() == [])
      let wrongs = [
        ("UPDATE producer_account_by_period SET paid = paid + 1", "producer-balance"),
        ("UPDATE statement_money SET matched = matched + 1", "channel-reconciliation"),
        ("UPDATE money_moves SET book_amount = book_amount + 1 WHERE kind = 'settled'", "trial-balance"),
        ("UPDATE money_moves SET amount = amount + 1 WHERE kind = 'matched'", "trial-balance-currency"),
        ("UPDATE money_moves SET channel = 'NOBODY' WHERE kind = 'sold' AND channel = 'PUMP'", "channel-receivable"),
      ]
      for (wrong, report) in wrongs {
        _ = try await book.sql(wrong)
        let found = try await comparison.differences().filter { $0.hasPrefix(report) }
        #expect(!found.isEmpty, "\(wrong)")
      }
      let conservation = Conservation(book)
      #expect(try await conservation.findings() == [])
      _ = try await book.sql("UPDATE entry SET book_gross = book_gross + 1 WHERE kind = 'adjusted' AND book_gross > 0")
      #expect(try await conservation.findings().contains { $0.hasPrefix("every-event-balances") })
    }
  }

  @Test("As of a position, producers have what a book that stopped there says", arguments: [6_001, 6_002] as [UInt64])
  func asOf(seed: UInt64) async throws {
    let history = MoneyHistory(seed: seed, count: 300)
    let reports = ["producer-balance", "trial-balance", "channel-reconciliation", "channel-receivable"]
    try await RecordedBook.with { book in
      _ = try await book.record(history.steps.map(\.step), rounds: 40)
      let last = Int64(try await book.events().count)
      var stopped: [Int64: [String: [[String: String]]]] = [:]
      for stop in [last / 4, last / 2, last * 3 / 4, last - 1] {
        try await book.fold(to: stop)
        for report in reports { stopped[stop, default: [:]][report] = try await book.report(report) }
      }
      try await book.fold()
      for (stop, answers) in stopped {
        for (report, expected) in answers {
          let found = try await book.report(report, at: stop)
          #expect(found == expected, "\(report) at \(stop), seed \(seed)")
        }
      }
    }
  }
}

extension Verdict {
  /// Whether it is in the book by this answer.
  var isRecorded: Bool { if case .recorded = self { true } else { false } }

  /// Whether it is one of those that the model allows.
  func agrees(with expected: Expected) -> Bool {
    switch (self, expected) {
    case (.recorded, .recorded), (.unchanged, .unchanged): true
    case (.refused(let refusal), .refused(let reasons)): reasons.contains(refusal.word)
    default: false
    }
  }
}
