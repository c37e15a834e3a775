import EventLog
import Ledger
import Postgres
import ReadModels
import TestSupport
import Testing

@Suite("What was known, and what had happened")
struct AsOfTests {
  @Test("As of a position or a moment, every report says what a book that stopped there says", arguments: [31, 32] as [UInt64])
  func asOfEqualsStopping(seed: UInt64) async throws {
    let history = History(seed: seed, count: 160)
    try await TestBook.with { book in
      try await book.append(history.events)
      for stop in [40, 97, 160] as [Int64] {
        try await book.fold(chunk: 13, to: stop)
        var stopped: [String: ReportAnswer] = [:]
        for report in book.catalogue.reports { stopped[report.name] = try await book.reporter.run(report.name) }
        #expect(stopped["channel-share"]?.asOfPosition == stop)
        try await TestBook.with { whole in
          try await whole.append(history.events)
          try await whole.fold()
          var (at, known) = (ReportParameters(), ReportParameters())
          at.atPosition = stop
          known.knownAt = TestBook.recordedAt(stop) + 999_999
          for (name, expected) in stopped {
            #expect(try await whole.reporter.run(name, parameters: at) == expected, "\(name) at \(stop), seed \(seed)")
            #expect(try await whole.reporter.run(name, parameters: known) == expected, "\(name) known at \(stop), seed \(seed)")
          }
        }
      }
    }
  }

  @Test("Through a day, every report says what a book says in which nothing happened later", arguments: [33] as [UInt64])
  func throughEqualsNothingLater(seed: UInt64) async throws {
    let history = History(seed: seed, count: 200)
    let day = CalendarDate.day(2023, 5, 17)
    try await TestBook.with { book in
      try await book.append(history.events)
      try await book.fold()
      var parameters = ReportParameters()
      parameters.through = day
      try await TestBook.with { earlier in
        // What happened later is there, so that positions agree, but unrolls to nothing and is no registry's.
        try await earlier.append(
          history.events.map { event in
            guard event.occurredOn > day.daysSince1970 else { return event }
            return NewEvent(stream: event.stream, type: "Nothing", schema: 1, occurredOn: event.occurredOn, payload: "{}")
          })
        try await earlier.fold()
        for by in PeriodLength.allCases {
          parameters.by = by
          var all = ReportParameters()
          all.by = by
          for report in book.catalogue.reports {
            let left = try await book.reporter.run(report.name, parameters: parameters)
            let right = try await earlier.reporter.run(report.name, parameters: all)
            #expect(left == right, "\(report.name) by \(by), seed \(seed)")
          }
        }
      }
    }
  }

  @Test("Whole months from the tables and from the entries are the same", arguments: PeriodLength.allCases)
  func tablesAndEntriesAgree(by: PeriodLength) async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 34, count: 200).events)
      try await book.fold()
      var fromTables = ReportParameters()
      (fromTables.by, fromTables.from, fromTables.to) = (by, .day(2022, 3, 1), .day(2023, 10, 31))
      var fromEntries = fromTables
      fromEntries.atPosition = 200
      for report in book.catalogue.reports {
        let tables = try await book.reporter.run(report.name, parameters: fromTables)
        let entries = try await book.reporter.run(report.name, parameters: fromEntries)
        #expect(tables == entries, "\(report.name)")
      }
    }
  }

  @Test("Days within a month count from the first day to the last")
  func countsDays() async throws {
    try await TestBook.with { book in
      let days = [CalendarDate.day(2024, 1, 14), .day(2024, 1, 15), .day(2024, 2, 10), .day(2024, 2, 11)]
      let sales = days.enumerated().map { index, day in
        Lines.sale(gross: 10 << index).event("s/\(index)", on: day)
      }
      try await book.append(sales)
      try await book.fold()
      var parameters = ReportParameters()
      (parameters.from, parameters.to) = (days[1], days[2])
      let share = try await book.reporter.run("channel-share", parameters: parameters)
      #expect(share.rows == [[.text("2024"), .text("muji"), .int64(60), .decimal("1.000000")]])
      parameters.by = .month
      let trend = try await book.reporter.run("trend", parameters: parameters)
      #expect(trend.rows.map { $0[0...1] } == [[.text("2024-01"), .int64(20)], [.text("2024-02"), .int64(40)]])
    }
  }

  @Test("What is not folded yet, unknown, or cannot be, is refused by text")
  func refuses() async throws {
    try await TestBook.with { book in
      var parameters = ReportParameters()
      parameters.atPosition = 9
      await #expect(throws: ReadModelError.self) { try await book.reporter.run("stock", parameters: parameters) }
      parameters = ReportParameters()
      (parameters.from, parameters.to) = (.day(2024, 2, 1), .day(2024, 1, 31))
      let backwards = await #expect(throws: ReadModelError.self) { try await book.reporter.run("stock", parameters: parameters) }
      #expect(backwards?.message == "The last day, 2024-01-31, lies before the first, 2024-02-01.")
      let unknown = await #expect(throws: ReadModelError.self) { try await book.reporter.run("stok") }
      #expect(unknown?.message.hasPrefix("There is no report “stok”. There are: batch-trace, ") == true)
      let empty = try await book.reporter.run("stock")
      #expect(empty.title == "What is in stock, batch by batch" && empty.rows.isEmpty && empty.asOfPosition == 0)
    }
  }
}
