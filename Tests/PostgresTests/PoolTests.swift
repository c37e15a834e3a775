import Dispatch
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite("A pool")
struct PoolTests {
  @Test("Many tasks share few connections")
  func shares() async throws {
    // Two hundred turns of a millisecond; but all suites run side by side, and on a busy machine the server is at the others.
    let pool = Pool(try await TestServer.shared.freshDatabase(), size: 3, waitTimeoutMilliseconds: 120_000)
    try await withDeadline {
      let processes = try await withThrowingTaskGroup(of: Int32.self) { group in
        for _ in 0..<200 {
          group.addTask {
            try await pool.withSession { session in
              try session.query("SELECT pg_sleep(0.001)")
              return session.backendProcessID
            }
          }
        }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }
      #expect(processes.count <= 3)
    }
    await pool.close()
  }

  @Test("A task that waits too long is told that the pool is exhausted, and by how many")
  func exhausts() async throws {
    let pool = Pool(try await TestServer.shared.freshDatabase(), size: 1, waitTimeoutMilliseconds: 30)
    try await withDeadline {
      let isLent = AsyncStream.makeStream(of: Void.self)
      let holder = Task {
        try await pool.withSession { session in
          isLent.continuation.yield()
          try session.query("SELECT pg_sleep(600)")
        }
      }
      for await _ in isLent.stream { break }
      let error = try await thrown(PostgresError.self) { try await pool.withSession { _ in } }
      #expect(error.code == .poolExhausted)
      #expect(error.message.contains("all 1 connections") && error.message.contains("30 ms"))
      holder.cancel()
      let stopped = try await thrown(PostgresError.self) { try await holder.value }
      #expect(stopped.code == .cancelled)
      let one = try await pool.withSession { try $0.query("SELECT 1")[0].int64(0) }
      #expect(one == 1)
    }
    await pool.close()
  }

  @Test("A task that is cancelled while it waits leaves its turn to the next")
  func cancelsWaiters() async throws {
    // None of them waits long, unless the machine is at other suites.
    let pool = Pool(try await TestServer.shared.freshDatabase(), size: 1, waitTimeoutMilliseconds: 120_000)
    try await withDeadline {
      try await Seeded.run(seeds: 1...20) { random, seed in
        let tasks = (0..<20).map { _ in Task { try await pool.withSession { _ = try $0.query("SELECT pg_sleep(0.0005)") } } }
        for task in tasks.shuffled(using: &random).prefix(10) {
          await Task.yield()
          task.cancel()
        }
        for task in tasks {
          do { try await task.value } catch let error as PostgresError { #expect(error.code == .cancelled, "seed \(seed)") }
        }
      }
      let one = try await pool.withSession { try $0.query("SELECT 1")[0].int64(0) }
      #expect(one == 1)
    }
    await pool.close()
  }

  @Test("A connection that broke in use or while idle is replaced, and work is never done twice")
  func replaces() async throws {
    let options = try await TestServer.shared.freshDatabase()
    let pool = Pool(options, size: 1)
    let other = try await Connection.open(options)
    try await withDeadline {
      let lost = try await thrown(PostgresError.self) {
        try await pool.withSession { _ = try $0.query("SELECT pg_terminate_backend(pg_backend_pid())") }
      }
      #expect(lost.code == .connectionLost)
      let process = try await pool.withSession { $0.backendProcessID }
      _ = try await other.run { try $0.query("SELECT pg_terminate_backend($1, 10000)", [.int32(process)]) }
      let calls = Atomic<Int>(0)
      let next = try await pool.withSession { session in
        calls.add(1, ordering: .relaxed)
        try session.query("SELECT 1")
        return session.backendProcessID
      }
      #expect(next != process)
      #expect(calls.load(ordering: .relaxed) == 1)
    }
    await other.close()
    await pool.close()
  }

  @Test("A transaction left open is rolled back before the next task comes")
  func rollsBack() async throws {
    let pool = Pool(try await TestServer.shared.freshDatabase(), size: 1)
    try await pool.withSession { try $0.execute("CREATE TABLE a (b int); BEGIN; INSERT INTO a VALUES (1)") }
    let isClean = try await pool.withSession { try !$0.inTransaction && $0.query("SELECT to_regclass('a') IS NULL")[0].bool(0) }
    #expect(isClean)
    await pool.close()
  }

  @Test("When no connection can be opened, each task is told so and none hangs")
  func cannotOpen() async throws {
    let pool = Pool(ConnectionOptions(socketDirectory: "/tmp/no-such-directory", database: "a", user: "a"), size: 1)
    try await withDeadline {
      await withTaskGroup { group in
        for _ in 0..<10 {
          group.addTask {
            let error = try? await thrown(PostgresError.self) { try await pool.withSession { _ in } }
            #expect(error?.code == .cannotConnect)
          }
        }
      }
    }
    await pool.close()
  }

  @Test("A closed pool refuses those who come and those who wait")
  func closes() async throws {
    let pool = Pool(try await TestServer.shared.freshDatabase(), size: 1)
    try await withDeadline {
      let isLent = AsyncStream.makeStream(of: Void.self)
      // Held until the test lets go, however slow the machine: a connection that comes free by itself would leave nobody waiting.
      let mayEnd = DispatchSemaphore(value: 0)
      let holder = Task {
        try await pool.withSession { session in
          isLent.continuation.yield()
          mayEnd.wait()
          try session.query("SELECT 1")
        }
      }
      for await _ in isLent.stream { break }
      let waiting = Task { try await pool.withSession { _ in } }
      while pool.waitingTasks == 0 { try await Task.sleep(for: .milliseconds(1)) }
      await pool.close()
      mayEnd.signal()
      let error = try await thrown(PostgresError.self) { try await waiting.value }
      #expect(error.message == "the pool is closed")
      _ = try await holder.value
      try await thrown(PostgresError.self) { try await pool.withSession { _ in } }
    }
  }
}
