import EventLog
import Ledger
import Postgres
import ReadModels
import TestSupport
import Testing

@Suite("Explaining as of the past, and across a changed definition")
struct DefinitionExplainTests {
  @Test("In every report, at any past position, what explains a cell adds up to it exactly", arguments: [81, 82] as [UInt64])
  func addsUpInThePast(seed: UInt64) async throws {
    print("Explaining as of the past: seed \(seed)")
    var random = SplitMix64(seed: seed)
    try await TestBook.with { book in
      try await book.fill(seed: seed)
      let explainer = Explainer(pool: book.pool, catalogue: book.catalogue)
      for report in book.catalogue.reports {
        guard let explanation = report.explanation else { continue }
        for by in [PeriodLength.month, .year] {
          var asked = ReportParameters()
          (asked.by, asked.atPosition) = (by, Int64.random(in: 20...200, using: &random))
          if Bool.random(using: &random) { (asked.from, asked.to) = (.day(2022, 3, 1), .day(2023, 10, 31)) }
          let answer = try await book.reporter.run(report.name, parameters: asked)
          for row in answer.rows.shuffled(using: &random).prefix(4) {
            let cell = try await explainer.explain(report.name, where: explanation.conditions(row, answer.columns), parameters: asked)
            #expect(cell.asOfPosition == asked.atPosition)
            for (index, column) in cell.columns.enumerated() {
              let note = "\(report.name) \(row) \(column.name) at \(cell.asOfPosition), seed \(seed)"
              #expect(row[answer.columns.firstIndex(of: column) ?? 0] == .int64(cell.total[index]), "\(note)")
              #expect(cell.contributions.reduce(0) { $0 + $1.amounts[index] } == cell.total[index], "\(note)")
            }
            #expect(cell.contributions.allSatisfy { $0.position <= cell.asOfPosition && $0.actor == "test" })
            #expect(cell.contributions.allSatisfy { $0.recordedAt == TestBook.recordedAt($0.position) })
          }
        }
      }
    }
  }

  @Test("By the old definition, by the new one and the difference: each adds up to what the book said by it", arguments: [83, 84] as [UInt64])
  func addsUpAcrossAChange(seed: UInt64) async throws {
    print("Explaining across a changed definition: seed \(seed)")
    var random = SplitMix64(seed: seed)
    try await TestBook.with { book in
      try await book.fill(seed: seed)
      var (parameters, answers) = (ReportParameters(), [String: ReportAnswer]())
      parameters.by = .quarter
      parameters.atPosition = Int64.random(in: 100...200, using: &random)
      for report in book.catalogue.reports { answers[report.name] = try await book.reporter.run(report.name, parameters: parameters) }
      let changed = try Changed.catalogue(Changed.all)
      try await Rebuilder(options: book.owner, catalogue: changed, unroller: .lines()).prepare()
      // As anybody can later: the old files are in the book.
      let old = try await book.pool.withSession { session in
        try ["sales_by_channel", "sales_by_product", "posting_rule", "channel-sales"].map { name in
          try #require(try session.keptDefinitions(named: name).first { !$0.isLive }).file
        }
      }
      let older = try changed.replacing(old)
      #expect(older == book.catalogue)
      let reporter = Reporter(pool: book.pool, catalogue: changed)
      let (now, then) = (Explainer(pool: book.pool, catalogue: changed), Explainer(pool: book.pool, catalogue: older))
      var moved = 0
      for report in changed.reports {
        guard let explanation = report.explanation, let before = answers[report.name] else { continue }
        let answer = try await reporter.run(report.name, parameters: parameters)
        for row in (answer.rows + before.rows).shuffled(using: &random).prefix(6) {
          let conditions = explanation.conditions(row, answer.columns)
          let difference = try await now.difference(report.name, where: conditions, from: older, parameters: parameters, limit: 10_000)
          let (cell, oldCell) = try await (
            now.explain(report.name, where: conditions, parameters: parameters, limit: 10_000),
            then.explain(report.name, where: conditions, parameters: parameters, limit: 10_000)
          )
          #expect(difference.after == cell.total && difference.before == oldCell.total, "\(report.name) \(row), seed \(seed)")
          #expect(difference.changeCount == Int64(difference.changes.count))
          for (index, column) in difference.columns.enumerated() {
            let note = "\(report.name) \(conditions) \(column.name), seed \(seed)"
            for (rows, total) in [(answer.rows, cell.total[index]), (before.rows, oldCell.total[index])] {
              let own = rows.first { explanation.conditions($0, answer.columns).elementsEqual(conditions, by: ==) }
              #expect(own.map { $0[answer.columns.firstIndex(of: column) ?? 0] } ?? .int64(0) == .int64(total), "\(note)")
            }
            #expect(difference.changes.reduce(0) { $0 + $1.event.amounts[index] } == cell.total[index] - oldCell.total[index], "\(note)")
          }
          #expect(difference.changes.allSatisfy { $0.before != $0.after && zip($0.before, $0.after).map { $1 - $0 } == $0.event.amounts })
          moved += difference.before == difference.after ? 0 : 1
        }
      }
      #expect(moved > 5, "The changes are such that cells change.")
    }
  }
}

extension Explanation {
  /// The row, as an explanation is asked for it.
  func conditions(_ row: [Cell], _ columns: [ReportColumn]) -> [(column: String, value: String)] {
    keys.map { key in
      let value: String
      switch row[columns.firstIndex { $0.name == key.column } ?? 0] {
      case .null: value = ""
      case .int64(let number): value = "\(number)"
      case .text(let text), .decimal(let text): value = text
      }
      return (column: key.column, value: value)
    }
  }
}

extension TestBook {
  /// Sales and money at random, 200 events and more, folded.
  func fill(seed: UInt64) async throws {
    try await append(History(seed: seed, count: 140).events)
    try await append(MoneyEvents.random(seed: seed, count: 80).events.map(\.elsewhere), from: 140)
    try await fold()
  }
}
