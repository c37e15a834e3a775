import EventLog
import Postgres
import TestSupport
import Testing

@Suite("Books")
struct BookTests {
  @Test(
    "A book's name is a small letter, then small letters, digits and underscores",
    arguments: ["main", "a", "osh_2024", String(repeating: "a", count: 40)])
  func goodNames(_ name: String) throws { #expect(try Book(named: name).name == name) }

  @Test(
    "Other names are refused, with one to try", arguments: ["", "Main", "1st", "a-b", "ош", "public", "information_schema", "pg_toast", "_a", "a;b"])
  func badNames(_ name: String) {
    let error = #expect(throws: LogError.self) { try Book(named: name) }
    #expect(error?.code == .invalidBookName)
    #expect(error?.message.hasSuffix("Try “main”.") == true)
  }

  @Test("A name of 41 letters is too long for the names of its roles")
  func longName() { #expect(throws: LogError.self) { try Book(named: String(repeating: "a", count: 41)) } }

  @Test("A created book is listed, opens empty, and is gone after it was dropped; a schema of somebody else's is not listed")
  func lifecycle() async throws {
    let admin = try await TestServer.shared.freshDatabase()
    #expect(try await Book.list(on: admin).isEmpty)
    try await withSession(admin) { try $0.execute("CREATE SCHEMA other; CREATE TABLE other.migration (number int)") }
    let (batken, osh) = (try Book(named: "life_batken"), try Book(named: "life_osh"))
    try await osh.create(on: admin)
    try await batken.create(on: admin)
    #expect(try await Book.list(on: admin) == [batken, osh])
    let options = try await osh.open(on: admin, as: .reader)
    #expect(try await withSession(options) { try $0.head() } == LogHead(position: 0, recordedAt: 0))
    #expect(try await withSession(options) { try $0.firstFlaw() } == nil)
    try await osh.drop(on: admin)
    #expect(try await Book.list(on: admin) == [batken])
    let roles = try await withSession(admin) {
      try $0.query("SELECT rolname FROM pg_roles WHERE rolname LIKE 'esep_life_%' ORDER BY 1").map { try $0.text(0) }
    }
    #expect(roles == ["esep_life_batken_owner", "esep_life_batken_reader", "esep_life_batken_writer"])
  }

  @Test("A missing book says what to type")
  func missing() async throws {
    let admin = try await TestServer.shared.freshDatabase()
    let book = try Book(named: "nowhere")
    for attempt in [
      { _ = try await book.open(on: admin, as: .writer) }, { try await book.drop(on: admin) }, { try await book.migrate(on: admin) },
    ] as [@Sendable () async throws -> Void] {
      let error = await #expect(throws: LogError.self) { try await attempt() }
      #expect(error == LogError(.bookMissing, "There is no book “nowhere” in this database. Create it with: esep book create nowhere"))
    }
  }

  @Test("A book is not created twice, nor over somebody else's schema")
  func exists() async throws {
    let test = try await TestBook.create()
    let error = await #expect(throws: LogError.self) { try await test.book.create(on: test.admin) }
    #expect(error?.code == .bookExists)
    let (admin, taken) = (test.admin, try Book(named: "taken"))
    try await withSession(admin) { try $0.execute("CREATE SCHEMA taken") }
    let other = await #expect(throws: LogError.self) { try await taken.create(on: admin) }
    #expect(other?.code == .bookExists)
  }

  @Test("A creation that broke off after the schema is finished by the next")
  func resumes() async throws {
    let admin = try await TestServer.shared.freshDatabase()
    let book = try Book(named: "half_made")
    try await withSession(admin) {
      try $0.execute("CREATE ROLE esep_half_made_owner; CREATE SCHEMA half_made AUTHORIZATION esep_half_made_owner")
      try $0.execute("CREATE ROLE esep_half_made_writer; CREATE ROLE esep_half_made_reader")
    }
    try await book.create(on: admin)
    _ = try await book.open(on: admin, as: .writer)
  }

  @Test("A login that may not create roles is told what an administrator has to type, and that is enough")
  func withoutCreateRole() async throws {
    let admin = try await TestServer.shared.freshDatabase()
    let book = try Book(named: "humble")
    try await withSession(admin) {
      try $0.execute("CREATE ROLE clerk LOGIN PASSWORD 'felt'; GRANT CREATE ON DATABASE \(quotedIdentifier(admin.database)) TO clerk")
    }
    var clerk = admin
    clerk.settings["session_authorization"] = "clerk"
    let (login, asked) = (clerk, ["esep_humble_owner", "esep_humble_writer", "esep_humble_reader"])
    let error = await #expect(throws: LogError.self) { try await book.create(on: login) }
    #expect(error?.code == .notPermitted)
    for name in asked { #expect(error?.message.contains("CREATE ROLE \(name) NOLOGIN;") == true) }
    #expect(error?.message.contains("GRANT \(asked.joined(separator: ", ")) TO <login>;") == true)
    try await withSession(admin) { session in
      for name in asked { try session.execute("CREATE ROLE \(name) NOLOGIN") }
      try session.execute("GRANT \(asked.joined(separator: ", ")) TO clerk")
    }
    try await book.create(on: login)
    let options = try await book.open(on: login, as: .writer)
    #expect(try await withSession(options) { try $0.append([.of("a", ("s", 0))]) } == [.appended(first: 1, count: 1)])
  }

  @Test("A login that is no member of the role is told what an administrator has to type")
  func notMember() async throws {
    let test = try await TestBook.create()
    try await withSession(test.admin) { try $0.execute("CREATE ROLE stranger_\(test.book) LOGIN") }
    var stranger = test.admin
    stranger.settings["session_authorization"] = "stranger_\(test.book)"
    let login = stranger
    let error = await #expect(throws: LogError.self) { try await test.book.open(on: login, as: .reader) }
    #expect(
      error?.message == "The login role “stranger_\(test.book)” may not act as esep_\(test.book)_reader. "
        + "An administrator types: GRANT esep_\(test.book)_reader TO \"stranger_\(test.book)\";")
  }
}
