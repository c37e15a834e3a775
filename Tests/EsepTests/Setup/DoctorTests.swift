import Foundation
import Testing

/// What is found wrong with a set-up, a book or its log, and what is said of it.
@Suite("Doctor and verify", .serialized)
struct DoctorTests {
  @Test("A sound set-up is well; a setting that may lose acknowledged sales, and a database that is not there, are not")
  func setUp() async throws {
    let (desk, _) = try await TinyBook.imported()
    let database = try #require(desk.database)
    let well = try await desk.esep("doctor")
    let findings = [
      "✓ the database is named by ESEP_DATABASE_URL", "✓ synchronous_commit is on", "✓ full_page_writes is on",
      "✓ book “main”: 21 events, reports up to date",
    ]
    for finding in findings { #expect(well.output.lines.contains(finding), "\(finding): \(well.output)") }
    // The tests' server may run without fsync, when whoever runs them asks for it.
    if ProcessInfo.processInfo.environment["ESEP_TEST_FSYNC"] == nil {
      #expect(well.status == 0 && well.output.hasSuffix("\nAll is well.\n"), "\(well.output)")
    }
    try await desk.execute("ALTER DATABASE \(database.database) SET synchronous_commit = off")
    let careless = try await desk.esep("doctor")
    let wanted =
      "✗ synchronous_commit is off: an acknowledged sale may be lost in a power cut; in psql: ALTER SYSTEM SET synchronous_commit = on"
    #expect(careless.status == 1 && careless.output.lines.contains(wanted), "\(careless.output)")
    let nowhere = try await desk.esep("doctor", "--database", "postgresql://nobody@127.0.0.1:1/esep")
    #expect(nowhere.status == 3)
    #expect(nowhere.output.lines.first == "✓ the database is named by --database")
    #expect(nowhere.output.lines.last?.hasPrefix("✗ the database cannot be reached: cannot connect to database esep on 127.0.0.1") == true)
  }

  @Test("An event that cannot be read stops the book visibly; it is never passed over")
  func poison() async throws {
    let (desk, folder) = try await TinyBook.imported()
    try await desk.execute(
      """
      INSERT INTO main.event (position, version, schema, occurred_on, recorded_at, stream, type, actor, payload)
        SELECT 22, 1, 1, '2023-06-01', recorded_at, 'ship/1', 'ShipLanded', 'nobody', '{}' FROM main.head;
      INSERT INTO main."commit" VALUES ('ship', sha256('ship'), 22, 1);
      UPDATE main.head SET position = 22
      """)
    let report = try await desk.esep("report", "stock")
    #expect(report.status == 1 && report.output == "", "\(report.output)")
    #expect(report.errors == "esep: Event 22 (ShipLanded) cannot be folded by unroll: no event type of this program: ShipLanded\n")
    let doctor = try await desk.esep("doctor")
    #expect(doctor.status == 1)
    #expect(doctor.output.lines.contains { $0.hasPrefix("✗ book “main” stands still at position 22: ") }, "\(doctor.output)")
    // Recording goes on and says what it took; folding does not, and says so too.
    let returned = "return,returned_on,sale,quantity\nR-2,2023-06-05,S-1,1\n"
    try folder.write("returns.csv", returned)
    let imported = try await desk.esep("import", folder.path + "/returns.csv")
    #expect(try await desk.head() == 24)
    #expect(imported.status == 1 && imported.errors == report.errors, "\(imported.errors)")
    #expect(try Summary(imported.output).counts["returns.csv"] == Summary.Counts(taken: 1, events: 2), "\(imported.output)")
    try folder.write("document.json", #"{"record":"rate","date":"2023-06-01","currency":"USD","nominal":1,"rate":"87"}"#)
    let recorded = try await desk.esep("record", folder.path + "/document.json")
    #expect(recorded.status == 1 && recorded.errors == report.errors && recorded.output == "recorded at position 25\n", "\(recorded.output)")
  }

  @Test("What a superuser changed behind the book's back is found, with its position")
  func tampering() async throws {
    let (desk, _) = try await TinyBook.imported()
    let refused = try await thrown(by: "UPDATE main.event SET actor = 'x' WHERE position = 3", desk)
    #expect(refused == #"The log is append-only: UPDATE of "event" is refused. (SQLSTATE 42501)"#)
    try await desk.execute("UPDATE main.entry SET book_gross = book_gross + 1 WHERE position = 15 AND line = 1")
    let entry = try await desk.esep("verify")
    #expect(entry.status == 1)
    #expect(entry.output.lines.contains { $0.hasPrefix("✗ entries: 0 missing, 0 extra, 1 different; first at position 15") }, "\(entry.output)")
    try await desk.succeed("rebuild")
    try await desk.expectVerified("rebuilt")
    try await desk.execute("ALTER TABLE main.event DISABLE TRIGGER ALL; DELETE FROM main.event WHERE position = 16")
    let hole = try await desk.esep("verify")
    #expect(hole.status == 1)
    #expect(hole.output.lines.first?.hasPrefix("✗ the log: Position 17: 16 was due here") == true, "\(hole.output)")
  }

  private func thrown(by sql: String, _ desk: Desk) async throws -> String {
    do {
      try await desk.execute(sql)
      return "nothing was refused"
    } catch { return "\(error)" }
  }
}
