import Foundation
import Testing

/// `esep recall`.
@Suite("A recall in one step", .serialized)
struct RecallTests {
  @Test("Who looks first sees the sales, the goods and the makers, and nothing is recorded; the recall itself says the same")
  func tinyBook() async throws {
    let (desk, _) = try await TinyBook.imported()
    let tables = """

      Sales it went into
      sale  sold_on     channel  outlet  country  quantity  restocked  still_out
      ────  ──────────  ───────  ──────  ───────  ────────  ─────────  ─────────
      S-1   2023-02-01  MUJI     –       JP              3          0          3
      S-2   2023-02-10  SHOP     –       KG              2          0          1

      Where it lies, and what is on its way there
      place  on_hand  in_transit
      ─────  ───────  ──────────
      PLACE

      Who made it
      producer  contribution
      ────────  ────────────
      P-1                  6
      P-2                  4

      As of position

      """
    let seen = try await desk.succeed("recall", "KB-1", "--dry-run")
    let before = "Batch KB-1 of SLIP: 10 made on 2023-01-15, 9 accepted. It is not recalled. Of 2 sales, at most 4 is still out.\n"
    #expect(
      seen == before
        + tables.replacingOccurrences(of: "PLACE", with: "hub          4           0").replacingOccurrences(of: "position\n", with: "position 21.\n"))
    #expect(try await desk.head() == 21)

    let arguments = ["recall", "KB-1", "--reason", "the dye runs", "--by", "laboratory", "--on", "2023-06-01"]
    let result = try await Program.run(Desk.esep, arguments, environment: desk.environment)
    let after =
      "Batch KB-1 of SLIP: 10 made on 2023-01-15, 9 accepted. It is recalled: the dye runs. Of 2 sales, at most 4 is still out.\n"
    let wide = tables.replacingOccurrences(of: "place  on_hand  in_transit\n─────", with: "place       on_hand  in_transit\n──────────")
    #expect(
      result.output
        == after
        + wide.replacingOccurrences(of: "PLACE", with: "quarantine        4           0").replacingOccurrences(
          of: "position\n", with: "position 22.\n"),
      "\(result.errors)")
    #expect(result.errors.contains("Batch KB-1 is recalled."))
    let again = try await Program.run(Desk.esep, arguments, environment: desk.environment)
    #expect(again.status == 0 && again.errors.contains("It was so before; nothing changed."), "\(again.errors)")
    #expect(try await desk.head() == 22)

    let lifted = try await desk.succeed(
      "recall", "KB-1", "--lift", "--reason", "passed", "--by", "laboratory", "--on", "2023-06-02", "--format", "csv")
    #expect(
      lifted.lines == [
        "sale,sold_on,channel,outlet,country,quantity,restocked,still_out", "S-1,2023-02-01,MUJI,,JP,3,0,3", "S-2,2023-02-10,SHOP,,KG,2,0,1",
      ])
    #expect(try await desk.report("stock").row(["batch": "KB-1", "place": "hub"])?["on_hand"] == 4_000)
    try await desk.expectVerified()
  }

  @Test("What cannot be recalled is refused with the reason")
  func refusals() async throws {
    let (desk, _) = try await TinyBook.imported()
    let unknown = "there is no batch 'KB-99' in this book; correct the code or record the batch first"
    let cases: [([String], Int32, String)] = [
      (["KB-99", "--dry-run"], 1, "esep: \(unknown)"), (["KB-99", "--reason", "dye", "--by", "laboratory"], 1, "esep: \(unknown)"),
      (["KB-1", "--by", "laboratory"], 2, "Error: Say why with --reason TEXT: a recall has a reason. Or look first with --dry-run."),
      (["KB-1", "--reason", "dye"], 2, "Error: Say who decided it with --by NAME. Or look first with --dry-run."),
      (
        ["KB-1", "--lift", "--by", "laboratory"], 2, "Error: Say why with --reason TEXT: lifting a recall has a reason. Or look first with --dry-run."
      ),
      (["KB-1", "--lift", "--reason", "passed", "--by", "laboratory"], 1, "esep: batch KB-1 is not recalled; nothing to lift"),
      (
        ["KB-1", "--reason", "dye", "--by", "laboratory", "--on", "2023-01-01"], 1,
        "esep: the date lies before the making of batch KB-1 (2023-01-15); correct one of the two"
      ),
    ]
    for (arguments, status, said) in cases {
      let result = try await Program.run(Desk.esep, ["recall"] + arguments, environment: desk.environment)
      #expect(result.status == status && result.output == "" && result.errors.lines.first == said, "\(arguments): \(result.output)\(result.errors)")
    }
    #expect(try await desk.head() == 21)
  }

  /// What `esep recall --format json` prints, as far as it is compared.
  private struct Reach: Decodable {
    let batch: String, still_out: Int64
    let sales: [ReportRow], places: [ReportRow], producers: [ReportRow]
  }

  @Test("On the demo, a recall finds each sale whose paper says it drew on the batch, and no other")
  func demo() async throws {
    let desk = try await DemoDesk.shared.value
    // By brute force: every paper of every sale there is.
    let drawn = try await desk.query(
      """
      SELECT (draw->>'batch') || ' ' || substr(stream, 6) || ' ' || sum((draw->>'quantity')::bigint)
      FROM   demo.event CROSS JOIN LATERAL json_array_elements(payload->'draws') AS draw
      WHERE  type IN ('SaleRecorded', 'SaleAllocated') GROUP BY draw->>'batch', stream
      """)
    var searched: [String: [String: Int64]] = [:]
    for line in drawn {
      let words = line.split(separator: " ").map(String.init)
      searched[words[0], default: [:]][words[1]] = Int64(words[2])
    }
    let recalled = try await desk.query("SELECT payload->>'batch' FROM demo.event WHERE type = 'BatchRecalled' ORDER BY position")
    let busiest = searched.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(4).map(\.key)
    for batch in recalled + busiest {
      let result = try await desk.esep("recall", batch, "--dry-run", "--book", "demo", "--format", "json")
      let reach = try JSONDecoder().decode(Reach.self, from: Data(result.output.utf8))
      let found = Dictionary(reach.sales.map { ($0["sale"]?.text ?? "", $0["quantity"]?.number ?? 0) }, uniquingKeysWith: +)
      #expect(found.count == reach.sales.count && found == searched[batch] ?? [:], "\(batch)")
      #expect(reach.still_out == reach.sales.reduce(0) { $0 + ($1["still_out"]?.number ?? 0) } && !reach.producers.isEmpty, "\(batch)")
      let makers = try await desk.query(
        "SELECT maker->>'producer' FROM demo.event, json_array_elements(payload->'contributions') AS maker WHERE stream = 'batch/\(batch)' AND version = 1"
      )
      #expect(Set(reach.producers.compactMap { $0["producer"]?.text }) == Set(makers), "\(batch)")
    }
    #expect(busiest.count == 4)
  }
}
