import EventLog
import Ledger
import ReadModels
import Testing

@Suite("Reports that look at no more of a book than they show")
struct LargeBookTests {
  @Test("The journal finds days and channels wherever in the book they stand", arguments: [false, true])
  func journal(isInOrderOfDays: Bool) async throws {
    var events = MoneyEvents.random(seed: 21, count: 1_100).events
    if isInOrderOfDays { events.sort { ($0.occurredOn, $0.stream) < ($1.occurredOn, $1.stream) } }
    let appended = events
    try await TestBook.with { book in
      try await book.append(appended)
      try await book.fold()
      let all = try await book.reporter.run("journal").rows
      #expect(Set(all.map { $0[0].number / 256 }).count > 4)
      let channels = ["MUJI", nil] as [String?]
      for (from, to) in [("2024-03-01", "2024-03-31"), ("2024-06-10", "2024-09-03"), (nil, "2024-02-29"), ("2025-01-01", nil), (nil, nil)] {
        for channel in channels {
          for position in [nil, 700] as [Int64?] {
            var asked = ReportParameters()
            (asked.from, asked.to) = (from.flatMap { CalendarDate($0) }, to.flatMap { CalendarDate($0) })
            (asked.channel, asked.atPosition) = (channel, position)
            let wanted = all.filter { row in
              row[1].shown >= from ?? "0" && row[1].shown <= to ?? "9" && (channel == nil || row[7].shown == channel)
                && row[0].number <= position ?? .max
            }
            #expect(try await book.reporter.run("journal", parameters: asked).rows == wanted, "\(from ?? "") \(to ?? "") \(channel ?? "")")
          }
        }
      }
      var through = ReportParameters()
      through.through = .day(2024, 5, 17)
      #expect(try await book.reporter.run("journal", parameters: through).rows == all.filter { $0[1].shown <= "2024-05-17" })
    }
  }

  @Test("A part of a producer's statement is that part of the whole, and begins with what was before it", arguments: [22, 23] as [UInt64])
  func statement(seed: UInt64) async throws {
    try await TestBook.with { book in
      try await book.append(MoneyEvents.random(seed: seed, count: 500).events)
      try await book.fold()
      for producer in ["p1", "p3"] {
        var asked = ReportParameters()
        asked.producer = producer
        let all = try await book.reporter.run("producer-statement", parameters: asked).rows
        #expect(all.count > 60)
        // Each line's own amounts lead from one balance to the next.
        let last = try #require(all.last)
        let balance = try #require(try await book.reporter.run("producer-balance", parameters: asked).rows.first)
        #expect([9, 10, 11, 13].map { last[$0].number } == [1, 2, 3, 4].map { balance[$0].number }, "seed \(seed)")
        #expect(last[12].number == balance[5].number + balance[6].number, "seed \(seed)")
        for (from, to) in [("2024-05-01", "2024-05-31"), ("2024-05-12", "2024-08-31"), ("2024-07-01", "2024-07-20"), ("2024-11-30", nil)] {
          (asked.from, asked.to) = (CalendarDate(from), to.flatMap { CalendarDate($0) })
          let wanted = all.filter { $0[1].shown >= from && $0[1].shown <= to ?? "9" }
          #expect(try await book.reporter.run("producer-statement", parameters: asked).rows == wanted, "seed \(seed): \(from)")
          asked.limit = 3
          #expect(try await book.reporter.run("producer-statement", parameters: asked).rows == Array(wanted.prefix(3)), "seed \(seed): \(from)")
          asked.limit = nil
        }
        (asked.from, asked.to, asked.atPosition) = (.day(2024, 4, 1), nil, 300)
        let early = try await book.reporter.run("producer-statement", parameters: asked).rows
        asked.from = nil
        let whole = try await book.reporter.run("producer-statement", parameters: asked).rows
        #expect(early == whole.filter { $0[1].shown >= "2024-04-01" } && !early.isEmpty, "seed \(seed)")
      }
    }
  }

  @Test("What is owed ages line by line as the three last months and all before them say", arguments: [24, 25, 26] as [UInt64])
  func ageing(seed: UInt64) async throws {
    try await TestBook.with { book in
      try await book.append(MoneyEvents.random(seed: seed, count: 600).events)
      try await book.fold()
      let entries = try await book.sql(
        """
        SELECT e.producer, r.stage, e.occurred_on::text, 
               (CASE WHEN e.kind IN ('sold', 'returned', 'reversed', 'allocated') THEN e.occurred_on ELSE least(e.document_on, e.occurred_on) END)::text,
               r.amount
        FROM (SELECT * FROM posting WHERE producer IS NOT NULL AND account IN ('2100', '2110')) AS e
        CROSS JOIN LATERAL (SELECT CASE e.account WHEN '2110' THEN 'accrued' ELSE 'available' END AS stage, -e.book_amount AS amount) AS r
        """)
      for to in [nil, "2024-04-30", "2024-12-31"] as [String?] {
        var asked = ReportParameters()
        asked.to = to.flatMap { CalendarDate($0) }
        let last = try await book.sql("SELECT last_day_of(max(month))::text FROM money_moves")[0][0]
        let newest = try #require(to ?? last)
        var months: [String: [String: Int64]] = [:]
        for entry in entries where (entry[2] ?? "") <= newest {
          // A sale ages by its own day; a line about it by the day of the sale.
          months["\(entry[0] ?? "") \(entry[1] ?? "")", default: [:]][String((entry[3] ?? "").prefix(7)), default: 0] += Int64(entry[4] ?? "") ?? 0
        }
        let wanted = try months.compactMap { name, months in try Self.aged(name, months, String(newest.prefix(7))) }.sorted()
        #expect(try await book.texts("payable-ageing", asked) == wanted, "seed \(seed), to \(to ?? "–")")
      }
    }
  }

  /// A row of the report by its definition: what a month lacks is taken from the oldest months that have it.
  private static func aged(_ name: String, _ months: [String: Int64], _ newest: String) throws -> String? {
    let total = months.values.reduce(0, +)
    guard total != 0 else { return nil }
    var taken = months.values.filter { $0 < 0 }.reduce(0) { $0 - $1 }
    var ages: [Int64] = [0, 0, 0, 0]
    for month in months.keys.sorted() {
      let open = max(0, months[month] ?? 0)
      let less = min(open, taken)
      taken -= less
      ages[min(3, max(0, try number(newest) - number(month)))] += open - less
    }
    ages[0] -= taken
    return "\(name) \(total) \(ages.map(String.init).joined(separator: " "))"
  }

  private static func number(_ month: String) throws -> Int {
    let parts = try month.split(separator: "-").map { try #require(Int($0)) }
    return parts[0] * 12 + parts[1]
  }

  @Test("What is added up so far is the same whatever length of period is asked for, from the tables as from the lines", arguments: [27] as [UInt64])
  func soFar(seed: UInt64) async throws {
    try await TestBook.with { book in
      try await book.append(MoneyEvents.random(seed: seed, count: 400).events)
      try await book.fold(chunk: 37)
      for name in ["producer-balance", "payable-ageing", "trial-balance-currency", "channel-receivable"] {
        for to in [nil, CalendarDate.day(2024, 12, 31), .day(2024, 8, 31), .day(2024, 8, 17)] as [CalendarDate?] {
          var asked = ReportParameters()
          asked.to = to
          let byYear = try await book.reporter.run(name, parameters: asked).rows
          for by in PeriodLength.allCases {
            for position in [nil, 400] as [Int64?] {
              (asked.by, asked.atPosition) = (by, position)
              #expect(try await book.reporter.run(name, parameters: asked).rows == byYear, "\(name) by \(by) to \(to?.description ?? "–")")
            }
          }
        }
      }
    }
  }

  @Test("Quarters are kept as they are added up from months, of a part of a quarter too")
  func quarters() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 28, count: 250).events)
      try await book.fold(chunk: 19)
      let months = "SELECT date_trunc('quarter', month)::date, producer, channel, sum(net)::bigint FROM sales_by_producer GROUP BY 1, 2, 3"
      let kept = "SELECT month, producer, channel, net FROM sales_by_producer_by_quarter"
      #expect(try await book.sql("SELECT count(*) FROM ((\(months) EXCEPT \(kept)) UNION ALL (\(kept) EXCEPT \(months))) AS d") == [["0"]])
      for (from, to) in [(2, 11), (5, 6), (1, 12), (4, 9)] {
        var asked = ReportParameters()
        (asked.by, asked.from, asked.to) = (.quarter, .day(2023, from, 1), CalendarDate.day(2024, to, 28).endOfItsMonth)
        let answer = try await book.reporter.run("producer-revenue", parameters: asked).rows
        asked.atPosition = 250
        #expect(try await book.reporter.run("producer-revenue", parameters: asked).rows == answer, "\(from) to \(to)")
        asked.by = .month
        let monthly = try await book.reporter.run("producer-revenue", parameters: asked).rows
        #expect(monthly.reduce(0) { $0 + $1[6].number } == answer.reduce(0) { $0 + $1[6].number } && !answer.isEmpty, "\(from) to \(to)")
      }
    }
  }
}

extension CalendarDate {
  fileprivate var endOfItsMonth: CalendarDate {
    var day = self
    while day.adding(days: 1).components.month == components.month { day = day.adding(days: 1) }
    return day
  }
}
