import EventLog
import Ledger
import Postgres
import Projections
import ReadModels
import TestSupport
import Testing

@Suite("Explaining, verifying and trying")
struct ExplainTests {
  @Test("What explains a cell adds up to it, in every report that can be explained", arguments: [41, 42] as [UInt64])
  func addsUp(seed: UInt64) async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: seed, count: 90).events)
      try await book.fold()
      let explainer = Explainer(pool: book.pool, catalogue: book.catalogue)
      var (parameters, cut) = (ReportParameters(), ReportParameters())
      parameters.by = .quarter
      (cut.from, cut.to, cut.atPosition) = (.day(2022, 2, 5), .day(2023, 6, 20), 70)
      for asked in [parameters, cut] {
        for report in book.catalogue.reports {
          guard let explanation = report.explanation else { continue }
          let answer = try await book.reporter.run(report.name, parameters: asked)
          for row in answer.rows.prefix(12) {
            let conditions = explanation.keys.map { key in (column: key.column, value: row.text(of: key.column, answer)) }
            let cell = try await explainer.explain(report.name, where: conditions, parameters: asked)
            for (index, column) in cell.columns.enumerated() {
              let own = row[answer.columns.firstIndex { $0.name == column.name } ?? 0]
              #expect(own == .int64(cell.total[index]), "\(report.name) \(conditions) \(column.name), seed \(seed)")
              #expect(cell.contributions.reduce(0) { $0 + $1.amounts[index] } == cell.total[index])
            }
            #expect(Int64(cell.contributions.count) == cell.contributionCount)
            #expect(cell.asOfPosition == answer.asOfPosition)
          }
        }
      }
    }
  }

  @Test("A contribution names its event; the list is bounded and the total is not")
  func namesEvents() async throws {
    try await TestBook.with { book in
      let sales = (1...5).map { number in
        Lines.sale(gross: number).event("sale/\(number)", on: .day(2024, 1, number))
      }
      try await book.append(sales)
      try await book.fold()
      let explainer = Explainer(pool: book.pool, catalogue: book.catalogue)
      let cell = try await explainer.explain("channel-share", where: [("channel", "muji")], limit: 2)
      #expect(cell.columns.map(\.name) == ["net_sales"])
      #expect(cell.contributions.map(\.position) == [1, 2])
      #expect(cell.contributions.map(\.stream) == ["sale/1", "sale/2"])
      #expect(cell.contributions.map(\.type) == ["Lines", "Lines"])
      #expect(cell.contributions.map(\.occurredOn) == [.day(2024, 1, 1), .day(2024, 1, 2)])
      #expect(cell.contributions.map(\.amounts) == [[1], [2]])
      #expect(cell.contributionCount == 5)
      #expect(cell.total == [15])
      let nothing = try await explainer.explain("channel-share", where: [("channel", "nobody")])
      #expect(nothing.contributions.isEmpty && nothing.total == [0] && nothing.asOfPosition == 5)
      let share = await #expect(throws: ReadModelError.self) { try await explainer.explain("channel-share", where: [("share", "1")]) }
      #expect(share?.message == "channel-share cannot be explained by “share”, only by period, channel.")
      let loss = await #expect(throws: ReadModelError.self) { try await explainer.explain("channel-loss", where: []) }
      #expect(loss?.code == .notExplainable)
    }
  }

  @Test("Verifying finds an entry that was changed, removed or slipped in")
  func findsTamperedEntries() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 43, count: 60).events)
      try await book.fold()
      let verifier = Verifier(options: book.reader, catalogue: book.catalogue, unroller: .lines())
      let clean = try await verifier.verify()
      #expect(clean.isClean && clean.position == 60)
      let positions = try await book.sql("SELECT position FROM entry WHERE kind = 'sold' AND line = 1 ORDER BY position LIMIT 3").compactMap { $0[0] }
      try await book.sql("UPDATE entry SET book_gross = book_gross + 1 WHERE position = \(positions[0]) AND line = 1")
      try await book.sql("DELETE FROM entry WHERE position = \(positions[1]) AND line = 1")
      try await book.sql("INSERT INTO entry (position, line, kind, occurred_on, recorded_at) VALUES (\(positions[2]), 99, 'sold', now(), now())")
      let found = try await verifier.verify()
      #expect(!found.isClean)
      #expect((found.entries.different, found.entries.missing, found.entries.extra) == (1, 1, 1))
      #expect(found.entries.examples.map { "\($0.position)" } == positions)
      #expect(found.entries.compared == clean.entries.compared)
      #expect(try await book.rebuilder().rebuild().position == 60)
      #expect(try await verifier.verify().isClean)
    }
  }

  @Test("A file is tried without being installed, as a read model or as a report, and cannot change the book")
  func tries() async throws {
    let history = History(seed: 44, count: 50)
    try await TestBook.with { book in
      try await book.append(history.events)
      try await book.fold()
      let trial = Trial(pool: book.pool, catalogue: book.catalogue)
      let model = try await trial.run(
        ProjectionFile(
          path: "day.sql",
          text: """
            -- Per day?
            -- key  day
            -- sum  gross
            -- latest  channel
            SELECT position, occurred_on AS day, book_gross AS gross, channel FROM entry
            """))
      #expect(model.columns.map(\.name) == ["day", "gross", "channel"])
      #expect(model.asOfPosition == 50 && !model.rows.isEmpty)
      let installed = try #require(Projections.models.first { $0.path == "Models/sales_by_channel.sql" })
      let again = try await trial.run(installed)
      let live = try await book.sql("SELECT month::text, channel, net_sales::text FROM sales_by_channel ORDER BY month, channel")
      let column = try #require(again.columns.firstIndex { $0.name == "net_sales" })
      #expect(again.rows.map { [$0[0], $0[1], $0[column]].map(text) } == live.map { $0.map { $0 ?? "" } })
      let report = try await trial.run(
        ProjectionFile(path: "total.sql", text: "-- Total\n-- columns  net money\nSELECT sum(net_sales) AS net FROM sales_by_channel"))
      #expect(report.rows == [[.int64(history.netSales[50])]])
      await #expect(throws: (any Error).self) {
        let text = "-- Evil\n-- columns  n count\nWITH d AS (DELETE FROM checkpoint RETURNING 1) SELECT count(*) AS n FROM d"
        _ = try await trial.run(ProjectionFile(path: "evil.sql", text: text))
      }
      #expect(try await book.pool.withSession { try $0.foldState() }.position == 50)
    }
  }

  @Test("Every read model and every report runs in psql as it stands")
  func runsAsItStands() async throws {
    let history = History(seed: 45, count: 400)
    try await TestBook.with { book in
      try await book.append(history.events)
      try await book.append(MoneyEvents.random(seed: 45, count: 200).events.map(\.elsewhere), from: 400)
      try await book.fold()
      // Nothing is ever unbalanced; whose statement and which batch it is to be nobody has said; and this history is of sales and money alone.
      let mayBeEmpty = Set(
        """
        batch-trace certificate certification claim claims consent deliveries dispatch_lines enrolment enrolment_changes funding fx_rate goods-ageing
        goods-in-transit goods_away grants grants_given product-pipeline product_stage producer-statement programme recall recalls site site_changes
        site_funding sites training trainings_held unaccepted_making unbalanced uncertified uncertified-sales
        """.split(whereSeparator: \.isWhitespace).map(String.init))
      for file in Projections.models + Projections.reports + Projections.rules {
        let rows = try await book.sql(file.text)
        let name = file.path.split(separator: "/").last.map { String($0.prefix { $0 != "." }) } ?? ""
        #expect(rows.isEmpty == mayBeEmpty.contains(name), "\(file.path)")
      }
      for report in book.catalogue.reports {
        let answer = try await book.reporter.run(report.name)
        let own = try await book.sql(report.body)
        #expect(answer.rows.count == own.count, "\(report.name)")
        #expect((answer.rows.first?.first.map(text) ?? "") == (own.first?.first ?? ""), "\(report.name)")
      }
    }
  }

  private func text(_ cell: Cell) -> String {
    switch cell {
    case .null: ""
    case .int64(let number): "\(number)"
    case .text(let text), .decimal(let text): text
    }
  }
}

extension [Cell] {
  /// A column's value as an explanation wants it.
  fileprivate func text(of column: String, _ answer: ReportAnswer) -> String {
    switch self[answer.columns.firstIndex { $0.name == column } ?? 0] {
    case .null: ""
    case .int64(let number): "\(number)"
    case .text(let text), .decimal(let text): text
    }
  }
}
