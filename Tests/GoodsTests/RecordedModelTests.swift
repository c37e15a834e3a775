import Bookkeeping
import Ledger
import Testing

@Suite("Goods in a real book against an independent model")
struct RecordedModelTests {
  private static let steps = 420

  @Test("What the bookkeeper answers and what the reports say is what the model says", arguments: 5_001...5_006 as ClosedRange<UInt64>)
  func agrees(seed: UInt64) async throws {
    let history = GoodsHistory(seed: seed, count: Self.steps)
    try await RecordedBook.with { book in
      let size = [1, 7, 40][Int(seed % 3)]
      let verdicts = try await book.record(history.steps.map(\.step), rounds: size)
      for (number, (asked, verdict)) in zip(history.steps, verdicts).enumerated() where !verdict.agrees(with: asked.expected) {
        Issue.record("seed \(seed), step \(number), \(asked.step): expected \(asked.expected), but \(verdict)")
        return
      }
      try await book.fold()
      #expect(try await Comparison(history.model, book).differences() == [], "seed \(seed)")
      #expect(try await Conservation(book).findings() == [], "seed \(seed)")
      #expect(try await book.audit() == [], "seed \(seed)")
      // Made anew from the log, everything says the same.
      try await book.rebuild()
      #expect(try await Comparison(history.model, book).differences() == [], "seed \(seed), rebuilt")
    }
  }

  @Test(
    "Bookkeepers who take turns, and decide before the last thing they decided is in the log, answer as one who never looked away",
    arguments: [(5_101, 1, 2), (5_102, 3, 2), (5_103, 5, 0), (5_104, 2, 0), (5_105, 7, 3), (5_106, 1, 0)])
  func hands(seed: UInt64, rounds: Int, hands: Int) async throws {
    let history = GoodsHistory(seed: seed, count: Self.steps)
    try await RecordedBook.with(seconds: 240) { book in
      let verdicts = try await book.record(history.steps.map(\.step), rounds: rounds, hands: hands)
      #expect(verdicts.count == history.steps.count, "seed \(seed)")
      for (number, (asked, verdict)) in zip(history.steps, verdicts).enumerated() where !verdict.agrees(with: asked.expected) {
        Issue.record("seed \(seed), step \(number), \(asked.step): expected \(asked.expected), but \(verdict)")
        return
      }
      #expect(try await book.audit() == [], "seed \(seed)")
    }
  }

  @Test("A figure that is not the model's is found, whichever table it stands in, and so is a line that is wrong")
  func findsWrongFigures() async throws {
    let history = GoodsHistory(seed: 7_001, count: Self.steps)
    try await RecordedBook.with { book in
      _ = try await book.record(history.steps.map(\.step), rounds: 40)
      try await book.fold()
      let comparison = Comparison(history.model, book)
      #expect(try await comparison.differences() == [])
      let wrongs = [
        ("UPDATE stock_moves SET received = received + 1 WHERE received > 0", "stock"),
        ("UPDATE goods_away SET on_hand = on_hand + 1 WHERE arrived_on IS NOT NULL", "goods-ageing"),
        ("UPDATE dispatch_lines SET dispatched = dispatched + 1", "goods-in-transit"),
        ("UPDATE dispatch_lines SET short = short + 1 WHERE arrived > 0", "deliveries"),
        ("UPDATE recalls SET recalled_on = recalled_on + 1", "recall"),
      ]
      for (wrong, report) in wrongs {
        _ = try await book.sql(wrong)
        let found = try await comparison.differences().filter { $0.hasPrefix(report) }
        #expect(!found.isEmpty, "\(wrong)")
      }
      let conservation = Conservation(book)
      #expect(try await conservation.findings() == [])
      for kind in ["arrived", "drawn", "rejected", "moved_in"] {
        _ = try await book.sql("UPDATE entry SET quantity = quantity + 100000 WHERE kind = '\(kind)'")
        #expect(try await !conservation.findings().isEmpty, "\(kind)")
        _ = try await book.sql("UPDATE entry SET quantity = quantity - 100000 WHERE kind = '\(kind)'")
      }
      #expect(try await conservation.findings() == [])
    }
  }

  @Test("As of a position, goods lie where a book that stopped there says", arguments: [6_001, 6_002] as [UInt64])
  func asOf(seed: UInt64) async throws {
    let history = GoodsHistory(seed: seed, count: 300)
    let reports = ["stock", "goods-ageing", "goods-in-transit", "deliveries", "recall"]
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
          #expect(!expected.isEmpty || stop == last / 4, "\(report) at \(stop) says nothing, seed \(seed)")
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

extension RecordedBook {
  /// What an auditor finds in the log.
  func audit() async throws -> [String] {
    var audit = GoodsAudit()
    for event in try await events() { audit.take(try Event(type: event.type, payload: Array(event.payload)), stream: event.stream) }
    return audit.findings
  }
}
