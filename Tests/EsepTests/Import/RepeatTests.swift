import Foundation
import Testing

/// Importing what the book has already, or only nearly, or only on trial.
@Suite("Importing again", .serialized)
struct RepeatTests {
  @Test("The same folder a second time makes no new event: every row is unchanged")
  func sameFolder() async throws {
    let seed = 41
    print("Importing again: seed \(seed)")
    let book = try await RandomBook.generate(seed: seed, sales: 300)
    let desk = try await Desk.fresh()
    let first = try await desk.succeed("import", book.path)
    let (head, history) = (try await desk.head(), try await desk.history())
    let second = try await desk.succeed("import", book.path)
    #expect(try await desk.head() == head)
    let after = try await desk.history()
    #expect(firstDifference(after, history) == nil, "seed \(seed)")
    let (before, again) = (try Summary(first), try Summary(second))
    #expect(again.files == before.files, "seed \(seed)")
    for (file, counts) in again.counts {
      #expect(counts.taken == 0 && counts.rejected == 0 && counts.events == 0, "\(file): \(second)")
      #expect(before.counts[file].map { $0.taken + $0.unchanged } == counts.unchanged, "\(file): \(first)\(second)")
    }
    try await desk.expectVerified("seed \(seed)")
  }

  @Test("A producer whose name changed makes one ProducerChanged, and her old name is gone")
  func changedName() async throws {
    let (desk, folder) = try await TinyBook.imported()
    let head = try await desk.head()
    try folder.write("producers.csv", try folder.read("producers.csv").replacingOccurrences(of: "Айнура Токтосунова", with: "Айнура Сыдыкова"))
    try await desk.succeed("import", folder.path)
    #expect(try await desk.head() == head + 1)
    #expect(try await desk.count("ProducerChanged") == 1)
    let names = try await desk.query("SELECT data->>'name' FROM main.person ORDER BY id")
    #expect(names == ["Айнура Сыдыкова", "Бурул Асанова"])
    let leaks = try await desk.query("SELECT position FROM main.event WHERE payload::text ~ 'Айнура|Сыдыкова|1090 4242'")
    #expect(leaks == [], "personal data in the log")
    try await desk.expectVerified()
  }

  @Test("A dry run judges every row and records nothing, neither in a new book nor in a full one")
  func dryRun() async throws {
    let desk = try await Desk.fresh()
    let folder = try TemporaryFolder(TinyBook.files)
    let judged = try await desk.succeed("import", folder.path, "--dry-run")
    #expect(judged.contains("Dry run: 15 rows judged, nothing recorded"), "\(judged)")
    #expect(try Summary(judged).counts["sales.csv"]?.taken == 3, "\(judged)")
    #expect(try await desk.head() == 0)
    #expect(try await desk.query("SELECT id FROM main.person") == [])
    try await desk.succeed("import", folder.path)
    let head = try await desk.head()
    try folder.write("sales.csv", try folder.read("sales.csv") + "S-4,2023-02-01,MUJI,SLIP,,1,12.50,,USD\nS-5,x,MUJI,SLIP,,1,1,,USD\n")
    let again = try await desk.esep("import", folder.path, "--dry-run")
    #expect(again.status == 1)
    #expect(try Summary(again.output).counts["sales.csv"] == Summary.Counts(taken: 1, unchanged: 3, rejected: 1, events: 2), "\(again.output)")
    #expect(try await desk.head() == head)
    try await desk.expectVerified()
  }

  @Test("All or nothing: one bad row and nothing is recorded; none and everything is")
  func allOrNothing() async throws {
    let desk = try await Desk.fresh()
    let folder = try TemporaryFolder(TinyBook.files)
    let sales = try folder.read("sales.csv")
    try folder.write("sales.csv", sales + "S-4,2023-02-30,MUJI,SLIP,,1,12.50,,USD\n")
    let refused = try await desk.esep("import", folder.path, "--all-or-nothing")
    #expect(refused.status == 1)
    #expect(refused.output.hasSuffix("Nothing was recorded, because 1 of 16 rows are bad and all or nothing was asked for.\n"), "\(refused.output)")
    #expect(try await desk.head() == 0)
    #expect(try await desk.query("SELECT id FROM main.person") == [])
    try await desk.expectVerified()
    try folder.write("sales.csv", sales)
    try await desk.succeed("import", folder.path, "--all-or-nothing")
    let plain = try await TinyBook.imported()
    let (history, wanted) = (try await desk.history(), try await plain.0.history())
    #expect(firstDifference(history, wanted) == nil)
    #expect(history.count > 15)
    try await desk.expectVerified()
  }
}
