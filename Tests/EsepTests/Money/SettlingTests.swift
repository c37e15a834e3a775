import Foundation
import Testing

/// Nobody is paid twice: files that come again, runs that were killed, two accountants at once.
@Suite("Settling a payout run", .serialized)
struct SettlingTests {
  @Test("The bank's file again changes nothing, and every figure is right")
  func again() async throws {
    let (desk, bank) = try await BigRun.instructed()
    let list = try bank.lines("list.csv")
    #expect(list.count == BigRun.producers + 1 && list[1] == "RUN-1,P-10001,100.00,,")
    let first = try await desk.succeed("payout", "settle", "RUN-1", bank.path + "/bank.csv")
    #expect(try Summary(first).counts["bank.csv"] == Summary.Counts(taken: BigRun.producers, events: BigRun.producers), "\(first)")
    #expect(first.hasSuffix("Run RUN-1: nothing is left to settle.\n"), "\(first)")
    let head = try await desk.head()
    let second = try await desk.succeed("payout", "settle", "RUN-1", bank.path + "/bank.csv")
    #expect(try Summary(second).counts["bank.csv"] == Summary.Counts(unchanged: BigRun.producers), "\(second)")
    #expect(try await desk.head() == head)
    #expect(try await BigRun.settled(desk) == BigRun.all)
    let trial = try await desk.report("trial-balance")
    let transit = trial.row(["account": "1090"])
    #expect(transit == nil || transit?["balance"] == 0)
    #expect(trial.row(["account": "2100"])?["credit"] == .number(Int64(BigRun.all[1]) * 10_000))
    try await desk.expectVerified()
  }

  @Test("A settling that was killed is taken up by the next, and nobody is paid twice")
  func killed() async throws {
    let (desk, bank) = try await BigRun.instructed()
    let head = try await desk.head()
    let killed = try await desk.esep("payout", "settle", "RUN-1", bank.path + "/bank.csv", killAtPosition: head + 100)
    let settled = try await BigRun.settled(desk)
    print("Killed: \(killed.wasKilled), \(settled) settled")
    try await desk.succeed("payout", "settle", "RUN-1", bank.path + "/bank.csv")
    #expect(try await BigRun.settled(desk) == BigRun.all)
    #expect(try await desk.query("SELECT payload->>'producer' FROM main.event WHERE type = 'ProducerPaid' GROUP BY 1 HAVING count(*) > 1") == [])
    try await desk.expectVerified()
  }

  @Test("Two accountants who settle the same file at once pay everybody once")
  func twoAtOnce() async throws {
    let (desk, bank) = try await BigRun.instructed()
    async let one = desk.esep("payout", "settle", "RUN-1", bank.path + "/bank.csv")
    // Another file, so that the two do not write one rejects file.
    try bank.write("other.csv", try bank.read("bank.csv"))
    async let other = desk.esep("payout", "settle", "RUN-1", bank.path + "/other.csv")
    let results = try await [one, other]
    for result in results { #expect(result.status == 0, "\(result.output)\(result.errors)") }
    #expect(try await BigRun.settled(desk) == BigRun.all)
    #expect(try await desk.query("SELECT payload->>'producer' FROM main.event WHERE type = 'ProducerPaid' GROUP BY 1 HAVING count(*) > 1") == [])
    try await desk.expectVerified()
  }

  @Test("Two accountants who apply one receipt, or match one sale to two lines, do it once")
  func twoReconciling() async throws {
    let (desk, folder) = try await MoneyBook.stated()
    async let one = desk.esep("reconcile", "SHOP", "--on", "2023-04-05")
    async let other = desk.esep("reconcile", "SHOP", "--on", "2023-04-05")
    for result in try await [one, other] { #expect(result.status == 0, "\(result.output)\(result.errors)") }
    #expect(try await desk.count("StatementLineMatched") == 3)
    async let paid = desk.esep("import", folder.path + "/payouts.csv", "--rejects", folder.path)
    let elsewhere = try TemporaryFolder(["payouts.csv": MoneyBook.payouts])
    async let again = desk.esep("import", elsewhere.path + "/payouts.csv")
    for result in try await [paid, again] { #expect(result.output.contains("payouts.csv"), "\(result.output)\(result.errors)") }
    #expect(try await desk.query("SELECT count(*) FROM main.event WHERE type = 'BankEntryRecorded' AND payload->>'payout' = 'PAY-1'") == ["1"])
    #expect(try await desk.query("SELECT count(*) FROM main.event WHERE type = 'ChannelPayoutReceived' AND payload->>'payout' = 'PAY-1'") == ["1"])
    try await desk.expectVerified()
  }

  @Test("One payment is settled, one comes back, and the next run pays it again; all with the words of the program")
  func oneByOne() async throws {
    let (desk, folder) = try await MoneyBook.instructed()
    #expect(try folder.lines("list.csv") == ["\u{FEFF}run,producer,amount,route,account", "RUN-1,P-1,2024.93,,1090 4242", "RUN-1,P-2,1349.95,,"])
    let settled = try await desk.succeed("payout", "settle", "RUN-1", "--producer", "P-1", "--reference", "B-1", "--on", "2023-05-05")
    #expect(settled == "The payment of run RUN-1 to P-1 is settled; 1 of 2 payments are still waiting.\n")
    let again = try await desk.succeed("payout", "settle", "RUN-1", "--producer", "P-1", "--reference", "B-1", "--on", "2023-05-05")
    #expect(again == "The payment of run RUN-1 to P-1 is settled; 1 of 2 payments are still waiting. It was so before; nothing changed.\n")
    try await desk.refuse(
      "payout", "settle", "RUN-1", "--producer", "P-1", "--reference", "B-2", "--on", "2023-05-05",
      saying: "run RUN-1 paid P-1 on 2023-05-05 already (reference B-1); if the bank paid a second time, record that as an advance")
    let back = try await desk.succeed("payout", "send-back", "RUN-1", "--producer", "P-2", "--reason", "account closed", "--on", "2023-05-06")
    #expect(back == "The payment of run RUN-1 to P-2 came back and is in her balance again.\n")
    let shown = try await desk.succeed("payout", "show", "RUN-1")
    #expect(shown.contains("P-1       2 024.93  0.00  0.00     0.00  0.00      0.00  2 024.93  paid 2023-05-05, B-1"), "\(shown)")
    #expect(shown.contains("returned 2023-05-06: account closed"), "\(shown)")
    let lines = try await desk.succeed("payout", "show", "RUN-1", "--producer", "P-1", "--format", "csv")
    #expect(lines.lines == ["producer,sale,amount", "P-1,S-2,565.50", "P-1,S-1,1459.43"], "\(lines)")
    try await desk.succeed("payout", "prepare", "RUN-2", "--cut-off", "2023-05-31", "--as", "Bakyt", "--on", "2023-06-01")
    let list = try await desk.succeed("payout", "list", "--format", "csv")
    let wanted = [
      "run,cut_off,status,payments,net,waiting", "RUN-1,2023-04-30,instructed,2,3374.88,0", "RUN-2,2023-05-31,prepared,1,1349.95,0",
    ]
    #expect(list.lines == wanted, "\(list)")
    try await desk.succeed("payout", "reject", "RUN-2", "--reason", "wrong day", "--as", "Aizada", "--on", "2023-06-02")
    try await desk.expectVerified()
  }
}
