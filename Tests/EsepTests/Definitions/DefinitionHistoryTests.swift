import Testing

/// By which files the book answers, and by which it did.
@Suite("The history of definitions", .serialized)
struct DefinitionHistoryTests {
  @Test("Every file is listed with its hash and since when it counts, and printed byte for byte")
  func lists() async throws {
    let (desk, _) = try await TinyBook.imported()
    let kept = try await desk.definitions()
    #expect(Set(kept.map(\.kind)) == ["model", "report", "rule"] && kept.allSatisfy { $0.live && $0.uses == [.init(since: 0, until: nil)] })
    #expect(kept.count >= 47 && kept.map(\.file) == kept.map(\.file).sorted())
    let model = try #require(kept.first { $0.name == "sales_by_channel" })
    let day = model.installed_at.prefix(10)
    #expect(model.file == "Models/sales_by_channel.sql" && model.first_position == 0)
    #expect(
      try await desk.succeed("definitions", "sales_by_channel") == """
        file                         sha256        since  until  installed
        ───────────────────────────  ────────────  ─────  ─────  ──────────
        Models/sales_by_channel.sql  \(model.sha256.prefix(12))      0    now  \(day)

        """)
    let text = try await desk.succeed("definitions", "--show", String(model.sha256.prefix(10)))
    #expect(text.hasPrefix("-- What each channel sold, and how it was divided, month by month.\n"))
    let stored = try await desk.query("SELECT encode(sha256(convert_to(text, 'UTF8')), 'hex') FROM main.definition WHERE name = 'sales_by_channel'")
    #expect(stored == [model.sha256])
    #expect(try await desk.query("SELECT text FROM main.definition WHERE name = 'sales_by_channel'") == [text])
    let csv = try await desk.succeed("definitions", "stock", "--format", "csv").lines
    #expect(csv.first == "file,sha256,since,until,installed" && csv.last?.hasPrefix("Reports/stock.sql,") == true && csv.count == 2)
  }

  @Test("A version that counted earlier is known with when it did, and explains a figure as it was made then")
  func explainsByTheOlder() async throws {
    let (desk, _) = try await TinyBook.imported()
    try await desk.pretend("channel-sales", "cells gross,", isReplacedBy: "cells gross = gross + fee,")
    // Whatever is done next, the program puts its own in its place.
    let kept = try await desk.definitions("channel-sales")
    let older = try #require(kept.first { !$0.live })
    #expect(kept.count == 2 && older.uses == [.init(since: 5, until: 21)])
    #expect(kept.first(where: \.live)?.uses == [.init(since: 0, until: 5), .init(since: 21, until: nil)])

    // SHOP sold for 3000 and 1000, and 1500 came back; of that the fee is 145, 50 and -72.50.
    let table = try await desk.succeed(
      "explain", "channel-sales", "--where", "channel=SHOP", "--definition", String(older.sha256.prefix(12)), "--limit", "1")
    #expect(table.contains("total of 3 events  "), "\(table)")
    #expect(
      table.hasSuffix(
        """
        As of position 21.
        By Reports/channel-sales.sql as it was from position 5 to 21, SHA-256 \(older.sha256.prefix(12)).
        By what counts now it comes to: gross 2 500.00, discount 50.00, net_sales 2 450.00, commission 735.00, fee 122.50, net 1 592.50, quantity 2.25, sales 2.

        """), "\(table)")
    let explained = try await desk.explanation(
      "channel-sales", "--where", "channel=SHOP", "--definition", older.sha256, "--at-position", "20")
    #expect(explained.total["gross"] == 419_500 && explained.total_now?["gross"] == 400_000 && explained.as_of_position == 20)
    #expect(explained.definition.sha256 == older.sha256 && explained.definition.file == "Reports/channel-sales.sql")
    #expect(explained.rows.map { $0["gross"] } == [314_500, 105_000])
  }

  @Test("What there never was is refused, with what to type")
  func refuses() async throws {
    let (desk, _) = try await TinyBook.imported()
    try await desk.refuse("definitions", "sale", saying: "There never was a read model, report or rule “sale” in this book", status: 2)
    let unknown = "No definition of this book has a SHA-256 that begins with “xyz”. To see all, type: esep definitions"
    try await desk.refuse("definitions", "--show", "xyz", saying: unknown, status: 2)
    try await desk.refuse("explain", "stock", "--definition", "xyz", saying: unknown, status: 2)
    let stock = try #require(try await desk.definitions("stock").first).sha256
    try await desk.refuse(
      "explain", "channel-share", "--definition", stock,
      saying: "channel-share is not explained by Reports/stock.sql; it is by Models/sales_by_channel.sql", status: 2)
  }
}
