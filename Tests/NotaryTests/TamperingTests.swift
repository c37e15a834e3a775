import EventLog
import Notary
import Postgres
import TestSupport
import Testing
import Transparency

/// Twenty events, signed after every five; then a superuser comes.
@Suite("Whatever a superuser does to history, the check names the position")
struct TamperingTests {
  private func book() async throws -> NotaryBook {
    let test = try await NotaryBook.create()
    try await test.fill(20, signingEvery: 5)
    let check = try await test.check()
    #expect(check.findings == [] && check.checkpoints == 4 && check.signedSize == 20)
    return test
  }

  private func findings(_ tampering: String...) async throws -> [String] {
    let test = try await book()
    for statement in tampering { try await test.tamper(statement) }
    return try await test.check().findings.map(\.description)
  }

  private static let head = "UPDATE head SET (position, recorded_at) = (SELECT position, recorded_at FROM event ORDER BY position DESC LIMIT 1)"

  @Test("One byte of a payload")
  func payload() async throws {
    #expect(
      try await findings("UPDATE event SET payload = replace(payload::text, 'note', 'nota')::json WHERE position = 13") == [
        "Position 13: the event is not the one that the tree took in here.",
        "Position 13: checkpoint 15 was signed over other events than the log has: something in positions 11…15 was changed since "
          + "(1 later checkpoint does not fit either).",
        "Position 13: the last signed note, kept outside the database, was signed over other events than the log has: something in positions 11…20 "
          + "was changed since, or the log went on from a restored backup.",
      ])
  }

  @Test("The time at which an event was recorded")
  func recordedAt() async throws {
    let findings = try await findings("UPDATE event SET recorded_at = recorded_at + interval '1 microsecond' WHERE position = 7")
    #expect(findings.first == "Position 7: the event is not the one that the tree took in here.")
    let back = try await self.findings("UPDATE event SET recorded_at = recorded_at - interval '1 hour' WHERE position = 7")
    #expect(back.contains { $0.hasPrefix("Position 7: recorded at ") })
    #expect(back.contains("Position 7: the event is not the one that the tree took in here."))
  }

  @Test("Two events that change places")
  func swapped() async throws {
    let findings = try await findings(
      "UPDATE event SET position = -4 WHERE position = 4; UPDATE event SET position = 4 WHERE position = 9; UPDATE event SET position = 9 WHERE position = -4"
    )
    #expect(findings.first == "Position 4: the event is not the one that the tree took in here.")
    #expect(findings.contains("Position 9: the event is not the one that the tree took in here."))
  }

  @Test("A middle event that is deleted")
  func middle() async throws {
    let findings = try await findings("DELETE FROM event WHERE position = 12")
    #expect(findings.first == "Position 13: 12 was due here, so 1 position(s) before it are missing.")
    #expect(
      findings.contains {
        $0.hasPrefix("Position 13: checkpoint 15 was signed over other events than the log has: something in positions 11…15 was changed since")
      })
  }

  @Test("A middle event that is deleted, and the gap closed")
  func closed() async throws {
    let findings = try await findings(
      "DELETE FROM event WHERE position = 12; UPDATE event SET position = position - 1000 WHERE position > 12; "
        + "UPDATE event SET position = position + 999 WHERE position < 0",
      "DELETE FROM \"commit\" WHERE first_position = 12; UPDATE \"commit\" SET first_position = first_position - 1 WHERE first_position > 12",
      Self.head)
    #expect(findings.contains("Position 12: the events from here to position 19 are not those that the tree took in."))
    #expect(findings.contains("Position 20: the log ends at position 19, and its tree covers 20 events: position 20 was removed."))
    #expect(
      findings.contains(
        "Position 20: the log ends at position 19, and checkpoints of up to 20 events are in the database (1 beyond the end): "
          + "position 20 was removed after being signed."))
    #expect(
      findings.contains(
        "Position 20: the log ends at position 19, and 20 events were signed, by the note kept outside the database: position 20 was gone, "
          + "removed or lost with the restoring of a backup."))
  }

  @Test("The last event that is deleted, with all that points to it")
  func last() async throws {
    let test = try await book()
    try await test.tamper("DELETE FROM event WHERE position = 20; DELETE FROM \"commit\" WHERE first_position = 20", Self.head)
    #expect(
      try await test.check().findings.first?.description
        == "Position 20: the log ends at position 19, and its tree covers 20 events: position 20 was removed.")
    let error = try await thrown(NotaryError.self) { try await test.notary.sign() }
    #expect(error.code == .logShorter && error.position == 20)
    #expect(
      error.message
        == "1 event was removed after it was signed: the log ends at position 19, and position 20 is missing, which the database itself still knows of. "
        + "No backup looks like this; somebody changed the database. Nothing was signed. Type: esep verify --book \(test.book.name)")
  }

  @Test("The last event that is replaced by another one")
  func lastReplaced() async throws {
    let test = try await book()
    try await test.tamper("UPDATE event SET payload = '{\"amount\":1}' WHERE position = 20")
    #expect(try await test.check().findings.first?.description == "Position 20: the event is not the one that the tree took in here.")
    try await test.fill(1, seed: 77)
    let error = try await thrown(NotaryError.self) { try await test.notary.sign() }
    #expect(error.code == .treeDamaged && error.position == 20)
    #expect(
      error.message == "The event at position 20 is not the one that the tree took in: it was replaced or changed afterwards. Type: esep verify")
  }

  @Test("Everything taken out and put in again, with times that fit")
  func reinserted() async throws {
    let findings = try await findings(
      "CREATE TEMPORARY TABLE kept AS SELECT * FROM event; TRUNCATE event; "
        + "INSERT INTO event SELECT position, version, schema, occurred_on, recorded_at + interval '1 second', stream, type, actor, payload FROM kept",
      Self.head)
    #expect(findings.first == "Position 1: the events from here to position 20 are not those that the tree took in.")
    #expect(
      findings.dropFirst().first
        == "Position 1: checkpoint 5 was signed over other events than the log has: something in positions 1…5 was changed since "
        + "(3 later checkpoints do not fit either).")
  }

  @Test("A forged event with all tiles made to fit it")
  func tilesReplaced() async throws {
    let test = try await book()
    try await test.tamper("UPDATE event SET payload = '{\"amount\":1}' WHERE position = 13")
    try await test.keeper.rebuild()
    #expect(
      try await test.check().findings.map(\.description) == [
        "Position 11: checkpoint 15 was signed over other events than the log has: something in positions 11…15 was changed since "
          + "(1 later checkpoint does not fit either).",
        "Position 11: the last signed note, kept outside the database, was signed over other events than the log has: something in positions 11…20 "
          + "was changed since, or the log went on from a restored backup.",
      ])
    let error = try await thrown(NotaryError.self) { try await test.notary.sign() }
    #expect(error.code == .forked && error.position == 11)
    #expect(
      error.message
        == "History was changed after it was signed, somewhere in positions 11…15: the log agrees with checkpoint 10, and not with checkpoint 15. "
        + "The database contradicts itself, which no backup does. Nothing was signed. Type: esep verify --book \(test.book.name)")
  }

  @Test("A forged event with tiles that fit it and no row that contradicts")
  func rowsRemoved() async throws {
    let test = try await book()
    try await test.tamper("UPDATE event SET payload = '{\"amount\":1}' WHERE position = 13; DELETE FROM signed_checkpoint WHERE size > 10")
    try await test.keeper.rebuild()
    #expect(
      try await test.check().findings.map(\.description) == [
        "Position 11: the last signed note, kept outside the database, was signed over other events than the log has: something in positions 11…20 "
          + "was changed since, or the log went on from a restored backup."
      ])
    let error = try await thrown(NotaryError.self) { try await test.notary.sign() }
    #expect(error.code == .forked && error.position == 11)
  }

  @Test("Rows that were signed by the forger's own key")
  func rowsForged() async throws {
    let test = try await book()
    try await test.tamper("UPDATE event SET payload = '{\"amount\":1}' WHERE position = 13; DELETE FROM signed_checkpoint WHERE size > 10")
    let tree = try await test.keeper.rebuild()
    let key = try #require(try test.folder.verifier())
    let forger = SigningKey.random(name: key.name)
    let text = Checkpoint(origin: key.name, size: 20, root: tree.root, extensions: []).text
    let note = SignedNote(text: text, signatures: [forger.sign(text)]).serialized
    try await test.tamper(
      "INSERT INTO signed_checkpoint SELECT size, root, \(quotedLiteral(note)), now() FROM tree")
    #expect(
      try await test.check().findings.map(\.description) == [
        "Position 20: checkpoint 20, which names “\(key.name)”, is not signed by the key of this log: it was forged, or another key signs too.",
        "Position 20: the last signed note, kept outside the database, was signed over other events than the log has: something in positions 11…20 "
          + "was changed since, or the log went on from a restored backup.",
      ])
    let error = try await thrown(NotaryError.self) { try await test.notary.sign() }
    #expect(error.code == .keyForeign && error.position == 20)
    // The genuine note under another root beside it.
    try await test.tamper("UPDATE signed_checkpoint SET note = (SELECT note FROM signed_checkpoint WHERE size = 10) WHERE size = 20")
    #expect(
      try await test.check().findings.first?.description
        == "Position 20: the note of checkpoint 20 says another size or root than stands beside it.")
    try await test.tamper("UPDATE signed_checkpoint SET note = 'signed' WHERE size = 20")
    #expect(try await test.check().findings.first?.description == "Position 20: checkpoint 20 is not a signed note.")
  }

  @Test("Tiles and root that do not follow from the events")
  func tiles() async throws {
    #expect(
      try await findings("UPDATE tile SET hashes = overlay(hashes PLACING '\\x00' FROM 32 * 6 + 5) WHERE level = 0")
        == ["Position 7: the event is not the one that the tree took in here."])
    #expect(try await findings("DELETE FROM tile WHERE level = 0") == ["Position 1: tile tile/0/000.p/20 is missing."])
    #expect(
      try await findings("UPDATE tile SET hashes = substring(hashes FROM 1 FOR 32 * 18)") == [
        "Position 19: tile tile/0/000.p/20 has 18 hashes instead of 20."
      ])
    #expect(
      try await findings("UPDATE tree SET root = sha256('')")
        == ["Position 20: the root in table tree is not that of the first 20 events, and everything else fits them."])
    #expect(try await findings("DELETE FROM tree") == ["Position 0: Table tree has 0 rows instead of one. Type: esep verify"])
    #expect(
      try await findings("DELETE FROM log_identity")
        == ["Position 0: The book has 0 identities instead of one: table log_identity was changed. Restore it from a backup."])
  }

  @Test("Whatever the check of the log's rules finds is found here too, at the same position")
  func rules() async throws {
    let tampering = [
      "DELETE FROM event WHERE position = 4", "DELETE FROM event WHERE position = 20", "UPDATE head SET position = 7",
      "INSERT INTO head SELECT * FROM head", "UPDATE event SET stream = 'x/1' WHERE position = 16", "DELETE FROM \"commit\" WHERE first_position = 4",
      "DELETE FROM \"commit\" WHERE first_position = 20", "UPDATE event SET recorded_at = recorded_at - interval '1 hour' WHERE position = 8",
      "UPDATE event SET version = version + 100 WHERE position = 11", "UPDATE \"commit\" SET events = 2 WHERE first_position = 9",
    ]
    for statement in tampering {
      let test = try await book()
      try await test.tamper(statement)
      let flaw = try #require(try await test.run { try $0.firstFlaw() }, "\(statement)")
      let check = try await test.check()
      #expect(check.findings.contains(flaw), "\(statement): \(check.findings)")
    }
  }
}
