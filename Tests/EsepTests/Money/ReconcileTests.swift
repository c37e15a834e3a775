import Foundation
import Testing

/// A channel's statement against what was sold, from the command line.
@Suite("Reconciling", .serialized)
struct ReconcileTests {
  @Test("What is beyond doubt is matched, once; a dry run says the same and records nothing")
  func beyondDoubt() async throws {
    let (desk, _) = try await MoneyBook.stated()
    let head = try await desk.head()
    let dry = try await desk.succeed("reconcile", "SHOP", "--on", "2023-04-05", "--dry-run")
    #expect(dry.hasPrefix("3 lines: 3 would be matched (2 by reference, 1 by terms), 0 matched before, 0 need a person.\n"), "\(dry)")
    #expect(dry.hasSuffix(" Dry run: nothing was recorded.\n"), "\(dry)")
    #expect(try await desk.head() == head)
    let said = try await desk.succeed("reconcile", "SHOP", "--on", "2023-04-05")
    #expect(
      said == """
        3 lines: 3 matched now (2 by reference, 1 by terms), 0 matched before, 0 need a person.

        Matched by itself

        statement  line  type        reference     amount  currency  method     stands_for
        ─────────  ────  ──────────  ─────────  ─────────  ────────  ─────────  ──────────
        ST-1       1     sale        S-2         2 900.00  KGS       reference  S-2
        ST-1       2     return      R-1        -1 450.00  KGS       reference  R-1@S-2
        ST-1       3     commission  –            -435.00  KGS       terms      –

        Statements

        statement  period_to   currency  unmatched_lines  disputed  written_off       due  paid      open  standing
        ─────────  ──────────  ────────  ───────────────  ────────  ───────────  ────────  ────  ────────  ───────────────
        ST-1       2023-03-31  KGS                     0      0.00         0.00  1 015.00  0.00  1 015.00  waits for money

        As of position \(head + 3).

        """, "\(said)")
    let again = try await desk.succeed("reconcile", "SHOP", "--on", "2023-04-06")
    #expect(again.hasPrefix("3 lines: 0 matched now, 3 matched before, 0 need a person.\n"), "\(again)")
    #expect(try await desk.head() == head + 3)
    let dollars = try await desk.succeed("reconcile", "MUJI", "--on", "2023-04-05")
    #expect(dollars.contains("MU-1       1     sale        SLIP        37.50  USD       attributes  S-1"), "\(dollars)")
    try await desk.expectVerified()
  }

  @Test("A statement's file again is no second statement, and neither is the same statement in another file")
  func sameFile() async throws {
    let (desk, folder) = try await MoneyBook.stated()
    let head = try await desk.head()
    let again = try await desk.succeed("import", folder.path + "/statements.csv")
    #expect(try Summary(again).counts["statements.csv"] == Summary.Counts(unchanged: 7), "\(again)")
    let other = try TemporaryFolder(["statements.csv": MoneyBook.statements + "MU-2,MUJI,2023-03-01,2023-03-31,USD,1,fee,,,-1,2023-04-03\n"])
    let more = try await desk.succeed("import", other.path)
    #expect(try Summary(more).counts["statements.csv"] == Summary.Counts(taken: 1, unchanged: 7, events: 1), "\(more)")
    #expect(try await desk.head() == head + 1)
    let digests = try await desk.query("SELECT payload->>'file_sha256' FROM main.event WHERE type = 'StatementReceived' ORDER BY position LIMIT 1")
    let hex = MoneyBook.statements.utf8.map { String(format: "%02x", $0) }.joined()
    #expect(try await desk.query("SELECT encode(sha256(decode('\(hex)', 'hex')), 'hex')") == digests)
    let changed = try await desk.rejects("statements", MoneyBook.statements.replacingOccurrences(of: "S-2,2,2900", with: "S-3,2,2900"))
    #expect(changed.count == 5 && changed.allSatisfy { $0.contains("is already recorded with another") }, "\(changed)")
  }

  @Test("Like sales are alternatives: a person picks, takes back, and what was taken back is not matched again by itself")
  func person() async throws {
    let (desk, _) = try await TinyBook.imported()
    let folder = try TemporaryFolder([
      "sales.csv": """
      sale,sold_on,channel,product,quantity,unit_price,currency
      S-4,2023-05-10,SHOP,HONEY,2,800,KGS
      S-5,2023-05-11,SHOP,HONEY,2,800,KGS
      S-6,2023-05-12,SHOP,HONEY,3,800,KGS

      """,
      "statements.csv": MoneyBook.header + """
        ST-5,SHOP,2023-05-01,2023-05-31,KGS,1,sale,HONEY,2,1600,2023-06-02
        ST-5,SHOP,2023-05-01,2023-05-31,KGS,2,sale,,,3400,2023-06-02
        ST-5,SHOP,2023-05-01,2023-05-31,KGS,3,fee,cards,,-20,2023-06-02
        ST-5,SHOP,2023-05-01,2023-05-31,KGS,4,commission,,,-1500,2023-06-02

        """,
    ])
    try await desk.succeed("import", folder.path)
    let said = try await desk.succeed("reconcile", "SHOP", "--on", "2023-06-05", "--format", "csv")
    #expect(
      said.lines == [
        "statement,line,type,reference,amount,currency,status,method,sales,note",
        "ST-5,1,sale,HONEY,1600.00,KGS,alternatives,,,2 alternatives: S-4 or S-5",
        "ST-5,2,sale,,3400.00,KGS,matched,subset,\"S-3, S-6\",",
        "ST-5,3,fee,cards,-20.00,KGS,differs,,,\"a charge beyond the tolerance of 0.00; accept it, or ask the channel\"",
        "ST-5,4,commission,,-1500.00,KGS,waits,,,is reckoned once line 1 is matched",
      ], "\(said)")
    #expect(
      try await desk.succeed("reconcile", "SHOP", "--tolerance", "25", "--from", "2023-06-01").hasPrefix(
        "From 2023-06-01 on 25 KGS a line is tolerated.\n"))
    let picked = try await desk.succeed("reconcile", "SHOP", "--match", "1=S-5", "--on", "2023-06-05")
    #expect(picked.hasPrefix("Line 1 of statement ST-5 stands for S-5.\n"), "\(picked)")
    let undone = try await desk.succeed("reconcile", "SHOP", "--unmatch", "2", "--reason", "wrong shop", "--on", "2023-06-05")
    #expect(undone.hasPrefix("Line 2 of statement ST-5 stands for nothing again.\n"), "\(undone)")
    let left = try await desk.succeed("reconcile", "SHOP", "--on", "2023-06-06", "--format", "csv").lines.dropFirst()
    #expect(
      Array(left) == [
        "ST-5,1,sale,HONEY,1600.00,KGS,before,person,S-5,",
        "ST-5,2,sale,,3400.00,KGS,undone,,,the match was taken back (wrong shop); say what the line stands for",
        "ST-5,3,fee,cards,-20.00,KGS,matched,charge,,", "ST-5,4,commission,,-1500.00,KGS,waits,,,is reckoned once line 2 is matched",
      ], "\(left)")
    try await desk.succeed("reconcile", "SHOP", "--match", "2=S-3,S-6", "--on", "2023-06-06")
    // 30 % of 5000 is 1500: the commission is as the terms say.
    let all = try await desk.succeed("reconcile", "SHOP", "--on", "2023-06-06")
    #expect(all.hasPrefix("4 lines: 1 matched now (1 by terms), 3 matched before, 0 need a person.\n"), "\(all)")
    #expect(all.contains("2023-05-10  S-4"), "\(all)")
    let disputed = try await desk.succeed(
      "reconcile", "SHOP", "--dispute", "all", "--amount", "100", "--reason", "goods lost", "--on", "2023-06-07")
    #expect(disputed.hasPrefix("A dispute about statement ST-5 as a whole is open.\n") && disputed.contains("in dispute"), "\(disputed)")
    try await desk.refuse(
      "reconcile", "SHOP", "--dispute", "1", "--amount", "9000", "--reason", "x", "--on", "2023-06-07",
      saying: "9000.00 KGS cannot be disputed: the channel still owes 3380.00 KGS for the statement; correct the amount")
    let resolved = try await desk.succeed(
      "reconcile", "SHOP", "--resolve", "all", "--outcome", "written_off", "--reason", "agreed", "--on", "2023-06-08")
    #expect(resolved.hasPrefix("The dispute about statement ST-5 as a whole has ended: written_off.\n"), "\(resolved)")
    try await desk.expectVerified()
  }

  @Test("A receipt of nobody knows whom waits in suspense until it is applied")
  func suspense() async throws {
    let (desk, _) = try await MoneyBook.stated()
    try await desk.succeed("reconcile", "SHOP", "--on", "2023-04-05")
    let folder = try TemporaryFolder(["payouts.csv": "payout,received_on,currency,amount\nPAY-7,2023-04-10,KGS,2000\n"])
    try await desk.succeed("import", folder.path)
    let waiting = try await desk.report("trial-balance")
    #expect(waiting.row(["account": "1900"])?["credit"] == 200_000)
    let applied = try await desk.succeed("reconcile", "SHOP", "--statement", "ST-1", "--apply", "PAY-7", "--on", "2023-04-11")
    #expect(applied.hasPrefix("Receipt PAY-7 is applied to statement ST-1.\n"), "\(applied)")
    #expect(applied.contains("settled"), "\(applied)")
    let rest = try await desk.report("trial-balance")
    #expect(rest.row(["account": "1900"])?["credit"] == 98_500)
    try await desk.refuse(
      "reconcile", "SHOP", "--statement", "ST-1", "--apply", "PAY-8",
      saying: "there is no receipt 'PAY-8' in this book; correct the number or record the receipt first")
    try await desk.expectVerified()
  }
}
