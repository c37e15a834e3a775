import Foundation
import Testing

/// From raw material to the bank line and back, in the book that is reckoned by hand (see `MoneyBook`).
@Suite("A trace")
struct TraceTests {
  @Test("A batch is followed to who made it, what was sold, the statements, the bank and each producer's payment")
  func batch() async throws {
    let book = try await AuditBook.make()
    let trace = try await Trace(book.desk, "KB-1")
    #expect(trace.kind == "batch" && trace.code == "KB-1" && trace.sales == 2 && trace.followed == 2)
    #expect(
      trace.lines(of: nil) == [
        "made KB-1 10000 PR regular batch of SLIP", "contributed KB-1 6000 PR by P-1", "contributed KB-1 4000 PR by P-2",
        "inspected KB-1 9000 PR by self, 1 rejected",
        "run prepared RUN-1 337488 KGS by Aizada, cut off at 2023-04-30: 2024.93 to P-1, 1349.95 to P-2",
        "run approved RUN-1 by Bakyt", "bank instructed RUN-1 337488 KGS by Aizada, 2 payments in all",
        "paid RUN-1 202493 KGS to P-1, bank reference B-1", "paid RUN-1 134995 KGS to P-2, bank reference B-2",
      ])
    let first = trace.lines(of: "S-1")
    #expect(first.first == "sold S-1 3000 PR 3750 USD SLIP by MUJI: 3 of KB-1")
    for line in [
      "stated MU-1 2023-02-01 to 2023-02-28, 2 lines", "channel paid PAY-2 3000 USD for statement MU-1",
      "bank entry PAY-2 3000 USD reference TT-2, on the account as the bank says", "released PAY-2 145943 KGS to P-1",
      "released PAY-2 97295 KGS to P-2",
    ] { #expect(first.contains(line), "\(line) is not in \(first)") }
    #expect(first.filter { $0.hasPrefix("matched MU-1 ") }.count == 1)
    let second = trace.lines(of: "S-2")
    #expect(second.prefix(2) == ["sold S-2 2000 PR 290000 KGS SLIP by SHOP: 2 of KB-1", "returned R-1 1000 PR -145000 KGS scrap: torn"])
    #expect(
      second.contains("released PAY-1 56550 KGS to P-1")
        && second.contains("bank entry PAY-1 100000 KGS reference MB-1, on the account as the bank says"))
  }

  @Test("Whatever names the batch or one of its sales in the log is in the trace, found by looking through all of it")
  func complete() async throws {
    let book = try await AuditBook.make()
    let trace = try await Trace(book.desk, "KB-1")
    let named = try await book.desk.query(
      """
      SELECT position || ' ' || type FROM main.event
      WHERE (payload::text ~ '"(KB-1|S-1|S-2)"' AND type NOT IN ('BatchDrawn', 'BatchRestocked', 'BankEntryApplied'))
         OR (type = 'ProducerPaid')
      ORDER BY position
      """)
    let traced = Set(trace.steps.map { "\($0.position) \($0.type)" })
    #expect(named.filter { !traced.contains($0) } == [])
    #expect(trace.steps.allSatisfy { $0.sale == nil || ["S-1", "S-2"].contains($0.sale) })
  }

  @Test("A sale is followed to its batch and its money; a channel's payout back to the sales, the batches and their makers")
  func saleAndPayout() async throws {
    let book = try await AuditBook.make()
    let sale = try await Trace(book.desk, "S-1", "--sale")
    #expect(
      sale.lines(of: nil).prefix(3) == [
        "made KB-1 10000 PR regular batch of SLIP", "contributed KB-1 6000 PR by P-1", "contributed KB-1 4000 PR by P-2",
      ])
    #expect(sale.steps.allSatisfy { $0.sale == nil || $0.sale == "S-1" })
    let payout = try await Trace(book.desk, "PAY-2", "--payout")
    #expect(payout.kind == "payout" && payout.sales == 1)
    let lines = payout.lines(of: nil)
    #expect(
      lines.prefix(3) == [
        "bank entry PAY-2 3000 USD reference TT-2, on the account as the bank says", "stated MU-1 2023-02-01 to 2023-02-28, 2 lines",
        "channel paid PAY-2 3000 USD for statement MU-1",
      ])
    #expect(lines.contains("contributed KB-1 4000 PR by P-2"))
    #expect(payout.lines(of: "S-1").first == "sold S-1 3000 PR 3750 USD SLIP by MUJI: 3 of KB-1")
  }

  @Test("A person reads a table, a spreadsheet a CSV; both say as many steps as the JSON")
  func formats() async throws {
    let book = try await AuditBook.make()
    let trace = try await Trace(book.desk, "KB-1")
    let table = try await book.desk.succeed("trace", "KB-1")
    #expect(table.hasPrefix("Batch KB-1\n\nstep"))
    #expect(table.hasSuffix("\nAs of position \(trace.asOfPosition).\n"))
    #expect(table.lines.filter { $0.contains("2023-") }.count == trace.steps.count)
    let csv = try await book.desk.succeed("trace", "KB-1", "--format", "csv")
    #expect(csv.lines.first == "step,position,type,date,document,sale,quantity,amount,currency,says")
    #expect(csv.lines.dropFirst().map { $0.csvFields[1] } == trace.steps.map { String($0.position) })
    let limited = try await book.desk.succeed("trace", "KB-1", "--limit", "1")
    #expect(limited.hasSuffix(" 1 of its 2 sales are followed; for more: --limit 2.\n"), "\(limited.suffix(200))")
  }

  @Test("What the book does not know is refused, and a code of several things is asked about")
  func refused() async throws {
    let (desk, _) = try await TinyBook.imported()
    try await desk.refuse(
      "trace", "KB-9", saying: "Book “main” has no batch, sale or channel payout “KB-9”. The codes of batches with goods left: esep report stock")
    try await desk.refuse(
      "trace", "S-1", "--batch", saying: "Book “main” has no batch “S-1”. The codes of batches with goods left: esep report stock")
    let folder = try TemporaryFolder([
      "batches.csv": "batch,product,produced_on,kind,producer,quantity\nS-1,SLIP,2023-02-01,regular,P-1,5\n"
    ])
    try await desk.succeed("import", folder.path)
    try await desk.refuse(
      "trace", "S-1", saying: "“S-1” names 2 things in book “main”. Say which you mean: esep trace S-1 --batch or --sale", status: 2)
    #expect(try await Trace(desk, "S-1", "--batch").lines(of: nil).first == "made S-1 5000 PR regular batch of SLIP")
  }

  @Test("One producer's batches, from making to the receipt, are a report")
  func report() async throws {
    let book = try await AuditBook.make()
    let answer = try await book.desk.report("batch-trace", "--producer", "P-1")
    #expect(answer.rows.map { $0["sale"] } == ["S-1", "S-2"])
    #expect(answer.row(["sale": "S-1"])?["released"] == 145943 && answer.row(["sale": "S-1"])?["net"] == 145943)
    #expect(answer.row(["sale": "S-1"])?["receipt"] == "PAY-2" && answer.row(["sale": "S-2"])?["statement"] == "ST-1")
    #expect(answer.row(["sale": "S-2"])?["net"] == 56550 && answer.row(["sale": "S-2"])?["released"] == 56550)
    #expect(answer.rows.allSatisfy { $0["batch"] == "KB-1" && $0["contributed"] == 6000 })
    #expect(try await book.desk.report("batch-trace").rows.isEmpty)
  }
}

/// A trace as `--format json` prints it.
struct Trace: Decodable {
  struct Step: Decodable {
    let step: String, position: Int64, type: String, date: String, document: String, sale: String?
    let quantity: Int64?, unit: String?, amount: Int64?, currency: String?, says: String

    var line: String {
      let goods = quantity.map { "\($0) \(unit ?? "?")" }
      let money = amount.map { "\($0) \(currency ?? "?")" }
      return ([step, document] + [goods, money].compactMap(\.self) + [says]).joined(separator: " ")
    }
  }

  let kind: String, code: String, asOfPosition: Int64, sales: Int, followed: Int
  let steps: [Step]

  init(_ desk: Desk, _ arguments: String...) async throws {
    let result = try await Program.run(Desk.esep, ["trace"] + arguments + ["--format", "json"], environment: desk.environment)
    try #require(result.status == 0, "\(result.output)\(result.errors)")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(Trace.self, from: Data(result.output.utf8))
  }

  /// The steps that came in by a sale, or those of the goods and payments as a whole, each in a line.
  func lines(of sale: String?) -> [String] { steps.filter { $0.sale == sale }.map(\.line) }
}
