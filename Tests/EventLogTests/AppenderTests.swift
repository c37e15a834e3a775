import EventLog
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite("The appender")
struct AppenderTests {
  /// Quick to give up, for tests in which the database does not come back.
  private var impatient: AppenderLimits {
    var limits = AppenderLimits()
    (limits.attemptsMax, limits.firstPauseMilliseconds, limits.longestPauseMilliseconds) = (3, 1, 2)
    return limits
  }

  private func withAppender<T: Sendable>(
    _ options: ConnectionOptions, _ limits: AppenderLimits = AppenderLimits(), _ body: @escaping @Sendable (Appender) async throws -> T
  ) async throws -> T {
    let appender = Appender(options: options, limits: limits)
    do {
      let value = try await withDeadline { try await body(appender) }
      await appender.close()
      return value
    } catch {
      await appender.close()
      throw error
    }
  }

  @Test("Callers in parallel all get their own answer, and the log is dense")
  func parallel() async throws {
    let test = try await TestBook.create()
    let positions = try await withAppender(test.options(.writer)) { appender in
      try await withThrowingTaskGroup(of: Int64.self) { group in
        for caller in 0..<200 {
          group.addTask {
            guard case .appended(let first, 1) = try await appender.append(.of("k\(caller)", ("s/\(caller)", 0))) else { return -1 }
            return first
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
    }
    #expect(positions.sorted() == Array(1...200))
    #expect(try await test.run { try $0.firstFlaw() } == nil)
  }

  @Test("A bulk append keeps the order and answers each commit, through many small batches and a small queue")
  func bulk() async throws {
    let test = try await TestBook.create()
    var limits = AppenderLimits()
    (limits.queue.batch.commitsMax, limits.queue.commitsMax) = (7, 10)
    let commits = (0..<500).map { Commit.of("k\($0)", ("s/\($0 % 3)", Int32($0 / 3) + ($0 == 250 ? 1 : 0))) }
    let outcomes = try await withAppender(test.options(.writer), limits) { try await $0.append(contentsOf: commits) }
    var model = LogModel()
    #expect(outcomes == commits.map { model.append($0) })
    #expect(outcomes.filter { if case .conflict = $0 { true } else { false } }.count > 80)
  }

  @Test("Two appenders on one book keep it dense")
  func twoAppenders() async throws {
    let test = try await TestBook.create()
    let options = test.options(.writer)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for name in ["x", "y"] {
        group.addTask {
          try await withAppender(options) { appender in
            for number in 0..<50 { _ = try await appender.append(.of("\(name)\(number)", ("\(name)/\(number)", 0))) }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await test.run { try $0.head().position } == 100)
    #expect(try await test.run { try $0.firstFlaw() } == nil)
  }

  @Test("A commit that the server will not take fails alone; its neighbours in the batch are appended")
  func poison() async throws {
    let test = try await TestBook.create()
    var poison = Commit.of("bad", ("s/bad", 0))
    poison.events[0].payload = #"{"no": json"#
    let bad = poison
    try await withAppender(test.options(.writer)) { appender in
      // The head is locked meanwhile, so that all of them come together in a batch.
      let blocker = try await Connection.open(test.options(.owner))
      try await blocker.run { try $0.execute("BEGIN; SELECT * FROM head FOR UPDATE") }
      async let first = appender.append(.of("first", ("s/first", 0)))
      async let good = withThrowingTaskGroup(of: Outcome.self) { group in
        for number in 0..<10 { group.addTask { try await appender.append(.of("k\(number)", ("s/\(number)", 0))) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      async let failure: Bool = {
        do {
          _ = try await appender.append(bad)
          return false
        } catch let error as PostgresError {
          return error.sqlState == "22P02"
        }
      }()
      try await Task.sleep(for: .milliseconds(50))
      try await blocker.run { try $0.execute("ROLLBACK") }
      _ = try await (first, good)
      #expect(try await failure)
      await blocker.close()
    }
    #expect(try await test.run { try $0.head().position } == 11)
    #expect(try await test.run { try $0.commit(forKey: "bad") } == nil)
  }

  @Test("When the server ends the connection, waiting callers get their answer from the next one")
  func reconnects() async throws {
    let test = try await TestBook.create()
    try await withAppender(test.options(.writer)) { appender in
      for number in 0..<20 {
        #expect(try await appender.append(.of("k\(number)", ("s", Int32(number)))) == .appended(first: Int64(number + 1), count: 1))
        try await test.terminateWriters()
      }
    }
  }

  @Test("A database that is not there: the error says that nothing was appended")
  func unreachable() async throws {
    let options = ConnectionOptions(socketDirectory: "/nonexistent", database: "esep", user: "esep")
    let limits = impatient
    let error = await #expect(throws: LogError.self) { try await withAppender(options, limits) { try await $0.append(.of("k", ("s", 0))) } }
    #expect(error?.code == .unreachable)
  }

  @Test("An outcome that cannot be found out is called unknown, and asking again with the same key tells")
  func outcomeUnknown() async throws {
    let test = try await TestBook.create()
    let limits = impatient
    let commit = Commit.of("k", ("s", 0))
    let blocker = try await Connection.open(test.options(.owner))
    try await blocker.run { try $0.execute("BEGIN; SELECT * FROM head FOR UPDATE") }
    let over = Shared(Atomic(false))
    async let killer: Void = {
      while !over.value.load(ordering: .relaxed) {
        try await test.terminateWaiting()
        try await Task.sleep(for: .milliseconds(2))
      }
    }()
    let error = await #expect(throws: LogError.self) { try await withAppender(test.options(.writer), limits) { try await $0.append(commit) } }
    over.value.store(true, ordering: .relaxed)
    try await killer
    #expect(error?.code == .outcomeUnknown)
    #expect(error?.message.hasSuffix("Ask again with the same key: it is appended once at most.") == true)
    await blocker.close()
    #expect(try await withAppender(test.options(.writer)) { try await $0.append(commit) } == .appended(first: 1, count: 1))
  }

  @Test("An invalid commit is refused without being sent, and a closed appender takes nothing")
  func refuses() async throws {
    let test = try await TestBook.create()
    let appender = Appender(options: test.options(.writer))
    let invalid = await #expect(throws: LogError.self) { try await appender.append(Commit.of("", ("s", 0))) }
    #expect(invalid?.code == .invalidCommit)
    await appender.close()
    await appender.close()
    let closed = await #expect(throws: LogError.self) { try await appender.append(.of("k", ("s", 0))) }
    #expect(closed?.code == .closed)
  }

  @Test("Closing waits until everything taken has its answer")
  func closingDrains() async throws {
    let test = try await TestBook.create()
    var limits = AppenderLimits()
    limits.queue.batch.commitsMax = 10
    let appender = Appender(options: test.options(.writer), limits: limits)
    async let outcomes = appender.append(contentsOf: (0..<300).map { .of("k\($0)", ("s/\($0)", 0)) })
    try await eventually { try await test.run { try $0.head().position } > 0 }
    await appender.close()
    #expect(try await outcomes.count == 300)
  }

  @Test("A cancelled caller stops waiting; its commit may still be appended")
  func cancels() async throws {
    let test = try await TestBook.create()
    try await withAppender(test.options(.writer)) { appender in
      let blocker = try await Connection.open(test.options(.owner))
      try await blocker.run { try $0.execute("BEGIN; SELECT * FROM head FOR UPDATE") }
      let caller = Task { try await appender.append(.of("k", ("s", 0))) }
      try await Task.sleep(for: .milliseconds(20))
      caller.cancel()
      await #expect(throws: CancellationError.self) { try await caller.value }
      await blocker.close()
      let again = try await appender.append(.of("k", ("s", 0)))
      #expect([.repeated(first: 1, count: 1), .appended(first: 1, count: 1)].contains(again))
    }
  }

  @Test("A dry run inside a rolled-back transaction answers as the real one would and leaves nothing")
  func dryRun() async throws {
    let test = try await TestBook.create()
    struct DryRun: Error {}
    let outcomes = Shared(Mutex<[Outcome]>([]))
    await #expect(throws: DryRun.self) {
      try await test.run { session in
        try session.transaction {
          let first = try session.append([.of("a", ("s", 0)), .of("b", ("s", 0))])
          let second = try session.append([.of("a", ("s", 0)), .of("c", ("s", 1))])
          outcomes.value.withLock { $0 = first + second }
          throw DryRun()
        }
      }
    }
    #expect(
      outcomes.value.withLock { $0 } == [
        .appended(first: 1, count: 1), .conflict(stream: "s", expected: 0, actual: 1), .repeated(first: 1, count: 1), .appended(first: 2, count: 1),
      ])
    #expect(try await test.run { try $0.head() } == LogHead(position: 0, recordedAt: 0))
  }

  @Test("A tail sees every event once, in order, while others append and its connection is ended")
  func tails() async throws {
    let test = try await TestBook.create()
    let options = test.options(.reader)
    async let seen = withDeadline {
      var seen: [Int64] = []
      var limits = TailLimits()
      limits.eventsMax = 7
      for try await events in LogTail(options: options, after: 0, limits: limits) {
        seen += events.map(\.position)
        if seen.count >= 300 { break }
      }
      return seen
    }
    try await withAppender(test.options(.writer)) { appender in
      for number in 0..<300 {
        _ = try await appender.append(.of("k\(number)", ("s", Int32(number))))
        if number % 100 == 50 { try await test.terminate(role: .reader) }
      }
    }
    #expect(try await seen == Array(1...300))
  }

  @Test("An append is announced to those who listen")
  func notifies() async throws {
    let test = try await TestBook.create()
    let listener = try await Connection.open(test.options(.reader))
    try await listener.run { try $0.execute("LISTEN \(test.book.notificationChannel)") }
    try await withAppender(test.options(.writer)) { _ = try await $0.append(.of("k", ("s", 0))) }
    let channels = try await listener.run { try $0.waitForNotifications(timeoutMilliseconds: 30_000).map(\.channel) }
    #expect(channels.contains("esep_\(test.book)"))
    await listener.close()
  }
}
