import Foundation
import Testing

/// What a changed definition would change, before it goes live.
@Suite("Previews", .serialized)
struct PreviewTests {
  @Test("A changed read model shows what would change in money, for whom, and which events do it; nothing is installed")
  func readModel() async throws {
    let (desk, _) = try await TinyBook.imported()
    let text = try await desk.definition("sales_by_channel")
    let folder = try TemporaryFolder(["sales_by_channel.sql": text.replacingOccurrences(of: "'returned', ", with: "")])
    let before = try await desk.query("SELECT string_agg(t::text, '|' ORDER BY t::text) FROM main.sales_by_channel AS t")
    let shown = try await desk.succeed("preview", folder.path + "/sales_by_channel.sql")
    #expect(shown.lines.first?.hasPrefix("Models/sales_by_channel.sql differs: ") == true, "\(shown)")
    #expect(
      shown.contains(
        """

        sales_by_channel (read model): 0 of 4 rows would say something else, 0 come, 1 go.
        """), "\(shown)")
    #expect(
      shown.contains("For 1 by channel:\n  SHOP: gross 2 500.00 → 4 000.00, discount 50.00 → 100.00, net_sales 2 450.00 → 3 900.00, "), "\(shown)")
    #expect(
      shown.contains(
        """

        month 2023-03-01, channel SHOP
        """), "\(shown)")
    #expect(shown.contains("  21  2023-03-10  SaleReturned  sale/S-2  gross -1 500.00 → 0.00, discount -50.00 → 0.00, "), "\(shown)")
    #expect(shown.contains("\nchannel-share (report that reads it): 2 of 2 rows would say something else, 0 come, 0 go.\n"), "\(shown)")
    #expect(shown.hasSuffix("\nNothing was installed. As of position 21. Money in KGS.\n"), "\(shown)")
    #expect(try await desk.query("SELECT string_agg(t::text, '|' ORDER BY t::text) FROM main.sales_by_channel AS t") == before)
    #expect(try await desk.definitions("sales_by_channel").count == 1)
    try await desk.expectVerified()
  }

  @Test("The JSON has every sum and row; a file of a new name is shown whole, and another than it is elsewhere")
  func json() async throws {
    let (desk, _) = try await TinyBook.imported()
    let folder = try TemporaryFolder([
      "by_product.sql":
        "-- What each product brought.\n-- key  product\n-- sum  gross\nSELECT position, product, book_gross AS gross FROM entry\nWHERE kind = 'sold'\n"
    ])
    let output = try await desk.succeed("preview", folder.path + "/by_product.sql", "--format", "json")
    let json = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    #expect(json["as_of_position"] as? Int == 21 && json["unrolls_otherwise"] as? Bool == false)
    let effects = try #require(json["effects"] as? [[String: Any]])
    let effect = try #require(effects.first)
    #expect(effects.count == 1 && effect["name"] as? String == "by_product" && effect["new"] as? Bool == true && effect["rows_new"] as? Int == 2)
    #expect((effect["totals"] as? [String: [String: Int]])?["gross"] == ["before": 0, "after": 724_375])
    let rows = try #require(effect["rows"] as? [[String: Any]])
    #expect(rows.map { ($0["key"] as? [String: String])?["product"] } == ["SLIP", "HONEY"])
    #expect(rows.map { ($0["after"] as? [String: Int])?["gross"] } == [624_375, 100_000] && rows.allSatisfy { $0["before"] is NSNull })
    #expect(rows.map { $0["event_count"] as? Int } == [2, 1])
  }

  @Test("A newer program shows beforehand what its definitions change, against those that the book last answered by")
  func newerProgram() async throws {
    let (desk, _) = try await TinyBook.imported()
    let same = try await desk.succeed("rebuild", "--preview")
    #expect(
      same == """
        Nothing is defined otherwise than it is now.

        No figure would change. Nothing was installed. As of position 21. Money in KGS.

        """)
    try await desk.pretend("channel-sales", "sum(s.gross) ", isReplacedBy: "sum(s.gross) + 1 ")
    try await desk.pretend("stock", "in stock", isReplacedBy: "in store")
    let shown = try await desk.succeed("rebuild", "--preview")
    #expect(shown.contains("Reports/channel-sales.sql differs: ") && shown.contains("Reports/stock.sql differs in words alone: "), "\(shown)")
    #expect(shown.contains("\nchannel-sales (report): 2 of 2 rows would say something else, 0 come, 0 go.\n"), "\(shown)")
    #expect(shown.contains("\ngross     5 743.77  5 743.75       -0.02\n"), "\(shown)")
    #expect(try await desk.query("SELECT count(*) FROM main.definition_live WHERE text LIKE '%+ 1 %' OR text LIKE '%in store%'") == ["2"])
    try await desk.succeed("report", "stock")
    #expect(try await desk.succeed("rebuild", "--preview") == same)
  }

  @Test("A file that is no definition, does not run, or would write is refused, and a preview is no single table")
  func refuses() async throws {
    let (desk, _) = try await TinyBook.imported()
    let folder = try TemporaryFolder([
      "evil.sql": "-- Whatever.\n-- key  product\n-- sum  gross\nDELETE FROM event\n",
      "missing.sql": "-- Whatever.\n-- key  product\n-- sum  gross\nSELECT position, product, no_such AS gross FROM entry\n",
      "worse.sql": """
      -- Whatever.
      -- columns  n count
      WITH gone AS (DELETE FROM entry RETURNING 1 AS n) SELECT n FROM gone

      """,
    ])
    for (name, words) in [("evil", "stands one SELECT"), ("missing", "Models/missing.sql: the SELECT does not run:"), ("worse", "Reports/worse.sql")]
    {
      let result = try await desk.esep("preview", folder.path + "/\(name).sql")
      #expect(result.status == 1 && result.output == "" && result.errors.contains(words), "\(name): \(result.errors)")
    }
    try await desk.refuse("preview", folder.path + "/none.sql", saying: "\(folder.path)/none.sql cannot be read as UTF-8 text")
    try await desk.refuse(
      "preview", folder.path + "/evil.sql", "--format", "csv", saying: "A preview is no single table; write --format table or --format json",
      status: 2)
    try await desk.refuse(
      "rebuild", "--format", "json", saying: "--limit and --format are for --preview; a rebuild prints a line a read model", status: 2)
    try await desk.expectVerified()
  }
}
