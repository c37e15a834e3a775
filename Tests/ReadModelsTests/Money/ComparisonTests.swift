import EventLog
import Ledger
import Postgres
import ReadModels
import TestSupport
import Testing

@Suite("What changed between two moments")
struct ComparisonTests {
  @Test("Every row that differs is listed with the events that made the difference, and they add up to it", arguments: [61, 62] as [UInt64])
  func addsUp(seed: UInt64) async throws {
    let history = History(seed: seed, count: 200)
    try await TestBook.with { book in
      try await book.append(history.events)
      try await book.fold()
      let comparer = Comparer(pool: book.pool, catalogue: book.catalogue)
      for name in ["channel-sales", "producer-revenue", "trial-balance", "stock"] {
        let comparison = try await comparer.compare(name, from: 120, eventLimit: 500)
        var (then, now) = (ReportParameters(), ReportParameters())
        (then.atPosition, now.atPosition) = (120, 200)
        let before = try await book.reporter.run(name, parameters: then).rows
        let after = try await book.reporter.run(name, parameters: now).rows
        #expect(comparison.from == 120 && comparison.to == 200)
        // What is the same in both is no change, and all else is.
        #expect(comparison.changes.count { $0.after != nil } == after.count { !before.contains($0) }, "\(name), seed \(seed)")
        #expect(comparison.changes.count { $0.before != nil } == before.count { !after.contains($0) }, "\(name), seed \(seed)")
        for change in comparison.changes {
          #expect(change.events.allSatisfy { $0.position > 120 }, "\(name), seed \(seed)")
          for (index, column) in comparison.explained.enumerated() {
            guard let figure = comparison.figures.firstIndex(of: column) else { continue }
            let moved = value(change.after?[figure]) - value(change.before?[figure])
            #expect(change.events.reduce(0) { $0 + $1.amounts[index] } == moved, "\(name) \(column.name), seed \(seed)")
          }
        }
      }
    }
  }

  @Test("Nothing changed is no row; a position still to come is refused")
  func edges() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 63, count: 30).events)
      try await book.fold()
      let comparer = Comparer(pool: book.pool, catalogue: book.catalogue)
      #expect(try await comparer.compare("channel-sales", from: 30).changes.isEmpty)
      let error = try await thrown(ReadModelError.self) { try await comparer.compare("channel-sales", from: 31) }
      #expect("\(error)".contains("Position 31 lies after 30, with which it would be compared."))
    }
  }

  private func value(_ cell: Cell?) -> Int64 { if case .int64(let number)? = cell { number } else { 0 } }
}
