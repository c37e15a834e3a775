import Foundation
import TestSupport
import Testing

/// The events behind a figure.
@Suite("Explanations", .serialized)
struct ExplainTests {
  /// What `esep explain --format json` prints.
  private struct Explanation: Decodable {
    let count: Int
    let total: ReportRow
    let rows: [ReportRow]
  }

  @Test("The events behind each cell add up to the cell of the report, column by column")
  func addUp() async throws {
    let seed = 32
    print("Explanations: seed \(seed)")
    let book = try await RandomBook.generate(seed: seed, sales: 250)
    let desk = try await Desk.fresh()
    try await desk.succeed("import", book.path)
    var random = SplitMix64(seed: UInt64(seed))
    for (report, keys) in Self.keys.sorted(by: { $0.key < $1.key }) {
      let answer = try await desk.report(report, "--by", "quarter")
      for row in answer.rows.shuffled(using: &random).prefix(5) {
        let conditions = keys.flatMap { ["--where", "\($0)=\(row[$0]?.text ?? "")"] }
        let arguments = ["explain", report, "--by", "quarter", "--format", "json", "--limit", "100000"] + conditions
        let result = try await Program.run(Desk.esep, arguments, environment: desk.environment)
        let explained = try JSONDecoder().decode(Explanation.self, from: Data(result.output.utf8))
        #expect(explained.count == explained.rows.count && explained.count > 0, "\(arguments)")
        for (column, total) in explained.total {
          let sum = explained.rows.reduce(Int64(0)) { $0 + ($1[column]?.number ?? 0) }
          #expect(total.number == sum && row[column]?.number == sum, "seed \(seed), \(report) \(conditions): \(column) is \(row)")
        }
        let positions = explained.rows.compactMap { $0["position"]?.number }
        #expect(positions == positions.sorted() && Set(positions).count == explained.count, "\(arguments)")
      }
    }
  }

  private static let keys = [
    "channel-share": ["period", "channel"], "producer-revenue": ["period", "producer", "channel"], "channel-sales": ["period", "channel"],
    "stock": ["product", "batch", "place"], "product-sales": ["period", "product", "unit"],
  ]

  @Test("For people a table with a total, for spreadsheets numbers without blanks")
  func formats() async throws {
    let (desk, _) = try await TinyBook.imported()
    let table = try await desk.succeed("explain", "channel-share", "--where", "period=2023", "--where", "channel=SHOP")
    #expect(
      table == """
        position  occurred_on  type               stream    net_sales
        ────────  ───────────  ─────────────────  ────────  ─────────
              17  2023-02-10   SaleRecorded       sale/S-2   2 900.00
              19  2023-05-01   SaleRecorded       sale/S-3   1 000.00
              21  2023-03-10   SaleReturned       sale/S-2  -1 450.00
                               total of 3 events             2 450.00
        As of position 21.

        """)
    let csv = try await desk.succeed("explain", "channel-share", "--where", "channel=SHOP", "--format", "csv", "--limit", "1")
    #expect(
      csv.lines == [
        "position,occurred_on,type,stream,net_sales", "17,2023-02-10,SaleRecorded,sale/S-2,2900.00", ",,total of 3 events,,2450.00",
      ])
  }

  @Test("An analyst's own SELECT runs without being installed, and can change nothing")
  func tryOut() async throws {
    let (desk, _) = try await TinyBook.imported()
    let folder = try TemporaryFolder([
      "mine.sql": "-- What each product brought.\n-- key  product\n-- sum  gross\nSELECT position, product, book_gross AS gross FROM entry\n",
      "evil.sql": "-- Whatever.\n-- key  product\n-- sum  gross\nDELETE FROM event\n",
      "worse.sql": """
      -- Whatever.
      -- key  product
      -- sum  gross
      WITH gone AS (DELETE FROM entry RETURNING position, product, book_gross AS gross) SELECT position, product, gross FROM gone

      """,
    ])
    let answer = try Answer(json: await desk.succeed("try", folder.path + "/mine.sql", "--format", "json"))
    #expect(answer.row(["product": "SLIP"])?["gross"] == 474_375)
    #expect(answer.row(["product": "HONEY"])?["gross"] == 100_000)
    for name in ["evil.sql", "worse.sql"] {
      let result = try await desk.esep("try", folder.path + "/" + name)
      #expect(result.status == 1 && result.output == "" && result.errors.hasPrefix("esep: \(folder.path)/\(name)"), "\(result.errors)")
    }
    let tables = try await desk.query("SELECT tablename FROM pg_tables WHERE schemaname = 'main' AND tablename LIKE '%mine%'")
    #expect(tables == [])
    try await desk.expectVerified()
  }
}
