import Foundation
import Testing

/// What `esep export bundle` writes, looked at with programs that nobody of us wrote, and with a checker that shares no code with ours.
@Suite("The audit pack", .serialized)
struct BundleTests {
  @Test("A month's pack is whole: sha256sum, the independent checker, jq and hledger agree, and the reports are those that are printed")
  func month() async throws {
    let (desk, folder) = (try await Desk.fresh(), try MonthTests.example())
    let (book, month) = (folder.path + "/Example/book", folder.path + "/Example/month")
    _ = try await desk.esep("import", book)
    try await desk.succeed("import", month)
    _ = try await desk.esep("reconcile", "SHOP", "--on", "2024-04-05")
    try await desk.succeed("reconcile", "SHOP", "--match", "2=S-11", "--accept", "4", "--on", "2024-04-05")
    try await desk.succeed("reconcile", "TOKYO", "--on", "2024-04-05")
    try await desk.succeed("import", month + "/bank/payouts.csv")
    try await desk.succeed("payout", "prepare", "R-4", "--cut-off", "2024-04", "--as", "Aizada", "--on", "2024-05-02")
    try await desk.succeed("payout", "approve", "R-4", "--as", "Bakyt", "--on", "2024-05-03")
    let audit = AuditBook(desk: desk, folder: folder)
    let pack = try await audit.pack()
    try await agrees(audit, pack, book: "main")
    let (head, names) = (try await desk.head(), Set(try FileManager.default.contentsOfDirectory(atPath: pack)))
    #expect(
      names == [
        "README.md", "SHA256SUMS", "checkpoint", "checkpoints.jsonl", "commits.jsonl", "definitions", "definitions.csv", "events.jsonl",
        "journal.hledger", "reports", "reports.csv", "sample", "tile", "verifier",
      ])
    let types = try await Outsider.shell("jq -r .type events.jsonl | sort | uniq -c | tr -s ' '", in: pack)
    let counted = try await desk.query("SELECT ' ' || count(*) || ' ' || type FROM main.event GROUP BY type ORDER BY type COLLATE \"C\"")
    #expect(types.output.split(separator: "\n").map(String.init).sorted() == counted.sorted(), "\(types.errors)")
    // Sorting keys and leaving out blanks is all that a leaf takes: jq makes the same bytes.
    let again = try await Outsider.shell("jq -cS . events.jsonl | cmp - events.jsonl && wc -l < events.jsonl", in: pack)
    #expect(again.status == 0 && again.output == "\(head)\n", "\(again.output)\(again.errors)")
    // No names of people, no account numbers.
    let personal = try await Outsider.shell("grep -rlE 'Токтосунова|1090 4242|Айнура' . || true", in: pack)
    #expect(personal.output == "", "\(personal.output)")
  }

  @Test("The demo's pack of sixteen years is verified by the independent checker, and taken into an empty book it gives the same root and reports")
  func demo() async throws {
    let (desk, folder) = (try await DemoDesk.shared.value, try TemporaryFolder())
    let pack = folder.path + "/demo"
    let written = try await Program.run(
      Desk.esep, ["export", "bundle", pack, "--book", "demo"], environment: desk.environment, isMeasured: true, seconds: 600)
    #expect(written.status == 0, "\(written.output)\(written.errors)")
    print("Pack of the demo: \(written.duration), \(written.peakKilobytes) KiB")
    #expect(written.peakKilobytes < 200 << 10)
    let key = try await desk.succeed("checkpoint", "--key", "--book", "demo").lines[0]
    let checked = try await Outsider.check("bundle", pack, "--key", key, seconds: 600)
    #expect(checked.status == 0 && checked.output.hasPrefix("OK: "), "\(checked.output)\(checked.errors)")
    let hledger = try await Outsider.shell("hledger -f journal.hledger check --strict", in: pack)
    #expect(hledger.status == 0, "\(hledger.errors)")
    let other = try await Desk.fresh()
    let taken = try await Program.run(
      Desk.esep, ["import", pack, "--key", key, "--book", "copy"], environment: other.environment, isMeasured: true, seconds: 600)
    #expect(taken.status == 0, "\(taken.output)\(taken.errors)")
    print("Pack of the demo taken: \(taken.duration), \(taken.peakKilobytes) KiB")
    let root = try String(contentsOfFile: pack + "/checkpoint", encoding: .utf8).lines[2]
    #expect(try await other.query("SELECT encode(root, 'base64') FROM copy.tree") == [root])
    let reports = try FileManager.default.contentsOfDirectory(atPath: pack + "/reports").count
    #expect(taken.output.lines.last == "\(reports) reports say the same as the pack's, to the last byte.", "\(taken.output)")
  }

  @Test("A pack taken into an empty book and written again is the same but for who signed; the book is in order and goes on")
  func there() async throws {
    let book = try await AuditBook.make()
    let pack = try await book.pack()
    let other = AuditBook(desk: try await Desk.fresh(), folder: book.folder)
    let taken = try await other.desk.esep("import", pack, "--key", try await book.key())
    #expect(taken.status == 0, "\(taken.output)\(taken.errors)")
    let (head, name) = (try await book.desk.head(), String(try await book.key().prefix { $0 != "+" }))
    let root = try await book.desk.query("SELECT encode(root, 'base64') FROM main.tree")[0]
    let reports = try FileManager.default.contentsOfDirectory(atPath: pack + "/reports").count
    #expect(
      taken.output == """
        \(head) events, word for word as \(name) signed them; the root over them is the same: \(root)
        \(reports) reports say the same as the pack's, to the last byte.

        """)
    #expect(try await other.desk.history() == book.desk.history())
    try await other.desk.expectVerified("taken")
    let again = try await other.pack("again")
    #expect(try await Outsider.check("bundle", again).status == 0)
    let signed = ["checkpoint", "verifier", "checkpoints.jsonl", "README.md", "SHA256SUMS", "proofs"]
    let difference = try await Outsider.shell("diff -r \(signed.map { "-x '\($0)'" }.joined(separator: " ")) pack again", in: book.folder.path)
    #expect(difference.status == 0, "\(difference.output)")
    // What was recorded once is not recorded again: the keys came along. Names did not, as they are in no pack; the list of producers brings them.
    let trade = try TemporaryFolder(TinyBook.trade)
    try await other.desk.succeed("import", trade.path)
    #expect(try await other.desk.head() == head)
    let registry = try TemporaryFolder(TinyBook.registry)
    try await other.desk.succeed("import", registry.path)
    #expect(try await other.desk.query("SELECT type FROM main.event WHERE position > \(head)") == ["ProducerChanged", "ProducerChanged"])
    try await other.desk.succeed("period", "close", "2023-05", "--as", "Aizada")
  }

  private func agrees(_ audit: AuditBook, _ pack: String, book: String) async throws {
    let sums = try await Outsider.shell("sha256sum --check --quiet --strict SHA256SUMS", in: pack)
    #expect(sums.status == 0 && sums.output == "", "\(sums.output)\(sums.errors)")
    let key = try await audit.key()
    let checked = try await Outsider.check("bundle", pack, "--key", key)
    #expect(checked.status == 0 && checked.output.hasPrefix("OK: "), "\(checked.output)\(checked.errors)")
    let note = try await Outsider.check("checkpoint", pack + "/checkpoint", "--key", key)
    #expect(note.status == 0, "\(note.output)")
    let hledger = try await Outsider.shell("hledger -f journal.hledger check --strict", in: pack)
    #expect(hledger.status == 0, "\(hledger.errors)")
    let position = try String(contentsOfFile: pack + "/checkpoint", encoding: .utf8).lines[1]
    for file in try FileManager.default.contentsOfDirectory(atPath: pack + "/reports") {
      let name = String(file.dropLast(".csv".count))
      let printed = try await audit.desk.succeed("report", name, "--book", book, "--at-position", position, "--format", "csv")
      #expect(try String(contentsOfFile: "\(pack)/reports/\(file)", encoding: .utf8) == printed, "\(name)")
    }
  }
}
