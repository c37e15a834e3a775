import Foundation
import Testing

/// Payments that are drawn and traced.
@Suite("The sample of payments", .serialized)
struct SampleTests {
  @Test("A payment is traced to who signed for it, the sales, the batch, the statement and the bank line; every step has a proof")
  func traced() async throws {
    let book = try await AuditBook.make()
    let pack = try await book.pack("pack", "--sample", "1", "--seed", "audit-7")
    let rows = try String(contentsOfFile: pack + "/sample/sample.csv", encoding: .utf8).lines.dropFirst().map(\.csvFields)
    let payments = try await book.desk.query("SELECT position FROM main.event WHERE type = 'ProducerPaid'")
    #expect(payments.count == 2)
    let tickets = try await Outsider.shell(
      payments.map { "printf '%s' 'audit-7/\($0)' | sha256sum | cut -c1-64" }.joined(separator: "; "), in: pack
    ).output.lines
    let lowest = try #require(zip(tickets, payments).min { $0.0 < $1.0 })
    #expect(rows.first?[1] == lowest.0 && rows.first?[6] == lowest.1)
    let producer = try #require(rows.first?[2])
    // MU-1 paid S-1, ST-1 paid S-2, half of which came back.
    let expected =
      producer == "P-1"
      ? ["2024.93", "1459.43", "565.50", "6 of 10 PR by P-1"] : ["1349.95", "972.95", "377.00", "4 of 10 PR by P-2"]
    let steps = rows.map { [$0[4], $0[5], $0[9], $0[10], $0[11]] }
    #expect(steps.contains(["", "paid", "RUN-1", expected[0], "KGS"]), "\(steps)")
    #expect(steps.contains(["", "run prepared", "RUN-1", expected[0], "KGS"]), "\(steps)")
    #expect(steps.contains(["", "bank instructed", "RUN-1", "3374.88", "KGS"]), "\(steps)")
    #expect(steps.contains(["S-1", "released", "PAY-2", expected[1], "KGS"]), "\(steps)")
    #expect(steps.contains(["S-2", "released", "PAY-1", expected[2], "KGS"]), "\(steps)")
    #expect(steps.contains(["S-1", "stated", "MU-1", "", ""]) && steps.contains(["S-1", "matched", "MU-1", "30.00", "USD"]), "\(steps)")
    for role in ["channel paid", "bank entry"] { #expect(steps.contains(["S-1", role, "PAY-2", "30.00", "USD"]), "\(steps)") }
    #expect(steps.contains(["S-2", "bank entry", "PAY-1", "1000.00", "KGS"]), "\(steps)")
    #expect(rows.contains { $0[5] == "made" && $0[9] == "KB-1" && $0[12] == expected[3] }, "\(rows)")
    #expect(rows.contains { $0[5] == "run approved" && $0[12] == "by Bakyt" })
    #expect(rows.contains { $0[5] == "run prepared" && $0[12] == "by Aizada, cut off at 2023-04-30; \(expected[0]) gross" })
    let key = try await book.key()
    for row in rows {
      let file = "\(pack)/sample/\(row[13])"
      let own = try await Desk(home: "/dev/null/no-home").esep("check-proof", file, "--key", key)
      #expect(own.status == 0 && own.output.contains("position     \(row[6])\n"), "\(own.output)\(own.errors)")
      let other = try await Outsider.check("proof", file, "--key", key)
      #expect(other.status == 0 && other.output.hasPrefix("OK: position \(row[6]), \(row[7]), "), "\(other.output)")
    }
    let text = try String(contentsOfFile: pack + "/sample/sample.md", encoding: .utf8)
    #expect(text.hasPrefix("# 1 of 2 payments to producers, drawn by seed audit-7\n"), "\(text)")
    #expect(text.contains("## 1. \(producer): \(expected[0]) KGS, run RUN-1\n") && text.contains("\nSale S-1: "), "\(text)")
  }

  @Test("Unless a seed is named it is the root's beginning; the shell line in the text draws the same payments")
  func redrawn() async throws {
    let (desk, bank) = try await BigRun.instructed()
    try await desk.succeed("payout", "settle", "RUN-1", bank.path + "/bank.csv")
    let book = AuditBook(desk: desk, folder: try TemporaryFolder())
    let pack = try await book.pack("pack", "--sample", "12")
    let text = try String(contentsOfFile: pack + "/sample/sample.md", encoding: .utf8)
    let root = try await desk.query("SELECT left(encode(root, 'hex'), 16) FROM main.tree")[0]
    #expect(text.hasPrefix("# 12 of \(BigRun.all[0]) payments to producers, drawn by seed \(root)\n"), "\(text.prefix(200))")
    let command = text.split(separator: "\n").filter { $0.hasPrefix("    ") }.joined(separator: "\n")
    let drawn = try await Outsider.shell(command, in: pack)
    let rows = try String(contentsOfFile: pack + "/sample/sample.csv", encoding: .utf8).lines.dropFirst().map(\.csvFields).filter { $0[5] == "paid" }
    #expect(drawn.output.lines == rows.map { "\($0[1]) \($0[6])" }, "\(drawn.errors)")
    #expect(rows.count == 12)
    let checked = try await Outsider.check("bundle", pack)
    #expect(checked.output.hasSuffix("; 12 of \(BigRun.all[0]) payments drawn and proved\n"), "\(checked.output)")
  }
}
