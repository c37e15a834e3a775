import Ledger
import ReadModels
import Testing

@Suite("Pages, years and single producers")
struct PageTests {
  @Test("Page after page, a report is the whole report", arguments: PeriodLength.allCases)
  func pages(by: PeriodLength) async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 51, count: 250).events)
      try await book.fold()
      for reporter in [book.reporter, Reporter(pool: book.pool, catalogue: book.catalogue, cache: ReportCache())] {
        for report in book.catalogue.reports {
          var parameters = ReportParameters()
          parameters.by = by
          let whole = try await reporter.run(report.name, parameters: parameters)
          #expect(!whole.hasMore)
          var rows: [[Cell]] = []
          parameters.limit = 7
          while true {
            parameters.offset = rows.count
            let page = try await reporter.run(report.name, parameters: parameters)
            #expect(page.rows.count <= 7 && page.asOfPosition == 250)
            rows += page.rows
            #expect(page.hasMore == (rows.count < whole.rows.count), "\(report.name) after \(rows.count)")
            guard page.hasMore, !page.rows.isEmpty else { break }
          }
          #expect(rows == whole.rows, "\(report.name)")
        }
      }
    }
  }

  @Test("A page of no rows, or one that begins before the first, is refused")
  func refusesPages() async throws {
    try await TestBook.with { book in
      for (limit, offset) in [(0, 0), (-1, 0), (100_001, 0), (10, -1), (nil, 5)] as [(Int?, Int)] {
        var parameters = ReportParameters()
        (parameters.limit, parameters.offset) = (limit, offset)
        let refusal = await #expect(throws: ReadModelError.self) { try await book.reporter.run("stock", parameters: parameters) }
        #expect(refusal?.code == .wrongParameter)
      }
    }
  }

  @Test("Years are what their months add up to, and verifying finds a year that is not")
  func yearsAddUp() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 52, count: 250).events)
      try await book.fold(chunk: 17)
      for (years, keys, sums) in [
        ("sales_by_producer", "producer, channel", "quantity, gross, discount, net_sales, commission, fee, net"),
        ("sales_by_product", "product, unit, channel", "quantity, gross, discount, net_sales"),
      ] {
        let columns = sums.split(separator: ", ")
        let added = columns.map { "sum(\($0))::bigint" }.joined(separator: ", ")
        let months = "SELECT date_trunc('year', month)::date, \(keys), \(added) FROM \(years) GROUP BY 1, \(keys)"
        let kept = "SELECT month, \(keys), \(sums) FROM \(years)_by_period"
        let difference = try await book.sql("SELECT count(*) FROM ((\(months) EXCEPT \(kept)) UNION ALL (\(kept) EXCEPT \(months))) AS d")
        #expect(difference == [["0"]], "\(years)")
        #expect(try await book.sql("SELECT count(*) > 3 FROM \(years)_by_period") == [["true"]])
      }
      let verifier = Verifier(options: book.reader, catalogue: book.catalogue, unroller: .lines())
      #expect(try await verifier.verify().isClean)
      try await book.sql("UPDATE sales_by_producer_by_period SET net = net + 1 WHERE ctid = (SELECT min(ctid) FROM sales_by_producer_by_period)")
      let wrong = try await verifier.verify().models.filter { !$0.isEmpty }
      #expect(wrong.map(\.model) == ["sales_by_producer_by_period"] && wrong.first?.measures["net"] == -1)
    }
  }

  @Test("What is asked about one producer is what the whole report says about her")
  func oneProducer() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 53, count: 250).events)
      try await book.fold()
      for by in PeriodLength.allCases {
        for position in [nil, 250] as [Int64?] {
          for name in ["producer-revenue", "producer-dependence", "channel-loss"] {
            var parameters = ReportParameters()
            (parameters.by, parameters.atPosition) = (by, position)
            let whole = try await book.reporter.run(name, parameters: parameters)
            parameters.producer = "p3"
            let hers = try await book.reporter.run(name, parameters: parameters)
            let column = try #require(whole.columns.firstIndex { $0.name == "producer" })
            #expect(hers.rows == whole.rows.filter { $0[column] == .text("p3") } && !hers.rows.isEmpty, "\(name) by \(by)")
          }
        }
      }
    }
  }

  @Test("From a month to a month, years are cut where they are asked to be")
  func cutYears() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 54, count: 250).events)
      try await book.fold()
      let bounds: [(CalendarDate?, CalendarDate?)] = [
        (.day(2022, 3, 1), nil), (nil, .day(2024, 2, 29)), (.day(2022, 1, 1), .day(2023, 6, 30)), (.day(2022, 6, 1), .day(2023, 12, 31)),
        (.day(2022, 6, 1), .day(2024, 5, 31)), (.day(2023, 2, 1), .day(2023, 4, 30)), (.day(2023, 1, 1), .day(2023, 12, 31)),
      ]
      for report in book.catalogue.reports {
        for (from, to) in bounds {
          var parameters = ReportParameters()
          (parameters.from, parameters.to) = (from, to)
          let tables = try await book.reporter.run(report.name, parameters: parameters)
          parameters.atPosition = 250
          #expect(try await book.reporter.run(report.name, parameters: parameters) == tables, "\(report.name) \(String(describing: (from, to)))")
        }
      }
    }
  }
}
