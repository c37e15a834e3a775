import EventLog
import Notary
import Postgres
import TestSupport
import Testing
import Transparency

@Suite("A restored backup is refused, and told from tampering")
struct RestoredBackupTests {
  /// A book of 20 signed events, and the same as it was when it had 12, of which 10 were signed.
  private func restored() async throws -> (today: NotaryBook, restored: NotaryBook) {
    let test = try await NotaryBook.create(alone: true)
    try await test.fill(10, signingEvery: 5)
    try await test.fill(2, seed: 33)
    let backup = try await copy(test)
    try await test.fill(8, seed: 44, signingEvery: 4)
    return (test, backup)
  }

  /// A copy of the whole database, looked at by the same signer.
  private func copy(_ test: NotaryBook) async throws -> NotaryBook {
    var (copy, maintenance) = (test.admin, test.admin)
    let (name, template) = (test.admin.database + "_copy", test.admin.database)
    copy.database = name
    maintenance.database = "postgres"
    let admin = maintenance
    try await eventually {
      do {
        try await withSession(admin) { try $0.execute("CREATE DATABASE \(quotedIdentifier(name)) TEMPLATE \(quotedIdentifier(template))") }
        return true
      } catch let error as PostgresError where error.sqlState == "55006" {
        // A connection is just closing.
        return false
      }
    }
    return try await NotaryBook(book: test.book, admin: copy, home: test.home)
  }

  private func wayOut(_ test: NotaryBook) -> String {
    "Nothing was signed. Restore a newer backup; if there is none and the events are lost for good, begin a new history under a new key: "
      + "esep checkpoint --book \(test.book.name) --accept-loss"
  }

  @Test("Without going on: the message says what is missing")
  func stands() async throws {
    let (today, restored) = try await restored()
    #expect(try await today.check().findings == [])
    let error = try await thrown(NotaryError.self) { try await restored.notary.sign() }
    #expect(error.code == .logShorter && error.position == 13)
    #expect(
      error.message
        == "The log ends at position 12, and 20 events were signed: positions 13…20 are missing. The database as a whole stands at an earlier state, "
        + "the one that was signed with 10 events, as after restoring a backup. " + wayOut(restored))
    #expect(
      try await restored.check().findings.map(\.description) == [
        "Position 13: the log ends at position 12, and 20 events were signed, by the note kept outside the database: positions 13…20 were gone, "
          + "removed or lost with the restoring of a backup."
      ])
    #expect(try await today.notary.sign() == nil)
  }

  @Test("Having gone on, not so far as what was signed")
  func wentOn() async throws {
    let (_, restored) = try await restored()
    try await restored.fill(3, seed: 55)
    let error = try await thrown(NotaryError.self) { try await restored.notary.sign() }
    #expect(error.code == .logShorter && error.position == 16)
    #expect(error.message.hasPrefix("The log ends at position 15, and 20 events were signed: positions 16…20 are missing."))
  }

  @Test("Having gone on beyond what was signed")
  func wentBeyond() async throws {
    let (_, restored) = try await restored()
    try await restored.fill(20, seed: 55)
    let error = try await thrown(NotaryError.self) { try await restored.notary.sign() }
    #expect(error.code == .forked && error.position == 11)
    #expect(
      error.message
        == "20 events were signed, and the log has others now: it agrees with what was signed up to position 10 and is different somewhere in positions "
        + "11…20. The database knows of nothing that was signed after position 10, as after restoring a backup that then went on. " + wayOut(restored)
    )
    #expect(
      try await restored.check().findings.map(\.description) == [
        "Position 11: the last signed note, kept outside the database, was signed over other events than the log has: something in positions 11…20 "
          + "was changed since, or the log went on from a restored backup."
      ])
  }

  @Test("A backup of before anything was signed")
  func beforeTheFirst() async throws {
    let test = try await NotaryBook.create(alone: true)
    try await test.fill(3)
    let backup = try await copy(test)
    try await test.fill(5, seed: 2, signingEvery: 5)
    let error = try await thrown(NotaryError.self) { try await backup.notary.sign() }
    #expect(error.message.hasPrefix("The log ends at position 3, and 8 events were signed: positions 4…8 are missing. "))
    #expect(error.message.contains("stands at an earlier state, one before anything was signed, as after restoring a backup."))
    try await backup.fill(9, seed: 3)
    let fork = try await thrown(NotaryError.self) { try await backup.notary.sign() }
    #expect(fork.code == .forked && fork.position == 1)
    #expect(
      fork.message.hasPrefix(
        "8 events were signed, and the log has others now: no signed checkpoint of it agrees with what was signed and is different"))
  }

  @Test("Events taken off the end with everything that knew of them look like a backup, and are refused like one")
  func cutOff() async throws {
    let test = try await NotaryBook.create()
    try await test.fill(20, signingEvery: 5)
    try await test.tamper(
      "DELETE FROM event WHERE position > 12; DELETE FROM \"commit\" WHERE first_position > 12; DELETE FROM signed_checkpoint WHERE size > 12",
      "UPDATE head SET (position, recorded_at) = (SELECT position, recorded_at FROM event ORDER BY position DESC LIMIT 1)")
    let tree = try await thrown(NotaryError.self) { try await test.notary.sign() }
    #expect(
      tree.message.hasPrefix(
        "8 events were removed after the tree took them in: the log ends at position 12, and positions 13…20 are missing, which the database itself still "
          + "knows of. No backup looks like this; somebody changed the database."))
    try await test.keeper.rebuild()
    let error = try await thrown(NotaryError.self) { try await test.notary.sign() }
    #expect(error.code == .logShorter && error.position == 13)
    #expect(error.message.contains("as after restoring a backup"))
  }

  @Test("A loss that is accepted begins a new history under a new key, and keeps the old key")
  func accepted() async throws {
    let (today, restored) = try await restored()
    let old = try #require(try restored.folder.verifier())
    let lost = try #require(try restored.folder.lastSigned())
    try await restored.fill(1, seed: 66)
    let notary = restored.notary
    let key = try await notary.acceptLoss()
    #expect(key.name == old.name + "/2")
    #expect(try restored.folder.verifier() == key)
    #expect(try restored.folder.formerVerifiers() == [old])
    #expect(try KeyFolderFiles.text(restored.folder.path + ".former-1/signed") == lost)
    let signed = try #require(try await notary.sign())
    #expect(signed.checkpoint.size == 13 && signed.checkpoint.origin == key.name)
    let check = try await restored.check()
    #expect(check.findings == [] && check.checkpoints == 3)
    let proof = try await restored.prover.proof(of: 13)
    #expect(try proof.check(key: key, witnesses: []).checkpoint.size == 13)
    try await restored.fill(4, seed: 67, signingEvery: 2)
    #expect(try await restored.check().checkpoints == 5)
    // The database that was thought lost is another history now.
    let other = try await thrown(NotaryError.self) { try await today.notary.sign() }
    #expect(other.code == .forked && other.position == 1)
    #expect(other.message.hasPrefix("17 events were signed, and the log has others now: no signed checkpoint of it agrees with what was signed"))
  }
}
