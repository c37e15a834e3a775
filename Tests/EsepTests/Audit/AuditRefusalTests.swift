import Foundation
import Testing

/// What is not written and not taken, and what else is exported.
@Suite("Packs that are refused, and events and tiles for other programs", .serialized)
struct AuditRefusalTests {
  @Test("No pack of an empty book, none into a folder with something in it, none with a seed that is no word")
  func writing() async throws {
    let desk = try await Desk.fresh()
    try await desk.succeed("book", "create", "main")
    let folder = try TemporaryFolder(["note.txt": "mine"])
    for command in [["bundle", folder.path + "/new"], ["tiles", "--out", folder.path + "/new-tiles"]] {
      let empty = try await Program.run(Desk.esep, ["export"] + command, environment: desk.environment)
      #expect(empty.status == 1)
      let told = "esep: Book “main” has no events yet, so there is nothing to write. Record something first: esep import FOLDER\n"
      #expect(empty.errors == told, "\(empty.errors)")
    }
    let full = try await desk.esep("export", "bundle", folder.path)
    #expect(full.status == 1)
    let told = "esep: \(folder.path) is not empty ("
    #expect(
      full.errors.hasPrefix(told) && full.errors.hasSuffix("is in it), and nothing in it is overwritten. Name a new folder\n"), "\(full.errors)")
    #expect(try folder.read("note.txt") == "mine")
    for options in [["--seed", "two words"], ["--seed", ""], ["--sample", "1001"]] {
      let wrong = try await Program.run(Desk.esep, ["export", "bundle", folder.path + "/x"] + options, environment: desk.environment)
      #expect(wrong.status == 2, "\(options): \(wrong.errors)")
    }
  }

  @Test("No pack into a book with events, under another key, without its files, or together with options about rows")
  func taking() async throws {
    let book = try await AuditBook.make()
    let (pack, key) = (try await book.pack(), try await book.key())
    let head = try await book.desk.head()
    let full = try await book.desk.esep("import", pack, "--key", key)
    #expect(full.status == 1)
    #expect(full.errors == "esep: The book has \(head) events already, and a pack goes into an empty book only. Name a new one with --book NAME\n")
    #expect(try await book.desk.head() == head)
    let desk = try await Desk.fresh()
    let other = try await SignedBook.make().desk.succeed("checkpoint", "--key").lines[0]
    let foreign = try await desk.esep("import", pack, "--key", other)
    #expect(foreign.status == 1)
    #expect(
      foreign.errors
        == "esep: The pack is signed by “\(key)”, not by “\(other)”. Ask for the pack of the book whose key you were given\n", "\(foreign.errors)")
    for options in [["--dry-run"], ["--all-or-nothing"], ["--encoding", "utf-8"]] {
      let mixed = try await Program.run(Desk.esep, ["import", pack] + options, environment: desk.environment)
      #expect(mixed.status == 2 && mixed.errors.contains("is an audit pack: it is taken by itself and as it is"), "\(mixed.errors)")
    }
    let rows = try TemporaryFolder(TinyBook.files)
    let keyed = try await desk.esep("import", rows.path, "--key", key)
    #expect(keyed.status == 2 && keyed.errors.contains("--key is for an audit pack"), "\(keyed.errors)")
    try FileManager.default.removeItem(atPath: pack + "/reports/stock.csv")
    let missing = try await desk.esep("import", pack)
    #expect(missing.status == 1 && missing.errors.contains("/reports/stock.csv: there is no such file"), "\(missing.errors)")
    try FileManager.default.removeItem(atPath: pack + "/SHA256SUMS")
    let unfinished = try await desk.esep("import", pack)
    #expect(unfinished.status == 1 && unfinished.errors.contains("/SHA256SUMS: there is no such file"), "\(unfinished.errors)")
    #expect(try await desk.head() == 0)
  }

  @Test("A book that was changed past Esep gives no pack: its events are not those that were signed")
  func changed() async throws {
    let book = try await SignedBook.make()
    let position = try await book.position(ofSale: "S-2")
    try await book.tamper("UPDATE event SET payload = replace(payload::text, '\"SHOP\"', '\"SHOQ\"')::json WHERE position = \(position)")
    let folder = try TemporaryFolder()
    let pack = try await book.desk.esep("export", "bundle", folder.path + "/pack")
    #expect(pack.status == 1 && pack.errors.contains("esep: The first 21 events are not those that were signed: their root is "), "\(pack.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/pack/SHA256SUMS"))
  }

  @Test("Events go to standard output or a file, the same as in a pack; tiles are a folder that a web server can hand out")
  func eventsAndTiles() async throws {
    let book = try await AuditBook.make()
    let pack = try await book.pack()
    let (printed, file) = (try await book.desk.succeed("export", "events"), book.folder.path + "/events.jsonl")
    #expect(printed == (try String(contentsOfFile: pack + "/events.jsonl", encoding: .utf8)))
    let told = try await book.desk.esep("export", "events", "--out", file)
    let head = try await book.desk.head()
    #expect(told.output == "" && told.errors == "\(head) events: \(file).\n")
    #expect(try String(contentsOfFile: file, encoding: .utf8) == printed)
    let tiles = book.folder.path + "/tiles"
    let said = try await book.desk.succeed("export", "tiles", "--out", tiles)
    #expect(said == "\(tiles): \(head) events as signed by \(try await book.key().prefix { $0 != "+" }).\n")
    let same = try await Outsider.shell("cmp pack/checkpoint tiles/checkpoint && diff -r -x entries pack/tile tiles/tile", in: book.folder.path)
    #expect(same.status == 0, "\(same.output)\(same.errors)")
    var entries = Data()
    for line in printed.lines { entries += Data([UInt8(line.utf8.count >> 8), UInt8(line.utf8.count & 255)]) + Data(line.utf8) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: "\(tiles)/tile/entries/000.p/\(head)")) == entries)
  }
}
