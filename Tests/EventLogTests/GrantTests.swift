import EventLog
import Postgres
import TestSupport
import Testing

@Suite("Who may do what in a book")
struct GrantTests {
  private func isRefused(_ statement: String, _ role: BookRole, _ test: TestBook) async throws -> Bool {
    do {
      try await test.run(as: role) { try $0.execute(statement) }
      return false
    } catch let error as PostgresError where error.sqlState == "42501" {
      return true
    }
  }

  @Test("The writer changes nothing except through the append function")
  func writer() async throws {
    let test = try await TestBook.create()
    try await test.append([.of("a", ("s", 0))])
    for statement in [
      "UPDATE event SET actor = 'x'", "DELETE FROM event", "TRUNCATE event", "DROP TABLE event", "ALTER TABLE event DISABLE TRIGGER ALL",
      "INSERT INTO event SELECT position + 1, version + 1, schema, occurred_on, recorded_at, stream, type, actor, payload FROM event",
      "UPDATE \"commit\" SET events = 9", "DELETE FROM \"commit\"", "INSERT INTO \"commit\" VALUES ('k', '', 9, 9)", "TRUNCATE \"commit\"",
      "UPDATE head SET position = 9", "INSERT INTO head SELECT * FROM head", "DELETE FROM head", "SELECT * FROM head FOR UPDATE",
      "DELETE FROM migration", "CREATE TABLE mine (a int)", "UPDATE person SET data = '{}'",
    ] {
      #expect(try await isRefused(statement, .writer, test), "\(statement)")
    }
    try await test.run { try $0.execute("INSERT INTO person VALUES ('p', '', '{}'); DELETE FROM person") }
  }

  @Test("The reader reads everything except persons, and appends nothing")
  func reader() async throws {
    let test = try await TestBook.create()
    for statement in [
      "SELECT * FROM person", "DELETE FROM person", "DELETE FROM event", "UPDATE head SET position = 9",
      "SELECT append_commits('{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}')",
      "SELECT append_unopposed('{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}')",
      "SELECT append_one('k', '', 's', 1, 't', 1::smallint, '2024-01-01', 'a', '{}')",
    ] {
      #expect(try await isRefused(statement, .reader, test), "\(statement)")
    }
    for table in ["event", "head", "\"commit\"", "migration"] { #expect(try await !isRefused("SELECT * FROM \(table)", .reader, test)) }
  }

  @Test("A book's roles have no way into another book")
  func otherBook() async throws {
    let (mine, other) = (try await TestBook.create(), try await TestBook.create())
    for role in BookRole.allCases {
      #expect(try await isRefused("SELECT * FROM \(other.book).event", role, mine))
      #expect(try await isRefused("SELECT \(other.book).refuse_change()", role, mine))
    }
  }

  @Test("A temporary table cannot stand in for the head")
  func temporaryTable() async throws {
    let test = try await TestBook.create()
    let outcomes = try await test.run { session in
      try session.execute("CREATE TEMPORARY TABLE head (position bigint, recorded_at timestamptz); INSERT INTO head VALUES (1000, 'epoch')")
      return try session.append([.of("a", ("s", 0))])
    }
    #expect(outcomes == [.appended(first: 1, count: 1)])
  }
}
