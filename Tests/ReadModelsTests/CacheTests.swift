import EventLog
import Ledger
import Postgres
import ReadModels
import Synchronization
import TestSupport
import Testing

/// Raised once, for all.
private final class Flag: Sendable {
  private let state = Mutex(false)
  var isSet: Bool { state.withLock { $0 } }
  func set() { state.withLock { $0 = true } }
}

@Suite("Answers that are kept")
struct CacheTests {
  /// All kinds of questions.
  private static func questions() -> [ReportParameters] {
    var questions: [ReportParameters] = []
    for by in PeriodLength.allCases {
      var all = ReportParameters()
      all.by = by
      questions.append(all)
      all.limit = 5
      questions.append(all)
      all.offset = 3
      questions.append(all)
    }
    var cut = ReportParameters()
    (cut.from, cut.to) = (.day(2022, 3, 1), .day(2023, 10, 31))
    questions.append(cut)
    (cut.from, cut.to) = (.day(2022, 3, 9), .day(2024, 2, 7))
    questions.append(cut)
    (cut.from, cut.to) = (nil, .day(2022, 12, 31))
    questions.append(cut)
    var other = ReportParameters()
    (other.channel, other.producer, other.recapturePercent, other.incomeFloorMinor) = ("muji", "p2", 30, 20_000)
    questions.append(other)
    var past = ReportParameters()
    past.atPosition = 30
    questions.append(past)
    past.atPosition = nil
    past.through = .day(2023, 1, 15)
    questions.append(past)
    return questions
  }

  @Test("Whatever comes in between, a kept answer is what a new one would be, and as of the same position", arguments: [61, 62] as [UInt64])
  func keptEqualsNew(seed: UInt64) async throws {
    let events = History(seed: seed, count: 140).events
    try await TestBook.with { book in
      let cache = ReportCache()
      let kept = Reporter(pool: book.pool, catalogue: book.catalogue, cache: cache)
      var from = 0
      // By one, by some, and by none.
      for through in [40, 41, 42, 43, 60, 60, 61, 139, 140] {
        try await book.append(Array(events[from..<through]), from: from)
        from = through
        try await book.fold()
        for report in book.catalogue.reports {
          for question in Self.questions() {
            let new = try await book.reporter.run(report.name, parameters: question)
            for _ in 0..<2 {
              let answer = try await kept.run(report.name, parameters: question)
              #expect(answer == new, "\(report.name) at \(through), seed \(seed): \(question)")
            }
          }
        }
      }
      #expect(cache.bytes > 0)
    }
  }

  @Test("While events keep arriving, no answer is older than what was folded when it was asked for, and each is right for its position")
  func neverOlder() async throws {
    let history = History(seed: 63, count: 600)
    try await TestBook.with { book in
      try await book.append(history.events)
      try await book.fold(to: 20)
      let kept = Reporter(pool: book.pool, catalogue: book.catalogue, cache: ReportCache())
      let isOver = Flag()
      try await withThrowingTaskGroup(of: Int.self) { group in
        for reader in 0..<6 {
          group.addTask {
            var asked = 0
            while !isOver.isSet || asked == 0 {
              let folded = try await book.pool.withSession { try $0.foldState().position }
              let name = ["trend", "channel-share", "channel-sales", "producer-revenue", "channel-loss-total"][(reader + asked) % 5]
              let answer = try await kept.run(name)
              #expect(answer.asOfPosition >= folded, "\(name)")
              if let column = answer.columns.firstIndex(where: { $0.name == "net_sales" }) {
                let sum = answer.rows.reduce(Int64(0)) { if case .int64(let number) = $1[column] { $0 + number } else { $0 } }
                #expect(sum == history.netSales[Int(answer.asOfPosition)], "\(name) at \(answer.asOfPosition)")
              }
              asked += 1
            }
            return asked
          }
        }
        for position in stride(from: 25, through: 600, by: 5) as StrideThrough<Int64> { try await book.fold(to: position) }
        isOver.set()
        for try await asked in group { #expect(asked > 1) }
      }
    }
  }

  @Test("What a rebuild puts right is right in the next answer, though the book stands where it stood")
  func rebuilt() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 64, count: 80).events)
      try await book.fold()
      let kept = Reporter(pool: book.pool, catalogue: book.catalogue, cache: ReportCache())
      let right = try await kept.run("channel-share")
      try await book.sql("UPDATE sales_by_channel SET net_sales = net_sales + 1")
      #expect(try await kept.run("channel-share") == right)
      try await book.sql("UPDATE read_model SET rebuilt_at = now() WHERE name = 'sales_by_channel'")
      #expect(try await kept.run("channel-share") != right)
      #expect(try await book.rebuilder().rebuild(.models(["sales_by_channel"])).position == 80)
      #expect(try await kept.run("channel-share") == right)
    }
  }

  @Test("An answer about past months that tells where producers live is kept while others sell, and made anew when one moves")
  func standing() async throws {
    func sold(_ producer: String) -> [[(name: String, value: String)]] {
      [[("kind", "sold"), ("channel", "muji"), ("producer", producer), ("quantity", "1000"), ("gross", "100")]]
    }
    func lives(_ producer: String, _ community: String) -> [[(name: String, value: String)]] {
      [[("kind", "registered"), ("producer", producer), ("community", community), ("sex", "f"), ("quantity", "1000")]]
    }
    func event(_ lines: [[(name: String, value: String)]], _ number: Int, _ year: Int) -> NewEvent {
      Lines(lines: lines).event("event/\(number)", on: .day(year, 5, 1))
    }
    try await TestBook.with { book in
      try await book.append([event(lives("p1", "tamga"), 0, 2021), event(sold("p1"), 1, 2021)])
      try await book.fold()
      let kept = Reporter(pool: book.pool, catalogue: book.catalogue, cache: ReportCache())
      var asked = ReportParameters()
      (asked.from, asked.to) = (.day(2021, 1, 1), .day(2021, 12, 31))
      let first = try await kept.run("community-sales", parameters: asked)
      // Behind the cache's back: what is computed anew shows it.
      try await book.sql("UPDATE sales_by_producer_by_period SET net_sales = net_sales + 7")
      try await book.append([event(sold("p1"), 2, 2024)], from: 2)
      try await book.fold()
      let later = try await kept.run("community-sales", parameters: asked)
      #expect(later.rows == first.rows && later.asOfPosition == 3)
      try await book.append([event(lives("p2", "tamga"), 3, 2024)], from: 3)
      try await book.fold()
      let moved = try await kept.run("community-sales", parameters: asked)
      #expect(moved.rows != first.rows && moved.asOfPosition == 4)
      #expect(moved == (try await book.reporter.run("community-sales", parameters: asked)))
    }
  }

  @Test("An answer about who made what is kept while goods are sold in the same month, and made anew when more is made")
  func otherKinds() async throws {
    func event(_ kind: String, _ number: Int) -> NewEvent {
      let goods = [("kind", kind), ("producer", "p1"), ("place", "hub"), ("batch", "b1"), ("quantity", "1000")]
      return Lines(lines: [goods + [("channel", "muji"), ("gross", "100")]]).event("event/\(number)", on: .day(2024, 5, 1))
    }
    try await TestBook.with { book in
      try await book.append([event("produced", 0), event("sold", 1)])
      try await book.fold()
      let kept = Reporter(pool: book.pool, catalogue: book.catalogue, cache: ReportCache())
      let (made, sold) = (try await kept.run("income-distribution"), try await kept.run("stock"))
      #expect(!made.rows.isEmpty && !sold.rows.isEmpty)
      // Behind the cache's back: what is computed anew shows it.
      try await book.sql("UPDATE stock_moves SET produced = produced + 7000")
      try await book.append([event("sold", 2)], from: 2)
      try await book.fold()
      #expect(try await kept.run("stock").rows == sold.rows, "a sale without a draw moves no goods here")
      #expect(try await kept.run("stock").asOfPosition == 3)
      #expect(try await kept.run("income-distribution").rows != made.rows)
      try await book.append([event("produced", 3)], from: 3)
      try await book.fold()
      let moved = try await kept.run("stock")
      #expect(moved.rows != sold.rows && moved.asOfPosition == 4)
      #expect(moved == (try await book.reporter.run("stock")))
    }
  }

  @Test("Answers take no more room than they are given")
  func bounded() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 65, count: 200).events)
      try await book.fold()
      let cache = ReportCache(bytesMax: 20_000)
      let kept = Reporter(pool: book.pool, catalogue: book.catalogue, cache: cache)
      for report in book.catalogue.reports {
        for question in Self.questions() {
          let new = try await book.reporter.run(report.name, parameters: question)
          #expect(try await kept.run(report.name, parameters: question) == new)
          #expect(cache.bytes <= 20_000)
        }
      }
      #expect(cache.bytes > 0)
    }
  }

  @Test("What a failing question leaves behind does not hold up the next")
  func failures() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 66, count: 10).events)
      try await book.fold()
      let kept = Reporter(pool: book.pool, catalogue: book.catalogue, cache: ReportCache())
      var parameters = ReportParameters()
      parameters.atPosition = 11
      let asked = parameters
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<8 {
          group.addTask {
            let error = try await thrown(ReadModelError.self) { try await kept.run("stock", parameters: asked) }
            #expect(error.code == .notFoldedYet)
          }
        }
        try await group.waitForAll()
      }
      try await book.append([Lines.sale(gross: 5).event("late", on: .day(2024, 1, 1))], from: 10)
      try await book.fold()
      #expect(try await kept.run("stock", parameters: parameters).asOfPosition == 11)
    }
  }

  @Test("Of which tables a report is made is told by its text as PostgreSQL tells it")
  func sources() async throws {
    try await TestBook.with { book in
      let names = book.catalogue.models.map(\.name) + book.catalogue.rules.map(\.name) + ["checkpoint", "entry", "event"]
      for report in book.catalogue.reports {
        try await book.sql("CREATE VIEW looked_at AS \(report.body)")
        let found = try await book.sql(
          """
          SELECT DISTINCT t.relname FROM pg_depend AS d JOIN pg_rewrite AS r ON r.oid = d.objid JOIN pg_class AS t ON t.oid = d.refobjid
          WHERE d.classid = 'pg_rewrite'::regclass AND r.ev_class = 'looked_at'::regclass AND t.relname <> 'looked_at' ORDER BY 1
          """
        ).compactMap { $0[0] }
        #expect(Set(found).subtracting(["parameter"]) == Set(names.filter(report.reads)), "\(report.name)")
        try await book.sql("DROP VIEW looked_at")
      }
    }
  }
}
