import EventLog
import Postgres
import TestSupport
import Testing

@Suite("Whatever a superuser does to the log, the check names the first bad position")
struct CheckTests {
  /// Changes a log of ten events behind its back, and looks.
  private func finding(_ tampering: String) async throws -> LogFlaw? {
    let test = try await TestBook.create()
    try await test.append((0..<10).map { .of("k\($0)", ("s/\($0 % 2)", Int32($0 / 2)), at: moment(Int64($0))) })
    #expect(try await test.run(as: .reader) { try $0.firstFlaw() } == nil)
    try await test.runAsSuperuser { session in
      let tables = ["event", "\"commit\"", "head"]
      try session.execute(tables.map { "ALTER TABLE \($0) DISABLE TRIGGER ALL;" }.joined() + tampering)
    }
    return try await test.run(as: .reader) { try $0.firstFlaw() }
  }

  @Test("A deleted event leaves a hole")
  func hole() async throws {
    #expect(
      try await finding("DELETE FROM event WHERE position = 4")
        == LogFlaw(position: 5, finding: "4 was due here, so 1 position(s) before it are missing."))
  }

  @Test("A deleted last event leaves the head beyond the end")
  func shorter() async throws {
    let flaw = try await finding("DELETE FROM event WHERE position = 10")
    #expect(flaw?.position == 10)
    #expect(flaw?.finding.hasPrefix("the head stands at 10") == true)
  }

  @Test("A head that was put back is found")
  func head() async throws {
    #expect(try await finding("UPDATE head SET position = 7")?.description.hasPrefix("Position 8: the head stands at 7") == true)
  }

  @Test("A second head is found")
  func heads() async throws { #expect(try await finding("INSERT INTO head SELECT * FROM head")?.finding == "the head has 2 rows instead of one.") }

  @Test("Versions out of order are found")
  func versions() async throws {
    let swap =
      "UPDATE event SET version = 99 WHERE position = 3; UPDATE event SET version = 2 WHERE position = 5; UPDATE event SET version = 3 WHERE position = 3"
    #expect(try await finding(swap) == LogFlaw(position: 3, finding: "stream s/0 has version 3 here, where 2 was due."))
  }

  @Test("An event moved to another stream is found")
  func moved() async throws {
    #expect(
      try await finding("UPDATE event SET stream = 's/2' WHERE position = 6")
        == LogFlaw(position: 6, finding: "stream s/2 has version 3 here, where 1 was due."))
  }

  @Test("A forgotten commit leaves positions that nobody appended")
  func commits() async throws {
    #expect(try await finding("DELETE FROM \"commit\" WHERE key = 'k4'") == LogFlaw(position: 5, finding: "commit k5 starts at 6, where 5 was due."))
    #expect(
      try await finding("DELETE FROM \"commit\" WHERE key = 'k9'")
        == LogFlaw(position: 10, finding: "commits cover the positions up to 9, the head stands at 10."))
  }

  @Test("Time that goes back is found")
  func time() async throws {
    let flaw = try await finding("UPDATE event SET recorded_at = recorded_at - interval '1 hour' WHERE position = 8")
    #expect(flaw?.position == 8)
    #expect(flaw?.finding.hasPrefix("recorded at ") == true)
  }
}
