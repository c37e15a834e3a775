import Postgres
import TestSupport
import Testing

@Suite("Stopping")
struct StopTests {
  private func isRunning(_ marker: String, _ options: ConnectionOptions) async throws -> Bool {
    let watcher = try await Connection.open(options)
    let sql = """
      SELECT 1 FROM pg_stat_activity
      WHERE datname = current_database() AND state = 'active' AND query LIKE '%' || $1 || '%' AND pid <> pg_backend_pid()
      """
    let running = try await watcher.run { try $0.query(sql, [.text(marker)]).count == 1 }
    await watcher.close()
    return running
  }

  @Test("When the time is over, the statement is stopped on the server and the connection goes on")
  func timesOut() async throws {
    let options = try await TestServer.shared.freshDatabase()
    let connection = try await Connection.open(options)
    try await withDeadline {
      let error = try await thrown(PostgresError.self) {
        try await connection.run(timeoutMilliseconds: 50) { try $0.query("SELECT pg_sleep(600), 'slow statement'") }
      }
      #expect(error.code == .timedOut)
      #expect(error.message.contains("50 ms"))
      let isRunning = try await isRunning("slow statement", options)
      #expect(!isRunning)
      let one = try await connection.run { try $0.query("SELECT 1")[0].int64(0) }
      #expect(one == 1)
      #expect(!connection.isBroken)
    }
    await connection.close()
  }

  @Test("When the task is cancelled, the statement is stopped on the server and the transaction rolled back")
  func cancels() async throws {
    let options = try await TestServer.shared.freshDatabase()
    let connection = try await Connection.open(options)
    try await connection.run { try $0.execute("CREATE TABLE a (b int)") }
    try await withDeadline {
      let task = Task {
        try await connection.run { session in
          try session.transaction {
            try session.execute("INSERT INTO a VALUES (1)")
            try session.query("SELECT pg_sleep(600), 'cancelled statement'")
          }
        }
      }
      try await eventually { try await isRunning("cancelled statement", options) }
      task.cancel()
      let error = try await thrown(PostgresError.self) { try await task.value }
      #expect(error.code == .cancelled)
      #expect(try await !isRunning("cancelled statement", options))
      #expect(try await connection.run { try !$0.inTransaction && $0.query("SELECT 1 FROM a").isEmpty })
    }
    await connection.close()
  }

  @Test("Work that is cancelled before its turn never starts")
  func cancelsQueued() async throws {
    let connection = try await Connection.open(TestServer.shared.freshDatabase())
    try await connection.run { try $0.execute("CREATE TABLE a (b int)") }
    try await withDeadline {
      let first = Task { try await connection.run { try $0.query("SELECT pg_sleep(0.2)") } }
      let second = Task { try await connection.run { try $0.execute("INSERT INTO a VALUES (1)") } }
      second.cancel()
      let error = try await thrown(PostgresError.self) { try await second.value }
      #expect(error.code == .cancelled)
      _ = try await first.value
      #expect(try await connection.run { try $0.query("SELECT 1 FROM a").isEmpty })
    }
    await connection.close()
  }

  @Test("A cancel never hits the statement after the one it was meant for")
  func cancelsNoOther() async throws {
    let connection = try await Connection.open(TestServer.shared.freshDatabase())
    try await withDeadline {
      try await Seeded.run(seeds: [1, 2]) { random, seed in
        for _ in 0..<100 {
          let task = Task { try await connection.run { try $0.query("SELECT pg_sleep(0.001)") } }
          try await Task.sleep(for: .microseconds(Int.random(in: 0...2500, using: &random)))
          task.cancel()
          _ = await task.result
          #expect(try await connection.run { try $0.query("SELECT pg_sleep(0.001), 7")[0].int64(1) } == 7, "seed \(seed)")
        }
      }
    }
    await connection.close()
  }

  @Test("A COPY either way, a pipeline and a wait for notifications can be stopped too")
  func cancelsEverything() async throws {
    let connection = try await Connection.open(TestServer.shared.freshDatabase())
    try await connection.run { try $0.execute("CREATE TABLE a (b text)") }
    let endless: [@Sendable (Session) throws -> Void] = [
      { try $0.copyOut("COPY (SELECT generate_series(1, 9000000000)) TO STDOUT") { _ in } },
      { session in
        try session.copyIn("COPY a FROM STDIN") { writer in
          while true {
            writer.raw("row\n")
            try writer.check()
          }
        }
      },
      { _ = try $0.pipeline([("SELECT 1", []), ("SELECT pg_sleep(600)", []), ("SELECT 2", [])]) },
      { _ = try $0.waitForNotifications(timeoutMilliseconds: 600_000) },
    ]
    try await withDeadline {
      for work in endless {
        let timedOut = try await thrown(PostgresError.self) { try await connection.run(timeoutMilliseconds: 50, work) }
        #expect(timedOut.code == .timedOut)
        let task = Task { try await connection.run(work) }
        try await Task.sleep(for: .milliseconds(20))
        task.cancel()
        let cancelled = try await thrown(PostgresError.self) { try await task.value }
        #expect(cancelled.code == .cancelled)
      }
      #expect(try await connection.run { try $0.query("SELECT count(*) FROM a")[0].int64(0) } == 0)
    }
    await connection.close()
  }

  @Test("A connection whose backend is ended says lost and is broken", arguments: [false, true])
  func backendEnds(inTransaction: Bool) async throws {
    let options = try await TestServer.shared.freshDatabase()
    let (victim, other) = (try await Connection.open(options), try await Connection.open(options))
    let process = try await victim.run { $0.backendProcessID }
    try await withDeadline {
      let task = Task {
        try await victim.run { session in
          if inTransaction {
            try session.transaction { _ = try session.query("SELECT pg_sleep(600), 'doomed statement'") }
          } else {
            _ = try session.query("SELECT pg_sleep(600), 'doomed statement'")
          }
        }
      }
      try await eventually { try await isRunning("doomed statement", options) }
      try await other.run { _ = try $0.query("SELECT pg_terminate_backend($1)", [.int32(process)]) }
      let error = try await thrown(PostgresError.self) { try await task.value }
      #expect(error.code == .connectionLost)
      #expect(error.sqlState == "57P01")
      #expect(victim.isBroken)
      let next = try await thrown(PostgresError.self) { try await victim.run { try $0.query("SELECT 1") } }
      #expect(next.code == .connectionLost)
    }
    await victim.close()
    await other.close()
  }

  @Test("A backend that ends in the middle of a pipeline or a COPY is noticed too")
  func backendEndsMidFlight() async throws {
    let options = try await TestServer.shared.freshDatabase()
    let works: [@Sendable (Session) throws -> Void] = [
      { _ = try $0.pipeline([("SELECT 1", []), ("SELECT pg_terminate_backend(pg_backend_pid())", []), ("SELECT 2", [])]) },
      { session in
        let end = "SELECT pg_terminate_backend(pg_backend_pid())"
        try session.copyOut("COPY (\(end) UNION ALL SELECT true FROM generate_series(1, 100000)) TO STDOUT") { _ in }
      },
      { try $0.execute("SELECT pg_terminate_backend(pg_backend_pid()); SELECT 1") },
    ]
    try await withDeadline {
      for work in works {
        let connection = try await Connection.open(options)
        let error = try await thrown(PostgresError.self) { try await connection.run(work) }
        #expect(error.code == .connectionLost)
        #expect(connection.isBroken)
        await connection.close()
      }
    }
  }
}
