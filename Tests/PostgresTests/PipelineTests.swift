import Postgres
import TestSupport
import Testing

@Suite("A pipeline")
struct PipelineTests {
  @Test("Ten thousand statements with large arguments and answers do not deadlock")
  func large() async throws {
    try await TestServer.shared.withSession { session in
      let text = String(repeating: "0123456789", count: 500)
      let rows = try session.pipeline((0..<10_000).map { ("SELECT $1, $2", [.int32($0), .text(text)]) })
      #expect(rows.count == 10_000)
      for (number, answer) in rows.enumerated() {
        #expect(try answer[0].int64(0) == number)
        #expect(try answer[0].withBytes(1) { $0?.count } == 5_000)
      }
    }
  }

  @Test("Different statements keep their order, and what is prepared once stays prepared")
  func order() async throws {
    try await TestServer.shared.withSession { session in
      try session.execute("CREATE TABLE a (b int)")
      for _ in 0..<2 {
        let rows = try session.pipeline([
          ("INSERT INTO a VALUES ($1), ($2)", [.int32(1), .int32(2)]), ("SELECT count(*) FROM a", []), ("DELETE FROM a", []),
          ("SELECT count(*) FROM a", []),
        ])
        #expect(rows.map(\.affected) == [2, 1, 2, 1])
        #expect(try [rows[1][0].int64(0), rows[3][0].int64(0)] == [2, 0])
      }
      #expect(try session.query("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%a%'")[0].int64(0) == 4)
      #expect(try session.pipeline([]).isEmpty)
    }
  }

  @Test("The first error is thrown, nothing takes effect, and the session goes on")
  func failure() async throws {
    try await TestServer.shared.withSession { session in
      try session.execute("CREATE TABLE a (b int)")
      for _ in 0..<2 {
        let error = try thrown(PostgresError.self) {
          try session.pipeline([("INSERT INTO a VALUES (1)", []), ("SELECT 1 / $1::int", [.int32(0)]), ("SELEC never reached", [])])
        }
        #expect(error.sqlState == "22012")
        #expect(error.statement == "SELECT 1 / $1::int")
      }
      #expect(try session.query("SELECT 1 FROM a").isEmpty)
      #expect(try session.pipeline([("SELECT 5", [])])[0][0].int64(0) == 5)
    }
  }

  @Test("In a transaction, a failed pipeline fails the transaction")
  func insideTransaction() async throws {
    try await TestServer.shared.withSession { session in
      try session.execute("CREATE TABLE a (b int)")
      try thrown(PostgresError.self) {
        try session.transaction {
          _ = try session.pipeline([("INSERT INTO a VALUES (1)", [])])
          _ = try session.pipeline([("SELECT 1/0", [])])
        }
      }
      try session.transaction { _ = try session.pipeline([("INSERT INTO a VALUES (2)", [])]) }
      #expect(try session.query("SELECT b FROM a").map { try $0.int64(0) } == [2])
    }
  }
}
