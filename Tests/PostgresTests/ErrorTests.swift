import Postgres
import TestSupport
import Testing

@Suite("Errors")
struct ErrorTests {
  @Test("A violated constraint is named, with its SQLSTATE, and the row stays out of the description")
  func uniqueViolation() async throws {
    try await TestServer.shared.withSession { session in
      try session.execute("CREATE TABLE person (phone text CONSTRAINT one_phone UNIQUE)")
      try session.query("INSERT INTO person VALUES ($1)", [.text("+996 555 123456")])
      let error = try thrown(PostgresError.self) { try session.query("INSERT INTO person VALUES ($1)", [.text("+996 555 123456")]) }
      #expect(error.code == .server)
      #expect(error.sqlState == "23505")
      #expect(error.constraint == "one_phone")
      #expect(error.table == "person")
      #expect(error.schema == "public")
      #expect(error.description == #"duplicate key value violates unique constraint "one_phone" (SQLSTATE 23505)"#)
      #expect("\(error)" == error.description)
      #expect(error.debugDescription.contains("+996"))
      #expect(error.debugDescription.contains("INSERT INTO person"))
    }
  }

  @Test(
    "No argument leaks into a description",
    arguments: [
      "SELECT $1::text::bigint", "SELECT $1::text::date", "SELECT $1::text::json", "SELECT $1::text::bytea", "SELECT $1::text::uuid",
      "SELECT to_date($1, 'YYYY')",
    ])
  func noArgumentLeaks(sql: String) async throws {
    let error = try await thrown(PostgresError.self) {
      try await TestServer.shared.withSession { try $0.query(sql, [.text("\\Айгүл \" phone 0555\" x")]) }
    }
    let description = error.description
    #expect(!description.contains("Айгүл") && !description.contains("0555"), "\(description)")
    #expect(error.sqlState?.hasPrefix("22") == true)
  }

  @Test("A syntax error keeps its words, and a missing table its name")
  func plainErrors() async throws {
    try await TestServer.shared.withSession { session in
      let syntax = try thrown(PostgresError.self) { try session.query("SELEC 1") }
      #expect(syntax.description == #"syntax error at or near "SELEC" (SQLSTATE 42601)"#)
      let missing = try thrown(PostgresError.self) { try session.query("SELECT * FROM absent") }
      #expect(missing.description == #"relation "absent" does not exist (SQLSTATE 42P01)"#)
    }
  }

  @Test("A database that does not exist, and a server that is not there, say so")
  func cannotConnect() async throws {
    let server = try await TestServer.shared.server()
    let absent = try await thrown(PostgresError.self) { try await Connection.open(server.connectionOptions(database: "absent")) }
    #expect(absent.code == .cannotConnect)
    #expect(absent.message.contains("absent"))
    let nowhere = ConnectionOptions(socketDirectory: "/tmp/no-such-directory", database: "a", user: "b", password: "geheim")
    let error = try await thrown(PostgresError.self) { try await Connection.open(nowhere) }
    #expect(error.code == .cannotConnect)
    #expect(error.message.contains("/tmp/no-such-directory"))
    #expect(!error.debugDescription.contains("geheim"))
  }
}
