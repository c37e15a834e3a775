import EventLog
import Ledger
import Postgres
import Projections
import ReadModels
import TestSupport
import Testing

@Suite("What a changed definition would change, before it goes live")
struct PreviewTests {
  @Test(
    "What is shown beforehand is what the reports say afterwards, row for row and sum for sum", arguments: [91, 92] as [UInt64],
    [PeriodLength.month, .year])
  func comesTrue(seed: UInt64, by: PeriodLength) async throws {
    print("Previewing: seed \(seed), by \(by)")
    try await TestBook.with { book in
      try await book.fill(seed: seed)
      let position = try await book.pool.withSession { try $0.foldState() }.position
      let changed = try Changed.catalogue(Changed.all)
      var parameters = ReportParameters()
      parameters.by = by
      let tables = try await book.tables()
      let before = try await book.answers(changed, parameters)
      let previewer = Previewer(pool: book.pool, current: try #require(try await Catalogue.live(in: book.pool)), proposed: changed)
      let preview = try await previewer.preview(parameters, rowLimit: 100_000)
      #expect(try await book.tables() == tables, "Nothing was installed.")
      #expect(try await book.pool.withSession { try $0.keptDefinitions(named: "sales_by_channel") }.count == 1)
      let files = ["Models/sales_by_channel.sql", "Models/sales_by_product.sql", "Reports/channel-sales.sql", "Rules/posting_rule.sql"]
      #expect(preview.files.map(\.file) == files)
      #expect(preview.files.allSatisfy(\.isOfSubstance) && preview.asOfPosition == position)

      try await Rebuilder(options: book.owner, catalogue: changed, unroller: .lines()).prepare()
      let reporter = Reporter(pool: book.pool, catalogue: changed)
      var compared = 0
      for report in changed.reports {
        let (then, now) = (before[report.name], try await reporter.run(report.name, parameters: parameters))
        let (old, new) = (Set(then?.rows ?? []), Set(now.rows))
        guard let effect = preview.effects.first(where: { $0.kind == .report && $0.name == report.name }) else {
          #expect(old == new, "\(report.name) was not named, seed \(seed)")
          continue
        }
        #expect(effect.isKnown && effect.goneColumns.isEmpty && effect.newColumns.isEmpty)
        #expect(Int64(old.subtracting(new).count) == effect.gone + effect.different, "\(report.name), seed \(seed)")
        #expect(Int64(new.subtracting(old).count) == effect.new + effect.different, "\(report.name), seed \(seed)")
        let columns = report.columns
        func places(_ wanted: [ReportColumn]) -> [Int] { wanted.map { column in columns.firstIndex(of: column) ?? 0 } }
        for row in effect.rows {
          for (figures, rows) in [(row.before, old), (row.after, new)] {
            guard let figures else { continue }
            let cells = zip(places(effect.keys) + places(effect.figures), row.key + figures)
            #expect(rows.contains { own in cells.allSatisfy { own[$0.0] == $0.1 } }, "\(report.name) \(row.key), seed \(seed)")
          }
        }
        for total in effect.totals {
          let place = columns.firstIndex(of: total.column) ?? 0
          let sums = [(then?.rows ?? []).sum(place), now.rows.sum(place)]
          #expect([total.before, total.after] == sums, "\(report.name) \(total.column.name), seed \(seed)")
        }
        compared += effect.rows.count
      }
      #expect(compared > 10)
      for effect in preview.effects where effect.kind == .model {
        let whole = try await book.sql("SELECT count(*)::text, sum(net_sales)::text FROM \(effect.name)")
        let sales = try #require(effect.totals.first { $0.column.name == "net_sales" })
        #expect(whole == [["\(effect.rowsAfter)", "\(sales.after)"]] && sales.column.kind == .money, "\(effect.name), seed \(seed)")
      }
    }
  }

  @Test("The events that are shown with a row add up to what it would change by", arguments: [93] as [UInt64])
  func explains(seed: UInt64) async throws {
    try await TestBook.with { book in
      try await book.fill(seed: seed)
      let previewer = Previewer(pool: book.pool, current: book.catalogue, proposed: try Changed.catalogue(Changed.all))
      var explained = 0
      for effect in try await previewer.preview().effects {
        for row in effect.rows {
          guard let events = row.explanation, events.changeCount == Int64(events.changes.count) else { continue }
          for (index, column) in events.columns.enumerated() {
            guard let place = effect.figures.firstIndex(where: { $0.name == column.name }) else { continue }
            let moved = [row.after, row.before].map { if case .int64(let number)? = $0?[place] { number } else { Int64(0) } }
            #expect(events.changes.reduce(0) { $0 + $1.event.amounts[index] } == moved[0] - moved[1], "\(effect.name) \(row.key), seed \(seed)")
            explained += 1
          }
        }
      }
      #expect(explained > 20)
    }
  }

  @Test("Each producer and channel that is concerned is named, with what she has now and would have")
  func parties() async throws {
    try await TestBook.with { book in
      func sale(_ producer: String, _ gross: Int, _ kind: String = "sold") -> NewEvent {
        let sign = kind == "sold" ? 1 : -1
        return Lines(lines: [
          [
            ("kind", kind), ("channel", "muji"), ("country", "JP"), ("producer", producer), ("quantity", "\(sign * 1000)"),
            ("gross", "\(sign * gross)"), ("fee", "\(sign * gross / 10)"),
          ]
        ]).event("sale/\(producer)/\(kind)", on: .day(2024, 1, 5))
      }
      try await book.append([sale("aigul", 1_000), sale("burul", 500), sale("burul", 100, "returned"), sale("cholpon", 300)])
      try await book.fold()
      let changed = try Changed.catalogue([
        ("Models/sales_by_producer.sql", "('sold', 'returned', 'reversed', 'allocated')", "('sold', 'reversed', 'allocated')")
      ])
      let preview = try await Previewer(pool: book.pool, current: book.catalogue, proposed: changed).preview()
      let model = try #require(preview.effects.first)
      #expect((model.kind, model.name, model.isItself) == (.model, "sales_by_producer", true))
      #expect(model.parties.map(\.value) == [.text("burul"), .text("muji")] && model.parties.map(\.column) == ["producer", "channel"])
      let gross = model.parties.map { party in party.totals.first { $0.column.name == "gross" }.map { [$0.before, $0.after] } }
      #expect(gross == [[400, 500], [1_700, 1_800]])
      #expect(model.partyCounts == ["producer": 1, "channel": 1] && model.different == 1 && model.rowsBefore == 3)
      let row = try #require(model.rows.first)
      #expect(row.key == [.text("2024-01-01"), .text("burul"), .text("muji")])
      #expect(row.explanation?.changes.map(\.event.position) == [3])
      #expect(row.explanation?.changes.map(\.event.stream) == ["sale/burul/returned"])
      let revenue = try #require(preview.effects.first { $0.name == "producer-revenue" })
      #expect(revenue.different == 1 && !revenue.isItself && revenue.parties.map(\.value) == [.text("burul"), .text("muji")])
      #expect(preview.effects.contains { $0.name == "producer-dependence" && $0.different == 1 })
      #expect(!preview.effects.contains { $0.name == "channel-share" }, "It does not read what changes.")
    }
  }

  @Test("A new file shows all that it would say; one that is taken away what would be missing; other words alone change no figure")
  func newGoneAndWords() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 94, count: 60).events)
      try await book.fold()
      let new = DefinitionFile(
        ProjectionFile(
          path: "/elsewhere/by_day.sql",
          text: "-- What?\n-- key  day\n-- sum  gross\nSELECT position, occurred_on AS day, book_gross AS gross FROM entry"),
        beside: book.catalogue)
      let stock = try #require(book.catalogue.file(.report, "stock"))
      let words = stock.saying("-- In other words\n" + stock.text)
      let less = try Catalogue(book.catalogue.files.filter { $0.name != "trend" }).replacing([new, words])
      let preview = try await Previewer(pool: book.pool, current: book.catalogue, proposed: less).preview()
      #expect(preview.files.map(\.file) == ["Models/by_day.sql", "Reports/stock.sql", "Reports/trend.sql"])
      #expect(preview.files.map(\.isOfSubstance) == [true, false, true])
      #expect(preview.effects.map(\.name) == ["by_day", "trend"])
      let (made, gone) = (try #require(preview.effects.first), try #require(preview.effects.last))
      #expect(made.isNew && made.new == made.rowsAfter && made.rowsBefore == 0 && made.rowsAfter > 10)
      #expect(gone.isGone && gone.gone == gone.rowsBefore && gone.rowsAfter == 0 && gone.rowsBefore > 0)
      #expect(try await book.sql("SELECT to_regclass('by_day')::text") == [[nil]])
    }
  }

  @Test("Where one definition tells apart what the other does not, the finer rows are added up; other columns are named")
  func otherKeys() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 95, count: 100).events)
      try await book.fold()
      let changed = try Changed.catalogue([
        ("Models/sales_by_country.sql", "-- key  month, country", "-- key  month, country, channel"),
        ("Models/sales_by_country.sql", "       country,", "       country, channel,"),
        ("Models/sales_by_country.sql", "discount, net_sales", "net_sales, fee"),
        ("Models/sales_by_country.sql", "AS net_sales", "AS net_sales, book_fee AS fee"),
      ])
      let preview = try await Previewer(pool: book.pool, current: book.catalogue, proposed: changed).preview()
      let model = try #require(preview.effects.first { $0.kind == .model })
      #expect(model.keys.map(\.name) == ["month", "country"] && model.figures.map(\.name) == ["gross", "net_sales"])
      #expect(model.goneColumns == ["discount"] && model.newColumns == ["channel", "fee"])
      #expect(model.isEmpty && model.rowsBefore == model.rowsAfter)
    }
  }

  @Test("As of a past position and about some days it compares what was known then")
  func asOf() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 96, count: 150).events)
      try await book.fold(to: 60)
      let changed = try Changed.catalogue([Changed.channels])
      let previewer = Previewer(pool: book.pool, current: book.catalogue, proposed: changed)
      var asked = ReportParameters()
      for (from, to) in [(nil, nil), (CalendarDate.day(2022, 2, 3), CalendarDate.day(2023, 5, 17))] {
        (asked.from, asked.to, asked.atPosition) = (from, to, 60)
        let early = try await previewer.preview(asked)
        try await book.fold()
        let late = try await previewer.preview(asked)
        #expect(early == late && early.asOfPosition == 60 && early.effects.contains { !$0.isEmpty })
        #expect(try await previewer.preview().asOfPosition == 150)
      }
      asked.atPosition = 151
      let error = try await thrown(ReadModelError.self) { [asked] in try await previewer.preview(asked) }
      #expect(error.code == .notFoldedYet)
    }
  }

  @Test("A file that does not run is refused by name, one that would write is too, and one that takes too long is told as not known")
  func refuses() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 97, count: 20).events)
      try await book.fold()
      func preview(_ edit: Changed.Edit, timeoutMilliseconds: Int = 60_000) async throws -> Preview {
        let changed = try Changed.catalogue([edit])
        return try await Previewer(pool: book.pool, current: book.catalogue, proposed: changed, timeoutMilliseconds: timeoutMilliseconds).preview()
      }
      let missing = try await thrown(ReadModelError.self) {
        _ = try await preview(("Models/sales_by_channel.sql", "book_fee                                       AS fee", "no_such AS fee"))
      }
      #expect(missing.message.hasPrefix("Models/sales_by_channel.sql: the SELECT does not run:"))
      let report = try await thrown(ReadModelError.self) { _ = try await preview(("Reports/channel-sales.sql", "sum(s.fee)", "sum(s.no_such)")) }
      #expect(report.message.hasPrefix("Reports/channel-sales.sql: the SELECT does not run:"))
      let evil = "WITH gone AS (DELETE FROM sales_by_channel RETURNING 1) SELECT period_of(s.month, p.by_period) AS period"
      await #expect(throws: (any Error).self) {
        _ = try await preview(("Reports/channel-sales.sql", "SELECT period_of(s.month, p.by_period) AS period", evil))
      }
      #expect(try await book.sql("SELECT (count(*) > 0)::text FROM sales_by_channel") == [["true"]])
      let slow = try await preview(("Reports/channel-sales.sql", "sum(s.fee) ", "sum(s.fee) + count(pg_sleep(5)) "), timeoutMilliseconds: 200)
      #expect(slow.effects.map(\.isKnown) == [false] && slow.effects.map(\.name) == ["channel-sales"])
    }
  }
}

extension TestBook {
  /// What each report says now.
  fileprivate func answers(_ other: Catalogue, _ parameters: ReportParameters) async throws -> [String: ReportAnswer] {
    var answers: [String: ReportAnswer] = [:]
    for report in other.reports where catalogue.report(report.name) != nil {
      answers[report.name] = try await reporter.run(report.name, parameters: parameters)
    }
    return answers
  }
}

extension [[Cell]] {
  /// The sum of a column.
  fileprivate func sum(_ place: Int) -> Int64 { reduce(0) { sum, row in if case .int64(let number) = row[place] { sum + number } else { sum } } }
}
