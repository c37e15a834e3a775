import Foundation
import TestSupport
import Testing

/// Proofs that are written at the book and checked where there is none.
@Suite("Prove and check-proof, through the program", .serialized)
struct ProveTests {
  /// A desk without a database, where proofs are checked.
  private let outside = Desk(home: "/dev/null/no-home")

  @Test("A checkpoint is a signed note, and the same until something is recorded")
  func checkpoint() async throws {
    let book = try await SignedBook.make()
    let result = try await book.desk.esep("checkpoint")
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    let name = try await book.desk.query("SELECT 'esep/main-' || left(id::text, 8) FROM main.log_identity")[0]
    let root = try await book.desk.query("SELECT encode(root, 'base64') FROM main.tree")[0]
    #expect(lines.prefix(4) == [Substring(name), "21", Substring(root), ""], "\(result.output)")
    #expect(lines.count == 6 && lines[4].hasPrefix("— \(name) ") && lines[5] == "", "\(result.output)")
    #expect(result.errors == "21 events, signed as \(name). The key to check it by: esep checkpoint --key --book main\n")
    #expect(try await book.desk.succeed("checkpoint") == result.output)
    let key = try await book.desk.succeed("checkpoint", "--key")
    #expect(key.hasPrefix("\(name)+") && key.lines.count == 1, "\(key)")
    try await book.recordRate(on: "2023-08-01")
    let next = try await book.desk.succeed("checkpoint")
    #expect(next.lines[1] == "22")
    // The key is on this machine only, readable by its owner only, and nowhere in the database.
    let folder = book.home.path + "/notary/" + name.dropFirst("esep/".count)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/key")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try String(contentsOfFile: folder + "/verifier", encoding: .utf8) == key)
    #expect(try String(contentsOfFile: folder + "/signed", encoding: .utf8) == next)
  }

  @Test("The name to sign under is chosen once, at the first signing")
  func origin() async throws {
    let desk = try await Desk.fresh()
    try await desk.succeed("book", "create", "main")
    let empty = try await desk.esep("checkpoint", "--origin", "esep.example/osh")
    #expect(empty.status == 1)
    #expect(empty.errors == "esep: Book “main” has no events yet, so there is nothing to sign. Record something first: esep import FOLDER\n")
    let none = try await desk.esep("checkpoint", "--key")
    #expect(none.status == 1 && none.errors.hasPrefix("esep: No key of this book is in "), "\(none.errors)")
    let book = try await SignedBook.make()
    let late = try await book.desk.esep("checkpoint", "--origin", "esep.example/osh")
    #expect(late.status == 1 && late.errors.contains("cannot sign as “esep.example/osh”: the name is chosen once."), "\(late.errors)")
  }

  @Test("A proof says, without any database, which event was signed, and by whom")
  func event() async throws {
    let book = try await SignedBook.make()
    let position = try await book.position(ofSale: "S-1")
    let (file, key) = (book.folder.path + "/sale.tlog-proof", try await book.desk.succeed("checkpoint", "--key").lines[0])
    let written = try await book.desk.esep("prove", "\(position)", "--out", file)
    let name = String(key.prefix { $0 != "+" })
    #expect(written.status == 0 && written.output == "\(file): event \(position), as signed by \(name) with 21 events.\n", "\(written.errors)")
    #expect(written.errors == "To check it anywhere, without this database: esep check-proof \(file) --key \(key)\n")
    let checked = try await outside.esep("check-proof", file, "--key", key)
    #expect(checked.status == 0 && checked.errors == "", "\(checked.errors)")
    let (actor, recorded) = (
      try await book.desk.query("SELECT actor FROM main.event WHERE position = \(position)")[0],
      try await book.desk.query(
        "SELECT to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || ' UTC' FROM main.event WHERE position = \(position)")[0]
    )
    let root = try await book.desk.query("SELECT encode(root, 'base64') FROM main.tree")[0]
    let head = """
      ✓ The event at position \(position) is in the log of \(name), word for word as it was signed.

      position     \(position)
      type         SaleRecorded
      stream       sale/S-1, version 1
      date         2023-02-01
      recorded at  \(recorded)
      by           \(actor)
      payload      (schema 1)
        {

      """
    #expect(checked.output.hasPrefix(head), "\(checked.output)")
    #expect(checked.output.contains("\n    \"channel\": \"MUJI\",\n"), "\(checked.output)")
    #expect(checked.output.hasSuffix("\n  }\n\nSigned by \(name) with 21 events in all, root \(root).\n"), "\(checked.output)")
    // The key may lie in a file, the proof may come from elsewhere.
    try book.folder.write("key", key + "\n")
    #expect(try await outside.esep("check-proof", file, "--key", book.folder.path + "/key").output == checked.output)
    let printed = try await book.desk.succeed("prove", "\(position)", "--out", "-")
    #expect(printed == (try String(contentsOfFile: file, encoding: .utf8)))
  }

  @Test("One flipped bit anywhere in a proof, or another key, and it proves nothing")
  func flipped() async throws {
    let book = try await SignedBook.make()
    let (file, key) = (book.folder.path + "/x.tlog-proof", try await book.desk.succeed("checkpoint", "--key").lines[0])
    try await book.desk.succeed("prove", "12", "--out", file)
    let proof = try Data(contentsOf: URL(fileURLWithPath: file))
    let seed: UInt64 = 512
    var random = SplitMix64(seed: seed)
    print("Flipped bits: seed \(seed), a proof of \(proof.count) bytes")
    for _ in 0..<24 {
      var broken = proof
      let (byte, bit) = (Int.random(in: 0..<proof.count, using: &random), Int.random(in: 0..<8, using: &random))
      broken[byte] ^= 1 << bit
      try book.folder.write("broken", broken)
      let result = try await outside.esep("check-proof", book.folder.path + "/broken", "--key", key)
      #expect(result.status == 1 && result.output == "", "seed \(seed), bit \(bit) of byte \(byte): \(result.output)")
      #expect(result.errors.hasPrefix("esep: \(book.folder.path)/broken "), "\(result.errors)")
    }
    let other = try await SignedBook.make()
    let wrong = try await outside.esep("check-proof", file, "--key", try await other.desk.succeed("checkpoint", "--key").lines[0])
    #expect(wrong.status == 1 && wrong.errors.hasPrefix("esep: \(file) proves nothing: "), "\(wrong.errors)")
    let nothing = try await outside.esep("check-proof", book.folder.path + "/missing", "--key", key)
    #expect(nothing.status == 1 && nothing.errors == "esep: \(book.folder.path)/missing cannot be read\n")
  }

  @Test("What is not there is not proved: positions and sizes beyond the log, and mistyped requests")
  func refusals() async throws {
    let book = try await SignedBook.make()
    try await book.desk.refuse("prove", "22", "--out", "-", saying: "There is no event at position 22; the log ends at 21.")
    try await book.desk.refuse(
      "prove", "--since", "30", "--out", "-",
      saying: "The newest signed checkpoint covers 21 events: growth is proved from a size of 1 to that, not 30.")
    for arguments in [["prove"], ["prove", "0"], ["prove", "3", "--since", "2"]] {
      let result = try await Program.run(Desk.esep, arguments, environment: book.desk.environment)
      #expect(result.status == 2, "\(arguments): \(result.errors)")
    }
    let quorum = try await outside.esep("check-proof", "x", "--key", "y", "--quorum", "1")
    #expect(quorum.status == 2 && quorum.errors.contains("--quorum is a number from 0 to that of the witnesses named"), "\(quorum.errors)")
  }

  @Test("Growth is proved from an older checkpoint; a checkpoint of another log does not fit")
  func growth() async throws {
    let book = try await SignedBook.make()
    let key = try await book.desk.succeed("checkpoint", "--key").lines[0]
    try book.folder.write("old", try await book.desk.succeed("checkpoint"))
    for day in ["2023-08-01", "2023-08-02"] { try await book.recordRate(on: day) }
    let (file, old) = (book.folder.path + "/x.tlog-growth", book.folder.path + "/old")
    let written = try await book.desk.succeed("prove", "--since", "21", "--out", file)
    let name = String(key.prefix { $0 != "+" })
    #expect(written == "\(file): that the log of 21 events grew into that of 23, by \(name).\n")
    let checked = try await outside.esep("check-proof", file, "--key", key, "--since", old)
    #expect(checked.status == 0, "\(checked.errors)")
    let first = "✓ The log of \(name) has only grown: its first 21 events are, word for word, those of the older checkpoint."
    #expect(checked.output.lines.first == first, "\(checked.output)")
    #expect(checked.output.lines.dropFirst().map { String($0.prefix(15)) } == ["from  21 events", "to    23 events", "Signed by esep/"])
    let without = try await outside.esep("check-proof", file, "--key", key)
    #expect(without.status == 2 && without.errors.contains("name the older checkpoint it starts from: --since FILE"), "\(without.errors)")
    // The same proof from another size shows nothing.
    let proof = try String(contentsOfFile: file, encoding: .utf8)
    try book.folder.write("wrong", proof.replacingOccurrences(of: "old 21", with: "old 20"))
    let wrong = try await outside.esep("check-proof", book.folder.path + "/wrong", "--key", key, "--since", old)
    #expect(wrong.status == 1 && wrong.errors.hasPrefix("esep: \(book.folder.path)/wrong proves nothing: "), "\(wrong.errors)")
    let other = try await SignedBook.make()
    try book.folder.write("other", try await other.desk.succeed("checkpoint"))
    let foreign = try await outside.esep("check-proof", file, "--key", key, "--since", book.folder.path + "/other")
    let no = "esep: \(book.folder.path)/other is no checkpoint that \(name) signed: "
    #expect(foreign.status == 1 && foreign.errors.hasPrefix(no), "\(foreign.errors)")
  }

  @Test("Witnesses countersign; the proof carries their lines, and whoever checks it counts them")
  func witnesses() async throws {
    let book = try await SignedBook.make()
    let key = try await book.desk.succeed("checkpoint", "--key").lines[0]
    try book.folder.write("note", try await book.desk.succeed("checkpoint"))
    func witness(_ name: String, _ seed: String) async throws -> (key: String, line: String) {
      let script = (#filePath as NSString).deletingLastPathComponent + "/../../Checker/cosign.py"
      let result = try await Program.run(
        Program.python, ["-B", script, name, String(repeating: seed, count: 32), "1700000000", book.folder.path + "/note"])
      try #require(result.status == 0, "\(result.errors)")
      return (result.output.lines[0], result.output.lines[1])
    }
    let (village, donor) = (try await witness("village.example", "01"), try await witness("donor.example", "02"))
    try book.folder.write("lines", village.line + "\n")
    let lines = book.folder.path + "/lines"
    let kept = try await book.desk.succeed("checkpoint", "--cosignature", lines, "--witness", village.key)
    #expect(kept == "Kept 1 countersignature.\n")
    #expect(try await book.desk.succeed("checkpoint", "--cosignature", lines, "--witness", village.key) == "Nothing new in \(lines).\n")
    let stranger = try await book.desk.esep("checkpoint", "--cosignature", lines, "--witness", donor.key)
    #expect(stranger.status == 1 && stranger.errors.hasPrefix("esep: The countersignature was not taken: "), "\(stranger.errors)")
    // Later checkpoints have no countersignature yet; the proof takes the one that has.
    try await book.recordRate(on: "2023-08-01")
    let file = book.folder.path + "/w.tlog-proof"
    try await book.desk.succeed("prove", "12", "--out", file)
    let one = try await outside.esep("check-proof", file, "--key", key, "--witness", village.key)
    #expect(one.status == 0 && one.output.lines.last == "Countersigned by village.example at 2023-11-14 22:13:20 UTC.", "\(one.output)\(one.errors)")
    let both = try await outside.esep("check-proof", file, "--key", key, "--witness", village.key, "--witness", donor.key)
    #expect(both.status == 1)
    #expect(both.errors.hasPrefix("esep: 1 of the 2 witnesses named have countersigned the checkpoint, and 2 should have."), "\(both.errors)")
    let quorum = try await outside.esep("check-proof", file, "--key", key, "--witness", village.key, "--witness", donor.key, "--quorum", "1")
    #expect(quorum.status == 0, "\(quorum.errors)")
    try await book.desk.expectVerified("countersigned")
  }
}
