import Foundation
import Testing

/// An accountant's month with the example folders, from the channel's statement to a producer's hand.
///
/// SHOP states S-7, one of two like sales of soap, and S-12 with S-13 in one line: 6119.82 + 1800 + 4660 less a charge of 35. Less the association's 12 %
/// (734.38, 216, 259.20, 300) its makers get 11 070.24. TOKYO states S-3 and S-6: 79 200 yen at 0.62451 and 61 500 at 0.5972, 86 188.99 som, all of it
/// the makers'; it pays 140 700 yen, worth 84 026.04 on that day, of which the bank kept 2 500 (1 493.00). So the run pays 97 259.23 gross.
@Suite("A month", .serialized)
struct MonthTests {
  /// The example books, copied, so that what the program writes beside them stays out of the checkout.
  static func example() throws -> TemporaryFolder {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: tests.path + "/Example", toPath: folder.path + "/Example")
    return folder
  }

  @Test("Statements, a payout short by a bank fee, a payout run with two signatures, and the books balance")
  func month() async throws {
    let (desk, folder) = (try await Desk.fresh(), try Self.example())
    let (book, month) = (folder.path + "/Example/book", folder.path + "/Example/month")
    #expect(try await desk.esep("import", book).status == 1)
    try await desk.succeed("import", month)
    let shop = try await desk.succeed("reconcile", "SHOP", "--on", "2024-04-05")
    #expect(
      shop.hasPrefix("4 lines: 2 matched now (1 by reference, 1 by subset), 0 matched before, 2 need a person.\n")
        && shop.contains("2 alternatives: S-10 or S-11"), "\(shop)")
    // Money for what is not matched cannot be taken: the whole receipt is refused, and taken later.
    let early = try await desk.esep("import", month + "/bank/payouts.csv")
    #expect(early.status == 1 && early.errors.contains("12544.82 KGS cannot be applied to statement SHOP-03: 10779.82 KGS is left to pay"))
    try await desk.succeed("reconcile", "SHOP", "--match", "2=S-11", "--accept", "4", "--on", "2024-04-05")
    try await desk.succeed("reconcile", "TOKYO", "--on", "2024-04-05")
    try await desk.succeed("import", month + "/bank/payouts.csv")
    try await desk.succeed("payout", "prepare", "RUN-2024-04", "--cut-off", "2024-04", "--as", "Aizada", "--on", "2024-05-02")
    let run = try await desk.succeed("payout", "show", "RUN-2024-04", "--format", "csv")
    #expect(
      run.lines == [
        "producer,gross,tax,fee,reserve,debt,advances,net,status", "P-01,23356.68,2335.67,0.00,583.92,0.00,0.00,20437.09,prepared",
        "P-02,65032.31,6503.23,0.00,1625.81,0.00,1000.00,55903.27,prepared", "P-03,6137.90,613.79,0.00,153.45,0.00,0.00,5370.66,prepared",
        "P-04,2732.34,273.23,0.00,68.31,0.00,0.00,2390.80,prepared", "total,97259.23,9725.92,0.00,2431.49,0.00,1000.00,84101.82,",
      ], "\(run)")
    try await desk.succeed("payout", "approve", "RUN-2024-04", "--as", "Bakyt", "--on", "2024-05-03")
    try await desk.succeed("payout", "instruct", "RUN-2024-04", "--as", "Aizada", "--on", "2024-05-03", "--out", month + "/list.csv")
    try await desk.succeed("payout", "settle", "RUN-2024-04", month + "/bank/settlements.csv")
    let trial = try await desk.report("trial-balance")
    // Bank: 12 544.82 and 82 533.04 in; 1 000.00, 20 437.09, 55 903.27 and 2 390.80 out.
    for (account, side, amount) in [
      ("1010", "debit", 1_534_670), ("1090", "debit", 0), ("1110", "debit", 0), ("1210", "debit", 0), ("2100", "credit", 598_445),
      ("2200", "credit", 911_213), ("2300", "credit", 243_149), ("5100", "debit", 3_500), ("5120", "debit", 149_300), ("5900", "debit", 216_295),
    ] as [(String, String, Int64)] {
      #expect(trial.row(["account": .text(account)])?[side] ?? 0 == .number(amount), "\(account) \(trial.rows)")
    }
    let head = try await desk.head()
    for path in [month, month + "/bank/payouts.csv", month + "/bank/settlements.csv"] { try await desk.succeed("import", path) }
    #expect(try await desk.head() == head)
    try await desk.succeed("period", "close", "2024-05", "--as", "Aizada")
    try await desk.expectVerified()
  }

  @Test("The journal goes to a file or to standard output, and only the days that are asked for")
  func journal() async throws {
    let (desk, folder) = try await MoneyBook.paid()
    let written = try await desk.esep("export", "journal", "--out", folder.path + "/book.journal")
    #expect(written.status == 0 && written.output == "", "\(written.errors)")
    let printed = try await desk.esep("export", "journal")
    #expect(printed.output == (try folder.read("book.journal")) && printed.output.contains("2023-04-10"))
    let march = try await desk.succeed("export", "journal", "--from", "2023-03", "--to", "2023-03")
    #expect(march.contains("2023-03-10") && !march.contains("2023-04-10"), "\(march)")
    let nowhere = try await desk.esep("export", "journal", "--out", folder.path + "/no/where")
    #expect(nowhere.status == 1 && nowhere.errors == "esep: \(folder.path)/no/where cannot be written; name another file with --out\n")
  }
}
