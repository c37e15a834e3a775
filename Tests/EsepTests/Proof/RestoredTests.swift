import Foundation
import TestSupport
import Testing

/// Yesterday's backup, and keys that are not there.
@Suite("Restored backups and lost keys, through the program", .serialized)
struct RestoredTests {
  @Test("A restored backup is told from tampering: commands do their work and say loudly that nothing is signed")
  func restored() async throws {
    let book = try await SignedBook.make()
    let restored = try await book.backup()
    for day in ["2023-08-01", "2023-08-02"] { try await book.recordRate(on: day) }
    let report = try await restored.esep("report", "stock")
    #expect(report.status == 0 && report.output.contains("As of position 21."), "\(report.output)")
    let missing = "✗ NOT SIGNED. The log ends at position 21, and 23 events were signed: positions 22…23 are missing."
    #expect(report.errors.hasPrefix(missing), "\(report.errors)")
    #expect(report.errors.contains("as after restoring a backup."), "\(report.errors)")
    #expect(report.errors.contains("esep checkpoint --book main --accept-loss"), "\(report.errors)")
    let checkpoint = try await restored.esep("checkpoint")
    #expect(checkpoint.status == 1 && checkpoint.output == "" && checkpoint.errors.contains("as after restoring a backup."), "\(checkpoint.errors)")
    let verify = try await restored.esep("verify")
    #expect(verify.status == 1 && verify.output.contains("The first bad position: 22."), "\(verify.output)")
    #expect(verify.output.lines.first?.hasPrefix("✗ the log: Position 22: the log ends at position 21, and 23 events were signed") == true)
  }

  @Test("A restored backup that goes on becomes another history, and is refused as one; an accepted loss begins under a new key")
  func wentOn() async throws {
    let book = try await SignedBook.make()
    let restored = try await book.backup()
    let oldKey = try await book.desk.succeed("checkpoint", "--key")
    for day in ["2023-08-01", "2023-08-02"] { try await book.recordRate(on: day) }
    for day in ["2023-09-01", "2023-09-02", "2023-09-03"] { try await book.recordRate(on: day, at: restored) }
    let checkpoint = try await restored.esep("checkpoint")
    #expect(checkpoint.status == 1, "\(checkpoint.output)")
    #expect(checkpoint.errors.contains("is different somewhere in positions 22…23."), "\(checkpoint.errors)")
    #expect(checkpoint.errors.contains("as after restoring a backup that then went on."), "\(checkpoint.errors)")
    let verify = try await restored.esep("verify", "--only", "log")
    #expect(verify.status == 1 && verify.output.contains("The first bad position: 22."), "\(verify.output)")
    let accepted = try await restored.esep("checkpoint", "--accept-loss")
    #expect(accepted.status == 0 && accepted.output.lines[1] == "24", "\(accepted.output)\(accepted.errors)")
    let newKey = try await restored.succeed("checkpoint", "--key")
    #expect(newKey != oldKey && accepted.errors.contains("Give everybody the new one: \(newKey)"), "\(accepted.errors)")
    try await restored.expectVerified("the loss accepted")
  }

  @Test("Without the key the book is worked with, and what cannot be signed is said; a second key is not made by itself")
  func keyMissing() async throws {
    let book = try await SignedBook.make()
    let elsewhere = Desk(at: try #require(book.desk.database), home: try TemporaryFolder())
    try await book.recordRate(on: "2023-08-01", at: elsewhere)
    let report = try await elsewhere.esep("report", "stock")
    #expect(report.status == 0 && report.errors.hasPrefix("✗ NOT SIGNED. Book “main” was signed before, and its key is not in "), "\(report.errors)")
    let checkpoint = try await elsewhere.esep("checkpoint")
    #expect(checkpoint.status == 1 && checkpoint.output == "", "\(checkpoint.output)")
    // Where the key is, signing goes on.
    #expect(try await book.desk.succeed("checkpoint").lines[1] == "22")
    try await book.desk.expectVerified("signed where the key is")
  }

  @Test("Read models do not go on above a history whose signature was exchanged")
  func exchanged() async throws {
    let book = try await SignedBook.make()
    // The next step remembers what was signed after the last.
    try await book.desk.succeed("report", "stock")
    #expect(try await book.desk.query("SELECT root_position FROM main.checkpoint") == ["21"])
    try await book.tamper("UPDATE signed_checkpoint SET root = sha256('x') WHERE size = 21")
    let report = try await book.desk.esep("report", "stock")
    let wanted =
      "esep: The read models were made from the log as it was signed at position 21, and the book no longer has that signature: the history up to 21 may "
      + "have been exchanged. Nothing more is folded. To find out where, type: esep verify"
    #expect(report.status == 1 && report.output == "" && report.errors.lines.contains(wanted), "\(report.errors)")
    let verify = try await book.desk.esep("verify")
    #expect(verify.status == 1 && verify.output.lines.first?.hasPrefix("✗ the log: Position ") == true, "\(verify.output)")
    #expect(verify.output.lines.contains { $0.hasPrefix("✗ folding: The read models were made from the log as it was signed") }, "\(verify.output)")
  }

  @Test("While 'esep work' runs, what comes is signed within seconds")
  func work() async throws {
    let book = try await SignedBook.make()
    let desk = book.desk
    // Recorded past the program, so that nobody else signs it.
    async let worked = Program.run(
      Desk.esep, ["work"], environment: desk.environment,
      killWhen: { _ in try await desk.query("SELECT max(size) FROM main.signed_checkpoint") == ["22"] }, seconds: 60)
    // Long enough to be following by then; on a machine so busy that it is not, the event is signed all the same.
    try await Task.sleep(for: .seconds(3))
    try await desk.execute(
      """
      SET search_path = main; BEGIN;
      INSERT INTO event (position, version, schema, occurred_on, recorded_at, stream, type, actor, payload)
        SELECT 22, (SELECT max(version) + 1 FROM event WHERE stream = rate.stream), schema, occurred_on, (SELECT recorded_at FROM head), stream, type, actor,
               payload FROM event AS rate WHERE type = 'FxRatePublished' ORDER BY position LIMIT 1;
      INSERT INTO "commit" VALUES ('past', sha256('past'), 22, 1);
      UPDATE head SET position = 22;
      COMMIT
      """)
    let result = try await worked
    #expect(result.wasKilled, "\(result.errors)")
    #expect(result.errors.contains("; following."), "\(result.errors)")
    // What a killed program leaves behind does no harm.
    #expect(try await desk.succeed("checkpoint").lines[1] == "22")
    try await desk.expectVerified("after work")
  }
}
