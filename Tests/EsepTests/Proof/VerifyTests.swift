import Foundation
import TestSupport
import Testing

/// What `esep verify` says of a sound book, and of one that a superuser has been at.
@Suite("Verify, through the program", .serialized)
struct VerifyTests {
  @Test("Of a sound book it says what it checked, part by part, and changes nothing")
  func sound() async throws {
    let book = try await SignedBook.make()
    let before = try await book.desk.query("SELECT xmin::text FROM main.tree")
    let result = try await book.desk.esep("verify")
    let lines = result.output.lines
    #expect(result.status == 0 && result.errors == "", "\(result.errors)")
    #expect(lines.first == "✓ the log: positions without holes, stream versions consecutive, commits whole")
    let root = try await book.desk.query("SELECT encode(root, 'base64') FROM main.tree")[0]
    #expect(lines.dropFirst().first == "✓ the tree: 21 events hash to its root \(root)")
    let name = try await book.desk.query("SELECT 'esep/main-' || left(id::text, 8) FROM main.log_identity")[0]
    #expect(lines.dropFirst(2).first == "✓ signatures: 2 checkpoints, 21 of 21 events, by \(name)")
    #expect(lines.contains { $0.hasPrefix("✓ ") && $0.hasSuffix(" entries: each as its event says") }, "\(result.output)")
    #expect(lines.contains("✓ sales_by_channel: no difference"))
    #expect(lines.suffix(2) == ["✓ double entry: debits equal credits in every event", "All of it as of position 21."])
    #expect(lines.allSatisfy { $0.hasPrefix("✓ ") || $0.hasPrefix("All of it") })
    #expect(try await book.desk.query("SELECT xmin::text FROM main.tree") == before)
    let log = try await book.desk.succeed("verify", "--only", "log", "--jobs", "1").lines
    #expect(log == Array(lines.prefix(3)) + ["All of it as of position 21."])
    let models = try await book.desk.succeed("verify", "--only", "models", "--jobs", "3").lines
    #expect(models == Array(lines.dropFirst(3)))
  }

  @Test("On a machine without the key it says that nobody's signature was checked; with the key given, it checks")
  func elsewhere() async throws {
    let book = try await SignedBook.make()
    let key = try await book.desk.succeed("checkpoint", "--key").lines[0]
    let auditor = Desk(at: try #require(book.desk.database), home: try TemporaryFolder())
    let unknown = try await auditor.esep("verify", "--only", "log")
    let wanted =
      "– signatures: 2 checkpoints, 21 of 21 events, roots right; who signed was not checked, for the key is not on this machine: esep verify --key VKEY"
    #expect(unknown.status == 0 && unknown.output.lines.contains(wanted), "\(unknown.output)\(unknown.errors)")
    let known = try await auditor.esep("verify", "--only", "log", "--key", key)
    #expect(known.status == 0 && known.output.lines.contains { $0.hasPrefix("✓ signatures: 2 checkpoints, 21 of 21 events, by esep/main-") })
    #expect(known.output.lines.contains { $0.hasPrefix("– the last signed note: not on this machine") }, "\(known.output)")
    let other = try await SignedBook.make()
    let wrong = try await auditor.esep("verify", "--only", "log", "--key", try await other.desk.succeed("checkpoint", "--key").lines[0])
    #expect(wrong.status == 1 && wrong.output.lines.first?.hasPrefix("✗ the log: Position ") == true, "\(wrong.output)")
    let nonsense = try await auditor.esep("verify", "--key", "nonsense")
    #expect(nonsense.status == 2 && nonsense.errors.hasPrefix("esep: “nonsense” is neither a verifier key"), "\(nonsense.errors)")
  }

  /// What a superuser does to the log, where verify has to look first, and whether the signer refuses to go on.
  struct Tampering: Sendable {
    let what: String
    let sql: String
    /// The position to be named; nil: one between the last good checkpoint and the position after the damage, because the tree itself was made to fit.
    var position: String?
    var isRefused = false
  }

  static let forgery = "UPDATE event SET actor = 'somebody else' WHERE position = 16; DELETE FROM tile; UPDATE tree SET size = 0, root = sha256('')"

  static let tamperings = [
    Tampering(
      what: "one byte of a payload",
      sql: #"UPDATE event SET payload = replace(payload::text, '"MUJI"', '"MUJH"')::json WHERE stream = 'sale/S-1' AND version = 1"#,
      position: "SELECT position FROM main.event WHERE stream = 'sale/S-1' AND version = 1"),
    Tampering(
      what: "the last event removed, with all that points to it",
      sql: "DELETE FROM event WHERE position = 21;"
        + "UPDATE \"commit\" SET events = 21 - first_position WHERE first_position + events = 22 AND events > 1;"
        + "DELETE FROM \"commit\" WHERE first_position = 21; \(SignedBook.moveHead)",
      position: "SELECT 21", isRefused: true),
    Tampering(what: "an event in the middle removed", sql: "DELETE FROM event WHERE position = 16"),
    Tampering(
      what: "two events that changed places",
      sql: "UPDATE event SET position = -1 WHERE position = 5; UPDATE event SET position = 5 WHERE position = 6;"
        + "UPDATE event SET position = 6 WHERE position = -1",
      position: "SELECT 5"),
    Tampering(
      what: "the time of recording", sql: "UPDATE event SET recorded_at = recorded_at + interval '1 microsecond' WHERE position = 7",
      position: "SELECT 7"),
    Tampering(what: "who did it", sql: "UPDATE event SET actor = 'somebody else' WHERE position = 9", position: "SELECT 9"),
    Tampering(
      what: "everything taken out and put in again, a little otherwise",
      sql: "CREATE TEMP TABLE kept AS SELECT * FROM event; TRUNCATE event; INSERT INTO event SELECT * FROM kept;"
        + "UPDATE event SET occurred_on = occurred_on + 1 WHERE position = 3",
      position: "SELECT 3"),
    Tampering(
      what: "a hash in a tile",
      sql: "UPDATE tile SET hashes = set_byte(hashes, 32 * 11, (get_byte(hashes, 32 * 11) + 1) % 256) WHERE level = 0", position: "SELECT 12"),
    Tampering(what: "a forged event, and a tree made to fit it", sql: forgery, isRefused: true),
    Tampering(
      what: "a forged event, a tree made to fit it, and no checkpoint that contradicts",
      sql: forgery + "; DELETE FROM signed_checkpoint WHERE size = 21; UPDATE checkpoint SET root_position = NULL, root = NULL", isRefused: true),
  ]

  @Test("Whatever a superuser changes in the log is found, with its position", arguments: tamperings.indices)
  func tampered(index: Int) async throws {
    let tampering = Self.tamperings[index]
    let (book, what) = (try await SignedBook.make(), tampering.what)
    let place: Int64? = if let query = tampering.position { Int64(try await book.desk.query(query)[0]) } else { nil }
    try await book.tamper(tampering.sql)
    let result = try await book.desk.esep("verify")
    #expect(result.status == 1, "\(what): \(result.output)\(result.errors)")
    let named = result.output.firstMatch(of: /The first bad position: ([0-9]+)\./)?.1
    let position = try #require(named, "\(what): \(result.output)\(result.errors)")
    let range = place.map { $0...$0 } ?? book.registered + 1...17
    #expect(Int64(position).map { range.contains($0) } == true, "\(what): \(result.output)")
    #expect(result.output.lines.first?.hasPrefix("✗ the log: Position \(place.map { "\($0): " } ?? "")") == true, "\(what): \(result.output)")
    #expect(result.errors.contains("The log was changed past Esep. Record nothing more;"), "\(what): \(result.errors)")
    guard tampering.isRefused else { return }
    let signed = try await book.desk.query("SELECT max(size) FROM main.signed_checkpoint")
    let checkpoint = try await book.desk.esep("checkpoint")
    #expect(checkpoint.status == 1 && checkpoint.output == "", "\(what): \(checkpoint.output)\(checkpoint.errors)")
    #expect(checkpoint.errors.contains("Nothing was signed."), "\(what): \(checkpoint.errors)")
    #expect(try await book.desk.query("SELECT max(size) FROM main.signed_checkpoint") == signed, "\(what)")
  }

  @Test("A row of a read model that was edited is named, by how much it is off, and with the newest event in it; rebuilding mends it")
  func editedReadModel() async throws {
    let book = try await SignedBook.make()
    try await book.desk.execute("UPDATE main.sales_by_channel SET net_sales = net_sales + 100 WHERE channel = 'MUJI'")
    try await book.desk.execute("DELETE FROM main.channel WHERE channel = 'SHOP'")
    let result = try await book.desk.esep("verify")
    #expect(result.status == 1)
    let lines = result.output.lines
    let at = try #require(lines.firstIndex(of: "✗ sales_by_channel: 0 rows missing, 0 extra, 1 different; net_sales -100"), "\(result.output)")
    let sale = try await book.position(ofSale: "S-1")
    let row = "    month 2023-02-01, channel MUJI: net_sales is 100 too high; the newest event in it is at position \(sale)"
    #expect(lines[at + 1] == row, "\(lines[at + 1])")
    let missing = try #require(lines.firstIndex { $0.hasPrefix("✗ channel: 1 rows missing, 0 extra, 0 different") }, "\(result.output)")
    #expect(lines[missing + 1].hasPrefix("    channel SHOP: the row is missing; the newest event in it is at position "), "\(lines[missing + 1])")
    #expect(result.errors == "The log itself is in order. Mend entries and read models with: esep rebuild --book main\n", "\(result.errors)")
    try await book.desk.succeed("rebuild")
    try await book.desk.expectVerified("rebuilt")
  }

  @Test("An entry that was edited is named with its column, and what it should be")
  func editedEntry() async throws {
    let book = try await SignedBook.make()
    let sale = try await book.position(ofSale: "S-2")
    try await book.desk.execute(
      "UPDATE main.entry SET book_gross = book_gross + 1, channel = 'MUJI' WHERE position = \(sale) AND line = 1")
    let gross = try #require(Int64(try await book.desk.query("SELECT book_gross FROM main.entry WHERE position = \(sale) AND line = 1")[0]))
    let result = try await book.desk.esep("verify", "--only", "models")
    #expect(result.status == 1)
    let lines = result.output.lines
    let at = try #require(
      lines.firstIndex(of: "✗ entries: 0 missing, 0 extra, 1 different; first at position \(sale)"), "\(result.output)")
    #expect(
      lines[at + 1] == "    position \(sale), line 1: channel is “MUJI”, should be “SHOP”; book_gross is \(gross), should be \(gross - 1)",
      "\(lines[at + 1])")
    #expect(lines.last == "The first bad position: \(sale).")
  }
}
