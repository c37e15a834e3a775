import EventLog
import Ledger
import Postgres
import Projections
import ReadModels
import TestSupport
import Testing

@Suite("Folding")
struct FoldTests {
  @Test("Chunks of 1, 2, 7 and all give the same tables", arguments: [11, 12, 13] as [UInt64])
  func chunksDoNotMatter(seed: UInt64) async throws {
    let history = History(seed: seed, count: 150)
    var expected: [String: [String]]?
    for chunk in [1000, 1, 2, 7] as [Int64] {
      try await TestBook.with { book in
        try await book.append(history.events)
        #expect(try await book.fold(chunk: chunk) == 150)
        let tables = try await book.tables()
        if let expected { #expect(tables == expected, "seed \(seed), chunk \(chunk)") }
        expected = tables
      }
    }
    #expect(expected?["sales_by_channel"]?.isEmpty == false)
  }

  @Test("An event that does not unroll halts the book, and the halt names event and file")
  func haltsAtPoison() async throws {
    try await TestBook.with { book in
      let good = History(seed: 1, count: 40).events
      let poison = NewEvent(stream: "bad/1", type: "Poison", schema: 1, occurredOn: 19_000, payload: "{}")
      try await book.append(good + [poison] + History(seed: 2, count: 5).events.map(\.elsewhere))
      let error = await #expect(throws: ReadModelError.self) { try await book.fold() }
      #expect(error?.code == .halted)
      #expect(error?.message == "Event 41 (Poison) cannot be folded by unroll: this payload is poison")
      #expect(error?.position == 41)
      let state = try await book.pool.withSession { try $0.foldState() }
      #expect(state.position == 40)
      #expect(state.head == 46)
      #expect(state.halt?.position == 41)
      #expect(state.halt?.file == "unroll")
      await #expect(throws: ReadModelError.self) { try await book.pool.waitUntilFolded(42) }
      // The program is put right: it goes on by itself.
      let worker = book.worker(unroller: Unroller(version: 1) { _ in [] })
      #expect(try await worker.catchUp() == 46)
      #expect(try await book.pool.withSession { try $0.foldState() }.halt == nil)
      await worker.close()
    }
  }

  @Test("An event that a definition cannot take halts the book, whatever the chunk", arguments: [1, 2, 7, 100] as [Int64])
  func haltsAtOverflow(chunk: Int64) async throws {
    try await TestBook.with { book in
      let huge = Lines(lines: [[("kind", "sold"), ("channel", "c"), ("producer", "p"), ("quantity", "1"), ("gross", "9223372036854775807")]])
      let events = History(seed: 3, count: 20).events + [huge, huge].enumerated().map { $1.event("huge/\($0)", on: .day(2024, 1, 1)) }
      try await book.append(events + History(seed: 4, count: 10).events.map(\.elsewhere))
      let error = await #expect(throws: ReadModelError.self) { try await book.fold(chunk: chunk) }
      #expect(error?.code == .halted)
      #expect(error?.position == 22)
      #expect(error?.file == "Models/money_moves.sql")
      #expect(error?.message.hasPrefix("Event 22 (Lines) cannot be folded by Models/money_moves.sql:") == true)
      #expect(try await book.pool.withSession { try $0.foldState() }.position == 21)
    }
  }

  @Test("Of two workers one folds at a time, and the tables come out right")
  func twoWorkers() async throws {
    let history = History(seed: 5, count: 300)
    try await TestBook.with { book in
      try await book.append(history.events)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<3 { group.addTask { try await book.fold(chunk: 3) } }
        try await group.waitForAll()
      }
      let verification = try await Verifier(options: book.reader, catalogue: book.catalogue, unroller: .lines()).verify()
      #expect(verification.isClean)
      #expect(verification.position == 300)
      #expect(try await book.reporter.total() == history.netSales[300])
    }
  }

  @Test("A worker that follows folds what comes, and another takes over when it dies")
  func followersTakeOver() async throws {
    let history = History(seed: 6, count: 90)
    try await TestBook.with { book in
      var followers: [Task<Void, any Error>] = []
      for _ in 0..<2 { followers.append(Task { try await book.worker().follow() }) }
      for part in 0..<3 {
        try await book.append(Array(history.events[part * 30..<part * 30 + 30]), from: part * 30)
        try await book.pool.waitUntilFolded(Int64(part * 30 + 30), timeoutMilliseconds: 30_000)
        if part == 0 { followers[0].cancel() }
        if part == 1 { try await book.killWorkers() }
      }
      #expect(try await book.reporter.total() == history.netSales[90])
      for follower in followers { follower.cancel() }
      for follower in followers { _ = await follower.result }
    }
  }

  @Test("A worker of another version of the program folds nothing")
  func refusesOtherDefinitions() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 7, count: 5).events)
      let other = try Catalogue(models: Projections.models.filter { $0.path != "Models/product.sql" }, reports: [])
      let worker = Worker(options: book.owner, catalogue: other, unroller: .lines())
      let error = await #expect(throws: ReadModelError.self) { try await worker.catchUp() }
      #expect(error?.code == .definitionsDiffer)
      await worker.close()
      let newer = book.worker(unroller: .lines(version: 2))
      #expect(await #expect(throws: ReadModelError.self) { try await newer.catchUp() }?.code == .definitionsDiffer)
      await newer.close()
    }
  }

  @Test("Waiting for a position that does not come ends in time")
  func waitsBounded() async throws {
    try await TestBook.with { book in
      let error = await #expect(throws: ReadModelError.self) { try await book.pool.waitUntilFolded(1, timeoutMilliseconds: 50) }
      #expect(error?.message == "Position 1 is not folded yet; the book stands at 0.")
      var limits = FoldLimits()
      limits.waitMilliseconds = 50
      let worker = book.worker(limits)
      #expect(await #expect(throws: ReadModelError.self) { try await worker.catchUp(to: 7) }?.code == .timedOut)
      await worker.close()
    }
  }
}

extension CalendarDate {
  /// A day that is one.
  static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
    CalendarDate(year: year, month: month, day: day) ?? CalendarDate(daysSince1970: 0)
  }
}

extension NewEvent {
  /// The same in a stream that no other history has.
  var elsewhere: NewEvent {
    var event = self
    event.stream = "elsewhere/" + stream
    return event
  }
}

extension Reporter {
  /// Net sales of all channels in all periods.
  func total() async throws -> Int64 {
    try await run("channel-share").rows.reduce(0) { sum, row in if case .int64(let net) = row[2] { sum + net } else { sum } }
  }
}

extension TestBook {
  /// Breaks the connections of workers and rebuilds, as a crash would.
  func killWorkers() async throws {
    let connection = try await Connection.open(TestServer.shared.server().connectionOptions(database: owner.database))
    _ = try await connection.run { session in
      try session.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'test owner'"
      ).count
    }
    await connection.close()
  }
}
