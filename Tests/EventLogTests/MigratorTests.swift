import EventLog
import Postgres
import TestSupport
import Testing

@Suite("Migrations")
struct MigratorTests {
  private func extra(_ number: Int32, _ sql: String) -> Migration { Migration(component: "extra", number: number, name: "test", sql: sql) }

  @Test("Each is applied once, in order, and recorded with its hash; another component numbers for itself")
  func appliesOnce() async throws {
    let test = try await TestBook.create()
    let more = [extra(1, "CREATE TABLE one (a int)"), extra(2, "ALTER TABLE one ADD b int")]
    #expect(try await test.book.migrate(on: test.admin, migrations: Migration.log + more) == more)
    #expect(try await test.book.migrate(on: test.admin, migrations: Migration.log + more).isEmpty)
    let names = try await test.run { session in
      try session.query("SELECT component || ' ' || number || ' ' || length(sha256) FROM migration ORDER BY component, number").map { try $0.text(0) }
    }
    #expect(names == ["extra 1 64", "extra 2 64"] + Migration.log.map { "log \($0.number) 64" })
  }

  @Test("Tables of later components are readable by writer and reader without a grant")
  func defaultPrivileges() async throws {
    let test = try await TestBook.create()
    try await test.book.migrate(on: test.admin, migrations: Migration.log + [extra(1, "CREATE TABLE one (a int)")])
    for role in BookRole.allCases { #expect(try await test.run(as: role) { try $0.query("SELECT * FROM one").isEmpty }) }
    await #expect(throws: PostgresError.self) { try await test.run(as: .writer) { try $0.execute("INSERT INTO one VALUES (1)") } }
  }

  @Test("One that was changed after it was applied is refused by name")
  func changed() async throws {
    let test = try await TestBook.create()
    try await test.book.migrate(on: test.admin, migrations: [extra(1, "CREATE TABLE one (a int)")])
    let edited = [extra(1, "CREATE TABLE one (a bigint)"), extra(2, "CREATE TABLE two (a int)")]
    let error = await #expect(throws: LogError.self) { try await test.book.migrate(on: test.admin, migrations: edited) }
    #expect(
      error
        == LogError(
          .migrationChanged,
          "Migration extra 1 test was changed after the book had it. Restore the file as it was, and put the change into a new one."))
  }

  @Test("A book that a newer program migrated is refused")
  func newer() async throws {
    let test = try await TestBook.create()
    let both = [extra(1, "CREATE TABLE one (a int)"), extra(2, "CREATE TABLE two (a int)")]
    try await test.book.migrate(on: test.admin, migrations: both)
    let older = Migration.log + [both[0]]
    for attempt in [
      { try await test.book.migrate(on: test.admin, migrations: older) },
      { _ = try await test.book.open(on: test.admin, as: .reader, migrations: older) },
    ] as [@Sendable () async throws -> Void] {
      let error = await #expect(throws: LogError.self) { try await attempt() }
      #expect(error == LogError(.databaseNewer, "The book has had migration extra 2 test, which this program does not know. Use a newer esep."))
    }
  }

  @Test("A book that still needs migrations does not open, and says what to type")
  func needed() async throws {
    let test = try await TestBook.create()
    let error = await #expect(throws: LogError.self) {
      try await test.book.open(on: test.admin, as: .writer, migrations: Migration.log + [extra(1, "SELECT 1")])
    }
    #expect(
      error
        == LogError(
          .migrationNeeded, "Book “\(test.book)” needs 1 migration(s), first extra 1 test. Type: esep migrate --book \(test.book)"))
  }

  @Test("A failing migration leaves nothing of itself and everything before it")
  func fails() async throws {
    let test = try await TestBook.create()
    let list = [extra(1, "CREATE TABLE one (a int)"), extra(2, "CREATE TABLE two (a int); SELECT 1 / 0")]
    await #expect(throws: PostgresError.self) { try await test.book.migrate(on: test.admin, migrations: list) }
    let tables = try await test.run { session in
      try session.query("SELECT to_regclass('one') IS NOT NULL, to_regclass('two') IS NOT NULL").map { [try $0.bool(0), try $0.bool(1)] }
    }
    #expect(tables == [[true, false]])
    #expect(try await test.book.migrate(on: test.admin, migrations: [list[0], extra(2, "CREATE TABLE two (a int)")]).count == 1)
  }

  @Test("Programs that start at once migrate once")
  func concurrent() async throws {
    let test = try await TestBook.create()
    let list = (1...5).map { extra($0, "CREATE TABLE t\($0) (a int); SELECT pg_sleep(0.01)") }
    let applied = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 1...4 { group.addTask { try await test.book.migrate(on: test.admin, migrations: list).count } }
      return try await group.reduce(0, +)
    }
    #expect(applied == 5)
  }
}
