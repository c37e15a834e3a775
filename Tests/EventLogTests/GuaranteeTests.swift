import EventLog
import Postgres
import TestSupport
import Testing

@Suite("The six guarantees of the log")
struct GuaranteeTests {
  @Test("1. Dense: appends stand in line; one that ends, either way, leaves no hole and no error to the next", arguments: ["COMMIT", "ROLLBACK"])
  func dense(_ end: String) async throws {
    let test = try await TestBook.create()
    try await test.append([.of("a", ("s/1", 0))])
    let first = try await Connection.open(test.options(.writer))
    try await first.run { session in
      try session.execute("BEGIN")
      #expect(try session.append([.of("b", ("s/2", 0))]) == [.appended(first: 2, count: 1)])
    }
    // The second append must wait for the first to end: were it given a position now, it would be visible before position 2.
    async let second = test.append([.of("c", ("s/3", 0))])
    try await eventually {
      try await test.runAsSuperuser { session in
        let sql = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = $1"
        return try session.query(sql, [.text(test.applicationName(.writer))]).first?.int64(0) ?? 0 > 0
      }
    }
    #expect(try await test.run { try $0.head().position } == 1)
    try await first.run { try $0.execute(end) }
    #expect(try await second == [.appended(first: end == "COMMIT" ? 3 : 2, count: 1)])
    #expect(try await test.allEvents().map(\.position) == (end == "COMMIT" ? [1, 2, 3] : [1, 2]))
    #expect(try await test.run { try $0.firstFlaw() } == nil)
    await first.close()
  }

  @Test("2. All or nothing: a commit's events land adjacent, or none of them does")
  func atomic() async throws {
    let test = try await TestBook.create()
    try await test.append([.of("a", ("sale/1", 0), ("batch/1", 0), ("sale/2", 0))])
    #expect(try await test.allEvents().map(\.stream) == ["sale/1", "batch/1", "sale/2"])
    let refused = try await test.append([.of("b", ("sale/3", 0), ("batch/1", 0))])
    #expect(refused == [.conflict(stream: "batch/1", expected: 0, actual: 1)])
    #expect(try await test.run { try $0.lastVersions(ofStreams: ["sale/3", "batch/1"]) } == ["batch/1": 1])
    #expect(try await test.run { try $0.commit(forKey: "b") } == nil)
  }

  @Test("3. Expected version: a conflict names stream, expected and actual, also for a stream that was only relied on")
  func expectedVersions() async throws {
    let test = try await TestBook.create()
    try await test.append([.of("a", ("terms/muji", 0)), .of("b", ("terms/muji", 1))])
    let outcomes = try await test.append([
      .of("c", ("sale/1", 0), reliesOn: [("terms/muji", 1)]),
      .of("d", ("sale/1", 0), reliesOn: [("terms/muji", 2), ("period/2024-01", 0)]),
      .of("e", ("sale/2", 0), reliesOn: [("period/2024-01", 3)]),
    ])
    #expect(
      outcomes == [
        .conflict(stream: "terms/muji", expected: 1, actual: 2), .appended(first: 3, count: 1),
        .conflict(stream: "period/2024-01", expected: 3, actual: 0),
      ])
  }

  @Test("3. Two commits in one batch see each other, and a refused one leaves its neighbours alone")
  func batchNeighbours() async throws {
    let test = try await TestBook.create()
    let outcomes = try await test.append([
      .of("a", ("batch/1", 0)), .of("b", ("batch/1", 0)), .of("c", ("batch/1", 1)), .of("d", ("batch/1", 2), ("batch/2", 0)),
    ])
    #expect(
      outcomes == [
        .appended(first: 1, count: 1), .conflict(stream: "batch/1", expected: 0, actual: 1), .appended(first: 2, count: 1),
        .appended(first: 3, count: 2),
      ])
    #expect(try await test.run { try $0.events(ofStreams: ["batch/1"]).map(\.version) } == [1, 2, 3])
  }

  @Test("4. Once: the same key and content answer as the first time, other content is refused; also within a batch")
  func once() async throws {
    let test = try await TestBook.create()
    let commit = Commit.of("import/7", ("sale/7", 0), content: 7)
    #expect(try await test.append([commit, commit]) == [.appended(first: 1, count: 1), .repeated(first: 1, count: 1)])
    #expect(try await test.append([commit]) == [.repeated(first: 1, count: 1)])
    let other = Commit.of("import/7", ("sale/8", 0), content: 8)
    #expect(try await test.append([other, commit]) == [.keyReused(key: "import/7"), .repeated(first: 1, count: 1)])
    #expect(try await test.run { try $0.commit(forKey: "import/7") } == RecordedCommit(key: "import/7", fingerprint: .content(7), first: 1, count: 1))
    #expect(try await test.allEvents().count == 1)
  }

  @Test("4. Once: the key of a refused commit is free for a new attempt, with other content too")
  func refusedKeyStaysFree() async throws {
    let test = try await TestBook.create()
    let outcomes = try await test.append([.of("k", ("s", 9), content: 1), .of("k", ("s", 0), content: 2), .of("k", ("s", 9), content: 1)])
    #expect(outcomes == [.conflict(stream: "s", expected: 9, actual: 0), .appended(first: 1, count: 1), .keyReused(key: "k")])
  }

  @Test("5. Append-only: the owner, too, is stopped by the triggers", arguments: ["event", #""commit""#])
  func appendOnly(_ table: String) async throws {
    let test = try await TestBook.create()
    try await test.append([.of("a", ("s", 0))])
    for statement in ["UPDATE \(table) SET \(table == "event" ? "actor = 'x'" : "events = 2")", "DELETE FROM \(table)", "TRUNCATE \(table)"] {
      let owners = await #expect(throws: PostgresError.self) { try await test.run(as: .owner) { try $0.execute(statement) } }
      let superusers = await #expect(throws: PostgresError.self) { try await test.runAsSuperuser { try $0.execute(statement) } }
      for error in [owners, superusers] { #expect(error?.message.hasPrefix("The log is append-only: ") == true, "\(statement)") }
    }
    #expect(try await test.allEvents().count == 1)
  }

  @Test("5. The head keeps its one row and only moves forward")
  func headMovesForward() async throws {
    let test = try await TestBook.create()
    try await test.append([.of("a", ("s", 0))])
    for statement in [
      "UPDATE head SET position = 0", "UPDATE head SET recorded_at = 'epoch'", "DELETE FROM head", "INSERT INTO head SELECT * FROM head",
      "TRUNCATE head",
    ] {
      await #expect(throws: PostgresError.self, "\(statement)") { try await test.run(as: .owner) { try $0.execute(statement) } }
    }
  }

  @Test("6. Acknowledged means durable: an append never turns synchronous commit off")
  func durable() async throws {
    let test = try await TestBook.create()
    let settings = try await test.run { session in
      _ = try session.append([.of("a", ("s", 0))])
      return try ["synchronous_commit", "full_page_writes"].map { try session.query("SELECT current_setting($1)", [.text($0)]).first?.text(0) }
    }
    #expect(settings == ["on", "on"])
    let own = try await test.run { session in
      try session.query("SELECT array_to_string(proconfig, ' ') FROM pg_proc WHERE oid = 'append_commits'::regproc").first?.text(0)
    }
    #expect(own?.contains("synchronous_commit") == false)
  }

  @Test("6. After a lost answer the outcome is found by the key: the same batch again appends nothing twice")
  func lostAnswer() async throws {
    let test = try await TestBook.create()
    let commits = (1...5).map { Commit.of("k\($0)", ("s/\($0)", 0)) }
    let first = try await test.append(commits)
    #expect(
      try await test.append(commits)
        == first.map { if case .appended(let first, let count) = $0 { .repeated(first: first, count: count) } else { $0 } })
    #expect(try await test.run { try $0.head().position } == 5)
  }

  @Test("The time of recording never goes back, whatever is given")
  func recordedAtNeverGoesBack() async throws {
    let test = try await TestBook.create()
    try await test.append([
      .of("a", ("s/1", 0), at: moment(10)), .of("b", ("s/2", 0), at: moment(5)), .of("c", ("s/3", 9), at: moment(99)),
      .of("d", ("s/4", 0), at: moment(20)),
    ])
    try await test.append([.of("e", ("s/5", 0), at: moment(1))])
    #expect(try await test.allEvents().map(\.recordedAt) == [10, 10, 20, 20].map(moment))
    try await test.append([.of("f", ("s/6", 0))])
    let now = try await test.run { try $0.query("SELECT clock_timestamp()").first?.microseconds(0) ?? 0 }
    let last = try #require(try await test.allEvents().last)
    #expect(last.recordedAt > moment(20) && last.recordedAt <= now)
    #expect(try await test.run { try $0.head() } == LogHead(position: 5, recordedAt: last.recordedAt))
    // The server's clock stands far behind what was given once: the log waits for nobody, but does not go back either.
    try await test.append([.of("g", ("s/7", 0), at: now + 1_000_000_000), .of("h", ("s/8", 0))])
    #expect(try await test.allEvents().suffix(2).map(\.recordedAt) == [now + 1_000_000_000, now + 1_000_000_000])
  }
}
