import Testing

/// Reports in all formats and as of any position.
@Suite("Reports", .serialized)
struct ReportTests {
  @Test("Tables, CSV and JSON of a tiny book are as reckoned by hand")
  func formats() async throws {
    let (desk, _) = try await TinyBook.imported()
    let table = try await desk.succeed("report", "channel-sales", "--by", "month")
    #expect(
      table == """
        What each channel sold, and how it was divided

        period   channel      gross  discount  net_sales  commission     fee       net  quantity  sales
        ───────  ───────  ─────────  ────────  ─────────  ──────────  ──────  ────────  ────────  ─────
        2023-02  MUJI      3 243.75      0.00   3 243.75      648.75  162.62  2 432.38         3      1
        2023-02  SHOP      3 000.00    100.00   2 900.00      870.00  145.00  1 885.00         2      1
        2023-03  SHOP     -1 500.00    -50.00  -1 450.00     -435.00  -72.50   -942.50        -1      0
        2023-05  SHOP      1 000.00      0.00   1 000.00      300.00   50.00    650.00      1.25      1

        As of position 21. Money in KGS.

        """)
    let csv = try await desk.succeed("report", "producer-revenue", "--format", "csv")
    // P-1 made six of the ten pairs: of 2432.38 net 1459.428 are hers and 972.952 P-2's; the tyiyn that is left goes to the larger remainder.
    #expect(
      csv.lines == [
        "period,producer,channel,gross,commission,fee,net,discount,quantity",
        "2023,P-1,MUJI,1946.25,389.25,97.57,1459.43,0.00,1.8", "2023,P-1,SHOP,900.00,261.00,43.50,565.50,30.00,0.6",
        "2023,P-2,MUJI,1297.50,259.50,65.05,972.95,0.00,1.2", "2023,P-2,SHOP,1600.00,474.00,79.00,1027.00,20.00,1.65",
      ])
    let json = try await desk.succeed("report", "channel-share", "--format", "json")
    #expect(
      json == """
        {"as_of_position":21,"rows":[
        {"period":"2023","channel":"MUJI","net_sales":324375,"share":"0.569704"},
        {"period":"2023","channel":"SHOP","net_sales":245000,"share":"0.430296"}
        ]}

        """)
    let quarters = try await desk.report("channel-concentration", "--by", "quarter", "--from", "2023-04")
    #expect(
      quarters.rows.lines(["period", "hhi", "effective_channels", "top_channel", "top_share"])
        == [#"period="2023-Q2" hhi="10000.00" effective_channels="1.0000" top_channel="SHOP" top_share="1.000000""#])
  }

  @Test("Every report is printed in every format, and the CSV has as many fields in each row as in its header")
  func everyReport() async throws {
    let (desk, _) = try await MoneyBook.paid()
    let head = try await desk.head()
    let names = try await desk.succeed("report").lines.dropFirst(2).map { $0.prefix { $0 != " " } }
    #expect(names.count >= 25)
    // No exchange rate moved in this book, no event of any sound book fails to balance, and this one knows of sales and money alone.
    let empty: Set<Substring> = [
      "certification", "claims", "deliveries", "enrolment", "funding", "fx-result", "goods-ageing", "goods-in-transit", "grants", "product-pipeline",
      "recall", "sites", "training", "unbalanced", "uncertified-sales",
    ]
    for name in names {
      let lines = try await desk.succeed("report", String(name), "--producer", "P-1", "--format", "csv").lines
      let csv = lines.map(\.csvFields)
      let json = try await desk.report(String(name), "--producer", "P-1")
      #expect(csv.count == json.rows.count + 1 && (csv.count > 1) != empty.contains(name), "\(name)")
      for row in csv { #expect(row.count == csv[0].count, "\(name): \(row)") }
      #expect(json.rows.allSatisfy { Set($0.keys) == Set(csv[0]) }, "\(name)")
      let table = try await desk.succeed("report", String(name), "--producer", "P-1")
      #expect(table.hasSuffix("\nAs of position \(head). Money in KGS.\n"), "\(name)")
    }
  }

  @Test("A report as of a position, or of what was known then, is the report of a book that stopped there")
  func asOf() async throws {
    let seed = 31
    print("Reports as of a position: seed \(seed)")
    let book = try await RandomBook.generate(seed: seed, sales: 250)
    let (stopped, went) = (try await Desk.fresh(), try await Desk.fresh())
    let returns = try TemporaryFolder()
    try returns.take("returns.csv", from: book.path)
    for desk in [stopped, went] { try await desk.succeed("import", book.path) }
    let head = try await stopped.head()
    // Milliseconds are cut off, so one more; what follows comes later than that, because a process has to start.
    let moment = try await went.query(
      "SELECT to_char(recorded_at + interval '1 ms', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') FROM main.head")[0]
    try await went.succeed("import", returns.path)
    #expect(try await went.head() > head)
    for report in ["channel-share", "channel-concentration", "producer-revenue", "stock", "trend", "producer-dependence"] {
      let wanted = try await stopped.report(report, "--by", "month")
      let now = try await went.report(report, "--by", "month")
      let then = try await went.report(report, "--by", "month", "--at-position", "\(head)")
      #expect(then.asOfPosition == head)
      #expect(then.rows == wanted.rows, "\(report)")
      #expect(now.rows != wanted.rows, "\(report)")
      let known = try await went.report(report, "--by", "month", "--known-at", moment)
      #expect(known.rows == wanted.rows, "\(report) known at \(moment)")
    }
  }
}
