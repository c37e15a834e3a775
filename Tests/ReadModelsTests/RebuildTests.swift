import EventLog
import Ledger
import Postgres
import Projections
import ReadModels
import Synchronization
import TestSupport
import Testing

@Suite("Rebuilding")
struct RebuildTests {
  @Test("What is rebuilt equals what was folded, from the log and from the entries, whatever the ranges", arguments: [21, 22] as [UInt64])
  func rebuiltEqualsLive(seed: UInt64) async throws {
    let history = History(seed: seed, count: 200)
    try await TestBook.with { book in
      try await book.append(history.events)
      try await book.fold(chunk: 9)
      let live = try await book.tables()
      for (scope, connections, range) in [(.everything, 1, 1000), (.everything, 3, 7), (.models(["sales_by_channel", "stock_moves"]), 2, 31)]
        as [(RebuildScope, Int, Int64)]
      {
        var limits = RebuildLimits()
        (limits.connections, limits.rangeEvents) = (connections, range)
        let result = try await book.rebuilder(limits).rebuild(scope)
        #expect(result.position == 200)
        #expect(result.differences.allSatisfy { $0.isComparable && $0.isEmpty }, "seed \(seed), \(scope)")
        #expect(result.differences.count == (scope == .everything ? book.catalogue.models.count : 2))
        #expect(try await book.tables() == live, "seed \(seed), \(scope)")
      }
      #expect(try await Verifier(options: book.reader, catalogue: book.catalogue, unroller: .lines()).verify().isClean)
      #expect(try await book.leftovers() == [])
    }
  }

  @Test("While events keep arriving, workers fold and a book is rebuilt over and over, no answer is ever empty or half")
  func readersNeverSeeHalf() async throws {
    let history = History(seed: 23, count: 600)
    try await TestBook.with { book in
      try await book.append(Array(history.events[..<200]))
      try await book.fold()
      let (isDone, answers) = (Counter(), Counter())
      try await withThrowingTaskGroup(of: Void.self) { group in
        for report in ["channel-share", "channel-sales", "trend"] {
          group.addTask {
            var latest: Int64 = 0
            while isDone.value == 0 {
              let answer = try await book.reporter.run(report)
              let column = try #require(answer.columns.firstIndex { $0.name == "net_sales" })
              let total = answer.rows.reduce(0 as Int64) { sum, row in if case .int64(let net) = row[column] { sum + net } else { sum } }
              #expect(total == history.netSales[Int(answer.asOfPosition)], "\(report) as of \(answer.asOfPosition)")
              #expect(answer.asOfPosition >= latest && !answer.rows.isEmpty)
              latest = answer.asOfPosition
              answers.add()
            }
          }
        }
        let worker = Task { try await book.worker().follow() }
        group.addTask {
          for part in 10..<30 { try await book.append(Array(history.events[part * 20..<part * 20 + 20]), from: part * 20) }
        }
        group.addTask {
          defer { isDone.add() }
          var limits = RebuildLimits()
          (limits.rangeEvents, limits.swapPauseMilliseconds) = (50, 50)
          for round in 0..<6 {
            let result = try await book.rebuilder(limits).rebuild(round.isMultiple(of: 2) ? .everything : .models(["sales_by_channel", "channel"]))
            #expect(result.differences.filter { !$0.isEmpty } == [])
          }
          try await book.pool.waitUntilFolded(600, timeoutMilliseconds: 60_000)
        }
        try await group.waitForAll()
        worker.cancel()
        _ = await worker.result
      }
      #expect(answers.value > 20)
      #expect(try await book.reporter.total() == history.netSales[600])
      #expect(try await Verifier(options: book.reader, catalogue: book.catalogue, unroller: .lines()).verify().isClean)
    }
  }

  @Test("A rebuild that was stopped or killed is taken up again and does only what is left", arguments: [false, true])
  func resumes(killed: Bool) async throws {
    let history = History(seed: 24, count: 300)
    try await TestBook.with { book in
      try await book.append(Array(history.events[..<250]))
      try await book.fold()
      let live = try await book.tables()
      var limits = RebuildLimits()
      limits.rangeEvents = 10
      let rebuilder = book.rebuilder(limits)
      let reached = Counter()
      let first = Task {
        try await rebuilder.rebuild { progress in if progress.percent >= 60 { reached.add() } }
      }
      try await eventually { reached.value > 0 }
      if killed { try await book.killWorkers() } else { first.cancel() }
      await #expect(throws: (any Error).self) { try await first.value }
      #expect(try await book.tables() == live, "The live tables are as they were.")
      try await book.append(Array(history.events[250...]), from: 250)
      try await book.fold()
      let early = Counter()
      let result = try await rebuilder.rebuild { progress in if progress.percent < 50 { early.add() } }
      #expect(result.wasResumed)
      #expect(result.position == 300)
      #expect(result.differences.filter { !$0.isEmpty } == [])
      #expect(early.value == 0, "It went on where it was.")
      #expect(try await book.reporter.total() == history.netSales[300])
      #expect(try await Verifier(options: book.reader, catalogue: book.catalogue, unroller: .lines()).verify().isClean)
      #expect(try await book.leftovers() == [])
    }
  }

  @Test("A tampered cell shows in money, and the rebuild puts it right")
  func showsTampering() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 25, count: 120).events)
      try await book.fold()
      let live = try await book.tables()
      try await book.sql(
        """
        UPDATE sales_by_channel SET net_sales = net_sales - 12345
        WHERE (month, channel) = (SELECT month, channel FROM sales_by_channel ORDER BY month, channel LIMIT 1)
        """)
      try await book.sql("DELETE FROM channel WHERE channel = (SELECT min(channel) FROM channel)")
      try await book.sql("INSERT INTO product (product, name, name_at) VALUES ('ghost', 'Ghost', 1)")
      let verification = try await Verifier(options: book.reader, catalogue: book.catalogue, unroller: .lines()).verify()
      let result = try await book.rebuilder().rebuild(.models(["channel", "product", "sales_by_channel"]))
      for differences in [result.differences, verification.models.filter { !$0.isEmpty }] {
        #expect(differences.map(\.model) == ["channel", "product", "sales_by_channel"])
        #expect(differences.map(\.missing) == [1, 0, 0])
        #expect(differences.map(\.extra) == [0, 1, 0])
        #expect(differences.map(\.different) == [0, 0, 1])
        #expect(differences[2].measures["net_sales"] == 12345)
        #expect(differences[2].measures["gross"] == 0)
        #expect(differences[2].description == "sales_by_channel: 0 rows missing, 0 extra, 1 different; net_sales +12345")
        #expect(differences[2].examples.map(\.differences) == [["net_sales": 12345]])
        #expect(differences[1].examples.map(\.keys) == [["product": "ghost"]])
      }
      #expect(try await book.tables() == live)
    }
  }

  @Test("A changed definition rebuilds itself, a new one is made, one that is gone is dropped; the rest is left alone")
  func definitionsChange() async throws {
    let history = History(seed: 26, count: 80)
    try await TestBook.with { book in
      try await book.append(history.events)
      try await book.fold()
      let before = try await book.sql("SELECT rebuilt_at::text FROM read_model WHERE name = 'stock_moves'")
      let files = Projections.models.filter { $0.path != "Models/sales_by_country.sql" }.map { file in
        guard file.path == "Models/sales_by_product.sql" else { return file }
        return ProjectionFile(path: file.path, text: file.text.replacing("-- sum  quantity, gross,", with: "-- max  quantity\n-- sum  gross,"))
      }
      let new = ProjectionFile(
        path: "Models/sales_by_day.sql",
        text: """
          -- What was sold day by day?
          -- key  day
          -- sum  gross
          SELECT position, occurred_on AS day, book_gross AS gross FROM entry WHERE kind = 'sold'
          """)
      let reports = Projections.reports.filter { $0.path != "Reports/country-concentration.sql" }
      let catalogue = try Catalogue(models: files + [new], reports: reports, rules: Projections.rules)
      let rebuilder = Rebuilder(options: book.owner, catalogue: catalogue, unroller: .lines())
      let result = try #require(try await rebuilder.prepare())
      #expect(result.differences.map(\.model) == ["sales_by_product", "sales_by_product_by_period", "sales_by_product_by_quarter"])
      #expect(try await rebuilder.prepare() == nil)
      #expect(try await book.sql("SELECT to_regclass('sales_by_country')::text") == [[nil]])
      #expect(try await book.sql("SELECT (sum(gross) > 0)::text FROM sales_by_day") == [["true"]])
      #expect(try await book.sql("SELECT rebuilt_at::text FROM read_model WHERE name = 'stock_moves'") == before)
      #expect(try await Verifier(options: book.reader, catalogue: catalogue, unroller: .lines()).verify().isClean)
      let worker = Worker(options: book.owner, catalogue: catalogue, unroller: .lines())
      try await book.append(History(seed: 27, count: 10).events.map(\.elsewhere), from: 80)
      #expect(try await worker.catchUp() == 90)
      await worker.close()
    }
  }

  @Test("When events unroll otherwise than they did, everything is made anew from the log")
  func unrollingChanges() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 28, count: 60).events)
      try await book.fold()
      let newer = Unroller(version: 2) { event in
        try Unroller.lines().unroll(event).map { entry in
          var entry = entry
          entry.channel = entry.channel.map { $0 + "!" }
          return entry
        }
      }
      let rebuilder = book.rebuilder(unroller: newer)
      #expect(try await rebuilder.prepare()?.differences.count == book.catalogue.models.count)
      #expect(try await book.sql("SELECT count(*) FROM sales_by_channel WHERE channel NOT LIKE '%!'") == [["0"]])
      #expect(try await Verifier(options: book.reader, catalogue: book.catalogue, unroller: newer).verify().isClean)
    }
  }

  @Test("One book is rebuilt by one at a time; an unknown read model is named")
  func oneAtATime() async throws {
    try await TestBook.with { book in
      let connection = try await Connection.open(book.owner)
      _ = try await connection.run {
        try $0.query("SELECT pg_advisory_lock(hashtextextended('esep rebuild ' || current_schema(), 0))").count
      }
      #expect(await #expect(throws: ReadModelError.self) { try await book.rebuilder().rebuild() }?.code == .rebuildRunning)
      await connection.close()
      let error = await #expect(throws: ReadModelError.self) { try await book.rebuilder().rebuild(.models(["nothing"])) }
      #expect(error?.message.hasPrefix("There is no read model “nothing”. There are: book_day, booked, ") == true)
    }
  }

  @Test("A reader that never lets go makes the swap give up with the new tables ready")
  func swapIsBounded() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 29, count: 30).events)
      try await book.fold()
      var limits = RebuildLimits()
      (limits.swapAttemptsMax, limits.swapPauseMilliseconds, limits.lockTimeoutMilliseconds) = (2, 10, 50)
      let rebuilder = book.rebuilder(limits)
      let holder = try await Connection.open(book.reader)
      _ = try await holder.run {
        try $0.execute("BEGIN")
        return try $0.query("SELECT count(*) FROM sales_by_channel").count
      }
      #expect(await #expect(throws: ReadModelError.self) { try await rebuilder.rebuild() }?.code == .swapRefused)
      await holder.close()
      let result = try await rebuilder.rebuild()
      #expect(result.wasResumed)
      #expect(try await book.leftovers() == [])
    }
  }

  @Test("Where autovacuum is at a table, the swap waits long enough for PostgreSQL to send it away")
  func swapOutlastsAutovacuum() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 31, count: 30).events)
      try await book.fold()
      var limits = RebuildLimits()
      (limits.swapAttemptsMax, limits.lockTimeoutMilliseconds, limits.tidyingTimeoutMilliseconds) = (1, 50, 60_000)
      // The lock that autovacuum takes. The swap is seen waiting for it before it is let go.
      let tidier = try await Connection.open(book.owner)
      try await tidier.run { try $0.execute("BEGIN; LOCK TABLE entry IN SHARE UPDATE EXCLUSIVE MODE") }
      async let rebuilt = book.rebuilder(limits).rebuild()
      while try await book.sql("SELECT count(*) FROM pg_locks WHERE relation = 'entry'::regclass AND NOT granted")[0][0] == "0" {
        try await Task.sleep(for: .milliseconds(5))
      }
      try await tidier.run { try $0.execute("COMMIT") }
      _ = try await rebuilt
      await tidier.close()
      #expect(try await book.leftovers() == [])
    }
  }

  @Test(
    "A definition whose SELECT does not give what its header says is refused by name",
    arguments: [
      ("SELECT position, channel FROM entry", "Models/m.sql: the SELECT gives no column “x”."),
      ("SELECT position, channel, quantity / 2.0 AS x FROM entry", "Models/m.sql: “x” is summed and so must be an integer; cast it in the SELECT."),
      ("SELECT line AS position, channel, quantity AS x FROM entry", "Models/m.sql: “position” must be the event's position, a bigint."),
      (
        "SELECT position, chanel AS channel, quantity AS x FROM entry",
        "Models/m.sql: the SELECT does not run: column \"chanel\" does not exist"
      ),
    ])
  func refusesWrongSelects(body: String, message: String) async throws {
    try await TestBook.with { book in
      let file = ProjectionFile(path: "Models/m.sql", text: "-- Why?\n-- key  channel\n-- sum  x\n\(body)")
      let catalogue = try Catalogue(models: [file], reports: [])
      let error = await #expect(throws: ReadModelError.self) {
        try await Rebuilder(options: book.owner, catalogue: catalogue, unroller: .lines()).prepare()
      }
      #expect(error?.code == .wrongDefinition)
      #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
    }
  }
}

/// Counts from several tasks.
private final class Counter: Sendable {
  private let count = Atomic(0)
  var value: Int { count.load(ordering: .acquiring) }
  func add() { count.add(1, ordering: .acquiringAndReleasing) }
}

extension TestBook {
  /// Tables and rows that a rebuild should have cleared away.
  func leftovers() async throws -> [[String?]] {
    try await sql(
      """
      SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relname LIKE '%\\_\\_%'
      UNION ALL SELECT phase FROM rebuild UNION ALL SELECT phase FROM rebuild_range
      """)
  }
}
