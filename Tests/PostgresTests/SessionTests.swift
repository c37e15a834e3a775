import Postgres
import TestSupport
import Testing

@Suite("A session")
struct SessionTests {
  @Test("Execute runs several statements as one transaction")
  func executesSeveral() async throws {
    try await TestServer.shared.withSession { session in
      try thrown(PostgresError.self) { try session.execute("CREATE TABLE a (b int); INSERT INTO a VALUES (1); SELECT 1/0") }
      #expect(try session.query("SELECT to_regclass('a') IS NULL")[0].bool(0))
      try session.execute("CREATE TABLE a (b int); INSERT INTO a VALUES (1), (2)")
      #expect(try session.query("UPDATE a SET b = b + 1").affected == 2)
    }
  }

  @Test("A transaction that returns is kept, one that throws leaves nothing")
  func transactions() async throws {
    struct Refused: Error {}
    try await TestServer.shared.withSession { session in
      try session.execute("CREATE TABLE a (b int)")
      try session.transaction { try session.execute("INSERT INTO a VALUES (1)") }
      try thrown(Refused.self) {
        try session.transaction {
          try session.execute("INSERT INTO a VALUES (2)")
          throw Refused()
        }
      }
      #expect(!session.inTransaction)
      #expect(try session.query("SELECT sum(b) FROM a")[0].int64(0) == 1)
    }
  }

  @Test("A transaction whose failed statement was passed over does not claim to have committed")
  func failedCommit() async throws {
    try await TestServer.shared.withSession { session in
      try session.execute("CREATE TABLE a (b int)")
      try thrown(PostgresError.self) {
        try session.transaction {
          try session.execute("INSERT INTO a VALUES (1)")
          _ = try? session.query("SELECT 1/0")
        }
      }
      #expect(try session.query("SELECT 1 FROM a").isEmpty)
      #expect(!session.inTransaction)
    }
  }

  @Test("A violation that COMMIT finds is thrown, and the session can go on")
  func deferredViolation() async throws {
    try await TestServer.shared.withSession { session in
      try session.execute("CREATE TABLE a (b int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
      let error = try thrown(PostgresError.self) {
        try session.transaction { try session.execute("INSERT INTO a VALUES (1), (1)") }
      }
      #expect(error.sqlState == "23505")
      #expect(!session.inTransaction)
    }
  }

  @Test("A read-only snapshot sees one moment and writes nothing")
  func snapshot() async throws {
    let options = try await TestServer.shared.freshDatabase()
    let (reader, writer) = (try await Connection.open(options), try await Connection.open(options))
    try await writer.run { try $0.execute("CREATE TABLE a (b int)") }
    try await reader.run { session in
      let rows = try session.transaction(.readOnlySnapshot) { try session.query("SELECT 1 FROM a") }
      #expect(rows.isEmpty)
      let error = try thrown(PostgresError.self) {
        try session.transaction(.readOnlySnapshot) { try session.execute("INSERT INTO a VALUES (1)") }
      }
      #expect(error.sqlState == "25006")
      try session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
      #expect(try session.query("SELECT count(*) FROM a")[0].int64(0) == 0)
    }
    try await writer.run { try $0.execute("INSERT INTO a VALUES (1)") }
    try await reader.run { session in
      #expect(try session.query("SELECT count(*) FROM a")[0].int64(0) == 0)
      try session.execute("COMMIT")
      #expect(try session.query("SELECT count(*) FROM a")[0].int64(0) == 1)
    }
    await reader.close()
    await writer.close()
  }

  @Test("A statement whose plan went stale is prepared anew")
  func stalePlans() async throws {
    try await TestServer.shared.withSession { session in
      try session.execute("CREATE TABLE a (b int); INSERT INTO a VALUES (1)")
      #expect(try session.query("SELECT * FROM a").columns.count == 1)
      try session.execute("ALTER TABLE a ADD c text")
      #expect(try session.query("SELECT * FROM a").columns.map(\.name) == ["b", "c"])
      try session.execute("DEALLOCATE ALL")
      #expect(try session.query("SELECT * FROM a").count == 1)
      try session.execute("ALTER TABLE a ADD d text")
      #expect(try session.pipeline([("SELECT * FROM a", [])])[0].columns.count == 3)
    }
  }

  @Test("The server keeps a bounded number of prepared statements")
  func boundedCache() async throws {
    try await TestServer.shared.withSession { session in
      for number in 0..<400 { try session.query("SELECT \(number)") }
      #expect(try session.query("SELECT count(*) FROM pg_prepared_statements")[0].int64(0) <= 258)
      #expect(try session.query("SELECT 399")[0].int64(0) == 399)
    }
  }

  @Test("Options choose schema, role, settings and name, all quoted")
  func options() async throws {
    var options = try await TestServer.shared.freshDatabase()
    let owner = try await Connection.open(options)
    try await owner.run { session in
      try session.execute(#"CREATE SCHEMA "a ""b'c"; CREATE ROLE "test role's"; GRANT ALL ON SCHEMA "a ""b'c" TO "test role's""#)
    }
    options.searchPath = "a \"b'c"
    options.role = "test role's"
    options.applicationName = "a test"
    options.settings = ["work_mem": "5MB", "esep.note": "it's a \\ test"]
    let connection = try await Connection.open(options)
    try await connection.run { session in
      let row = try session.query(
        """
        SELECT current_schema::text, current_user::text, current_setting('work_mem'), current_setting('esep.note'),
               current_setting('application_name'), current_setting('TimeZone')
        """)[0]
      #expect((0..<6).map { row.display($0) } == ["a \"b'c", "test role's", "5MB", "it's a \\ test", "a test", "UTC"])
    }
    await connection.close()
    try await owner.run { try $0.execute(#"DROP OWNED BY "test role's"; DROP ROLE "test role's""#) }
    await owner.close()
  }

  @Test("Nothing is compiled just in time, whatever the database says, unless the caller wants it")
  func noCompiling() async throws {
    let options = try await TestServer.shared.freshDatabase()
    var wanting = options
    wanting.settings = ["jit": "on"]
    try await withSession(options) { try $0.execute("ALTER DATABASE \(quotedIdentifier(options.database)) SET jit = on") }
    for (options, expected) in [(options, "off"), (wanting, "on")] {
      #expect(try await withSession(options) { try $0.query("SELECT current_setting('jit')")[0].text(0) } == expected)
    }
  }

  @Test("A COPY where none is expected is refused, and the session can go on")
  func unexpectedCopy() async throws {
    try await TestServer.shared.withSession { session in
      try session.execute("CREATE TABLE a (b int)")
      try thrown(PostgresError.self) { try session.execute("COPY a FROM STDIN") }
      try thrown(PostgresError.self) { try session.execute("COPY (SELECT generate_series(1, 10)) TO STDOUT") }
      try thrown(PostgresError.self) { try session.copyIn("SELECT 1") { _ in } }
      try thrown(PostgresError.self) { try session.copyIn("COPY (SELECT 1) TO STDOUT") { _ in } }
      try thrown(PostgresError.self) { try session.copyOut("COPY a FROM STDIN") { _ in } }
      try thrown(PostgresError.self) { try session.copyOut("SELECT 1") { _ in } }
      #expect(try session.query("SELECT count(*) FROM a")[0].int64(0) == 0)
    }
  }

  @Test("A closed connection refuses work and says so")
  func closed() async throws {
    let connection = try await Connection.open(TestServer.shared.freshDatabase())
    await connection.close()
    await connection.close()
    #expect(connection.isBroken)
    let error = try await thrown(PostgresError.self) { try await connection.run { try $0.execute("SELECT 1") } }
    #expect(error.code == .connectionLost)
  }
}
