import Foundation
import Testing

/// Explanations and differences as of the past, as programs read them.
@Suite("Explanations as of the past", .serialized)
struct PastExplanationTests {
  @Test("The JSON says what is explained, by which files, and of each event who recorded it and when")
  func complete() async throws {
    let (desk, _) = try await TinyBook.imported()
    let explained = try await desk.explanation("channel-share", "--where", "period=2023", "--where", "channel=SHOP")
    #expect(explained.report == "channel-share" && explained.title == "Which part of all net sales each channel has")
    #expect(explained.where == ["period": "2023", "channel": "SHOP"] && explained.as_of_position == 21 && explained.total_now == nil)
    #expect(explained.columns == [.init(name: "net_sales", kind: "money")] && explained.count == 3 && explained.total == ["net_sales": 245_000])
    let files = try await desk.definitions().map { ExplanationJSON.File(file: $0.file, sha256: $0.sha256) }
    #expect(files.contains(explained.definition) && explained.definition.file == "Reports/channel-share.sql")
    #expect(files.contains(explained.source) && explained.source.file == "Models/sales_by_channel.sql")
    #expect(explained.rows.map { $0["position"] } == [17, 19, 21] && explained.rows.map { $0["net_sales"] } == [290_000, 100_000, -145_000])
    let stored = try await desk.query(
      """
      SELECT concat_ws(' ', to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), occurred_on, type, stream, actor)
      FROM main.event WHERE position IN (17, 19, 21) ORDER BY position
      """)
    let told = explained.rows.map { row in
      ["recorded_at", "occurred_on", "type", "stream", "actor"].map { row[$0]?.text ?? "" }.joined(separator: " ")
    }
    #expect(told == stored)
  }

  @Test("As of a position, a moment or a day, and about some days only, it adds up to what the report says for the same")
  func sameAsTheReport() async throws {
    let (desk, _) = try await MoneyBook.paid()
    let moment = try await desk.query(
      "SELECT to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM main.event WHERE position = 24")[0]
    for options in [
      ["--at-position", "18"], ["--known-at", moment], ["--through", "2023-02-28"], ["--from", "2023-03", "--to", "2023-04"],
      ["--at-position", "30", "--through", "2023-04-06", "--by", "month"],
    ] {
      for (report, keys) in [("channel-sales", ["period", "channel"]), ("producer-balance", ["producer"]), ("trial-balance", ["account"])] {
        let result = try await Program.run(Desk.esep, ["report", report, "--format", "json"] + options, environment: desk.environment)
        let answer = try Answer(json: result.output)
        for row in answer.rows.prefix(4) {
          let conditions = keys.flatMap { ["--where", "\($0)=\(row[$0]?.text ?? "")"] }
          let json = try await Program.run(Desk.esep, ["explain", report, "--format", "json"] + options + conditions, environment: desk.environment)
          let explained = try JSONDecoder().decode(ExplanationJSON.self, from: Data(json.output.utf8))
          #expect(explained.as_of_position == answer.asOfPosition)
          for (column, total) in explained.total {
            #expect(row[column] == total, "\(report) \(options) \(conditions) \(column)")
            #expect(explained.rows.reduce(0) { $0 + ($1[column]?.number ?? 0) } == total.number)
          }
        }
      }
    }
  }

  @Test("Between two positions, and since a moment, only what came in between is told, and it adds up")
  func between() async throws {
    let (desk, folder) = try await TinyBook.imported()
    let changes = try await desk.changes("channel-sales", "--since-position", "17", "--at-position", "19")
    #expect(changes.report == "channel-sales" && changes.from_position == 17 && changes.as_of_position == 19)
    #expect(changes.keys.map(\.name) == ["period", "channel"] && changes.explained.first == "gross" && changes.changes.count == 1)
    let change = try #require(changes.changes.first)
    #expect(change.key == ["period": "2023", "channel": "SHOP"] && change.before?["gross"] == 300_000 && change.after?["gross"] == 400_000)
    #expect(change.event_count == 1 && change.events.map { $0["position"] } == [19] && change.events.map { $0["gross"] } == [100_000])
    #expect(change.events.first?["stream"] == "sale/S-3" && change.events.first?["actor"]?.text?.isEmpty == false)

    // Milliseconds are cut off, so one more; what follows comes later than that, because a process has to start.
    let moment = try await desk.query(
      "SELECT to_char((recorded_at + interval '1 ms') AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') FROM main.head")[0]
    #expect(
      try await desk.succeed("changes", "stock", "--since-known-at", moment) == "Nothing changed in stock between position 21 and 21.\n")
    try folder.write("returns.csv", "return,returned_on,sale,quantity,cause,disposition\nR-2,2023-05-20,S-3,0.25,stale,scrap\n")
    try await desk.succeed("import", folder.path + "/returns.csv")
    let since = try await desk.changes("channel-sales", "--since-known-at", moment)
    #expect(since.from_position == 21 && since.as_of_position == 22 && since.changes.map { $0.events.map { $0["gross"] } } == [[-20_000]])
    let csv = try await desk.succeed("changes", "channel-share", "--since-position", "21", "--format", "csv").lines
    #expect(csv.prefix(2) == ["period,channel,figure,then,now", "2023,MUJI,share,0.569704,0.590444"], "\(csv)")
    #expect(csv.contains("2023,SHOP,net_sales,2450.00,2250.00"))
  }

  @Test("Two starts at once, or one that is no time, are refused with what to type")
  func refuses() async throws {
    let (desk, _) = try await TinyBook.imported()
    try await desk.refuse(
      "changes", "stock", "--since-position", "3", "--since-closed", "2023-03",
      saying: "Say since when: --since-closed 2024-03, or --since-position 1234, or --since-known-at 2024-03-31T23:59:59Z", status: 2)
    try await desk.refuse(
      "changes", "stock", "--since-known-at", "noon",
      saying: "--since-known-at noon is no time; write it like 2024-03-31T23:59:59Z, or a day such as 2024-03-31 for its end (UTC)", status: 2)
    try await desk.refuse(
      "changes", "stock", "--since-position", "20", "--at-position", "10",
      saying: "Position 20 lies after 10, with which it would be compared.", status: 2)
  }
}
