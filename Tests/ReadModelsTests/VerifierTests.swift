import EventLog
import Postgres
import ReadModels
import Synchronization
import TestSupport
import Testing

/// Verifying in parallel, and how exactly it names what is wrong.
@Suite("Verifying entries and read models")
struct VerifierTests {
  private func verifier(_ book: TestBook) -> Verifier { Verifier(options: book.reader, catalogue: book.catalogue, unroller: .lines()) }

  @Test("However many connections share the work, the finding is the same, and progress reaches the end")
  func jobs() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 71, count: 200).events)
      try await book.fold()
      try await book.sql("UPDATE entry SET book_net = book_net - 1 WHERE position % 50 = 0")
      try await book.sql("UPDATE sales_by_product SET quantity = quantity + 7 WHERE ctid = (SELECT min(ctid) FROM sales_by_product)")
      let single = try await verifier(book).verify(jobs: 1)
      #expect(!single.isClean && single.entries.different > 0)
      for jobs in [2, 5] {
        let last = ProgressLog()
        #expect(try await verifier(book).verify(jobs: jobs) { last.note($0, $1) } == single)
        #expect(last.isComplete)
      }
    }
  }

  @Test("A changed entry is named with its columns, what they say and what they should say")
  func entryColumns() async throws {
    try await TestBook.with { book in
      try await book.append([Lines.sale(gross: 100).event("a/1", on: .day(2024, 5, 1)), Lines.sale(gross: 200).event("a/2", on: .day(2024, 5, 2))])
      try await book.fold()
      try await book.sql("UPDATE entry SET book_gross = 250, country = NULL, occurred_on = '2024-06-01' WHERE position = 2")
      try await book.sql("DELETE FROM entry WHERE position = 1")
      let found = try await verifier(book).verify().entries
      #expect(
        found.flaws.map(\.description) == [
          "position 1, line 1: is missing",
          "position 2, line 1: occurred_on is another; country is empty, should be “JP”; book_gross is 250, should be 200",
        ])
      #expect((found.compared, found.missing, found.different) == (1, 1, 1))
    }
  }

  @Test("A changed row of a read model is named by its keys, how far it is off, and the newest event that contributes to it")
  func newestPosition() async throws {
    try await TestBook.with { book in
      try await book.append(
        (1...5).map { Lines.sale(gross: 100 * $0).event("a/\($0)", on: .day(2024, $0 == 5 ? 7 : 5, 1)) })
      try await book.fold()
      try await book.sql("UPDATE sales_by_channel SET gross = gross - 30 WHERE month = '2024-05-01'")
      try await book.sql("INSERT INTO product (product, name, name_at) VALUES ('ghost', 'Ghost', 1)")
      let wrong = try await verifier(book).verify().models.filter { !$0.isEmpty }
      #expect(wrong.map(\.model) == ["product", "sales_by_channel"])
      let ghost = try #require(wrong.first?.examples.first)
      #expect(ghost.isExtra && !ghost.isMissing && ghost.newestPosition == nil)
      let row = try #require(wrong.last?.examples.first)
      #expect(row.keys["channel"] == "muji" && row.differences == ["gross": 30] && row.newestPosition == 4)
      #expect(!row.isExtra && !row.isMissing)
    }
  }

  @Test("Years that are right are not blamed for months that are wrong")
  func yearsAndMonths() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 72, count: 150).events)
      try await book.fold()
      try await book.sql("UPDATE sales_by_producer SET net = net + 5 WHERE ctid = (SELECT min(ctid) FROM sales_by_producer)")
      let wrong = try await verifier(book).verify().models.filter { !$0.isEmpty }
      #expect(wrong.map(\.model) == ["sales_by_producer"] && wrong.first?.measures["net"] == -5)
    }
  }
}

/// The last progress that was told.
private final class ProgressLog: Sendable {
  private let last = Mutex<(done: Int64, all: Int64)>((0, -1))

  var isComplete: Bool { last.withLock { $0.done == $0.all } }

  func note(_ done: Int64, _ all: Int64) { last.withLock { $0 = (max($0.done, done), all) } }
}
