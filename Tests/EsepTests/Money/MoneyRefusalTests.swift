import Foundation
import Testing

/// What the money side refuses, by its words.
@Suite("Refusals of the money side", .serialized)
struct MoneyRefusalTests {
  @Test("A statement that does not add up is refused whole, with the difference")
  func doesNotAddUp() async throws {
    let (desk, _) = try await TinyBook.imported()
    let wrong = MoneyBook.statements.replacingOccurrences(of: "closing,,,1015", with: "closing,,,1020").lines.filter { !$0.contains("MUJI") }
    let rejects = try await desk.rejects("statements", wrong.joined(separator: "\n"))
    let reason =
      "statement ST-1 does not add up: opening and lines come to 1015.00 KGS, closing is 1020.00 KGS, the difference is 5.00 KGS; "
      + "correct the figures, or ask the channel for the missing lines"
    #expect(rejects == (2...6).map { "\($0),amount,ST-1,\"\(reason)\"" })
  }

  @Test("A statement in a currency that is not the channel's, of an unknown channel, or of a channel without terms is refused")
  func wrongCurrency() async throws {
    let (desk, _) = try await TinyBook.imported()
    let rejects = try await desk.rejects(
      "statements",
      MoneyBook.header + """
        ST-2,SHOP,2023-02-01,2023-02-28,USD,1,sale,,,10,
        ST-3,NOBODY,2023-02-01,2023-02-28,KGS,1,sale,,,10,
        ST-4,MUJI,2023-01-01,2023-01-14,USD,1,sale,,,10,
        """)
    #expect(
      rejects == [
        #"2,currency,USD,"USD is not what channel SHOP pays in: its terms say KGS; correct the currency, or agree new terms first""#,
        "3,channel,NOBODY,there is no channel 'NOBODY' in this book; correct the code or record the channel first",
        #"4,channel,MUJI,channel MUJI has no terms on 2023-01-14: its first terms hold from 2023-01-15; add terms or correct the date"#,
      ])
  }

  @Test("A reference that the book does not know is left to a person, and what a person names has to be in the book")
  func unknownReference() async throws {
    let (desk, _) = try await TinyBook.imported()
    let folder = try TemporaryFolder([
      "statements.csv": MoneyBook.header + "ST-5,SHOP,2023-02-01,2023-03-31,KGS,1,sale,S-99,,77,2023-04-03\n"
    ])
    try await desk.succeed("import", folder.path)
    let said = try await desk.succeed("reconcile", "SHOP", "--on", "2023-04-05")
    #expect(said.contains("1 line: 0 matched now, 0 matched before, 1 needs a person."), "\(said)")
    #expect(said.contains("ST-5       1     sale  S-99        77.00  KGS       nothing in the book fits"), "\(said)")
    try await desk.refuse(
      "reconcile", "SHOP", "--match", "1=S-99", "--on", "2023-04-05",
      saying: "there is no sale 'S-99' in this book; correct the code or record the sale first")
    try await desk.refuse(
      "reconcile", "SHOP", "--match", "1=S-1", "--on", "2023-04-05",
      saying: "sale S-1 went through channel MUJI; choose a sale of the statement's own channel")
    try await desk.refuse(
      "reconcile", "SHOP", "--match", "1=S-2", "--on", "2023-04-05",
      saying: "line 1 states 77.00 KGS, the book has 2900.00 KGS: the difference of 2823.00 KGS is more than the 0.00 KGS that is tolerated; "
        + "choose other sales, or dispute it with a reason")
    try await desk.refuse(
      "reconcile", "SHOP", "--statement", "ST-9",
      saying: "channel SHOP has no statement 'ST-9' in this book; correct the number or record the statement first")
    try await desk.refuse("reconcile", "NOBODY", saying: "there is no channel 'NOBODY' in this book; correct the code or record the channel first")
  }

  @Test("Whoever prepared a run cannot approve it, in capitals neither")
  func samePerson() async throws {
    let (desk, _) = try await MoneyBook.paid()
    try await desk.succeed("payout", "prepare", "RUN-1", "--cut-off", "2023-04", "--as", "Aizada", "--on", "2023-05-02")
    let message = "prepared run RUN-1 and cannot approve it; another person has to agree"
    try await desk.refuse("payout", "approve", "RUN-1", "--as", "Aizada", "--on", "2023-05-03", saying: "Aizada \(message)")
    try await desk.refuse("payout", "approve", "RUN-1", "--as", "AIZADA ", "--on", "2023-05-03", saying: "AIZADA  \(message)")
    try await desk.refuse(
      "payout", "instruct", "RUN-1", "--as", "Bakyt", "--on", "2023-05-03",
      saying: "run RUN-1 is not approved yet; have somebody other than its preparer approve it first")
    try await desk.refuse("payout", "show", "RUN-9", saying: "There is no payout run “RUN-9”. List them with: esep payout list")
  }

  @Test("More than a run has for a producer, or less, is no settlement of her payment; nor is a payment that is in no run")
  func overAvailable() async throws {
    let (desk, _) = try await MoneyBook.instructed()
    try await desk.refuse(
      "payout", "settle", "RUN-1", "--producer", "P-1", "--amount", "2025", "--on", "2023-05-05",
      saying:
        "2025.00 KGS is more than the 2024.93 KGS that run RUN-1 has for P-1; correct the amount, and record what was paid beyond it as an advance"
    )
    let rejects = try await desk.rejects(
      "settlements",
      """
      run,producer,status,date,amount,reason
      RUN-1,P-1,paid,2023-05-05,2024.94,
      RUN-1,P-2,paid,2023-05-05,1349.94,
      RUN-1,P-9,paid,2023-05-05,1,
      RUN-7,P-1,paid,2023-05-05,,
      RUN-1,P-9,returned,2023-05-05,,closed
      """)
    #expect(
      rejects == [
        #"2,amount,2024.94,"2024.94 KGS is more than the 2024.93 KGS that run RUN-1 has for P-1; correct the amount, and record what was paid beyond it as an advance""#,
        #"3,amount,1349.94,"run RUN-1 pays P-2 1349.95 KGS, not 1349.94 KGS; a payment is settled whole: correct the amount, or send the payment back""#,
        "4,producer,P-9,payout run 'RUN-1' has no payment to 'P-9'; correct the run's number or the producer's code",
        "5,producer,P-1,payout run 'RUN-7' has no payment to 'P-1'; correct the run's number or the producer's code",
        "6,producer,P-9,payout run 'RUN-1' has no payment to 'P-9'; correct the run's number or the producer's code",
      ])
  }

  @Test("A fact of a closed month is refused with the first day that is open")
  func closedMonth() async throws {
    let (desk, folder) = try await MoneyBook.stated()
    try await desk.succeed("period", "close", "2023-04", "--as", "Aizada")
    let message = "lies in 2023-04, which is closed; the first open day is 2023-05-01: book a correction from then on, or have 2023-04 reopened"
    try await desk.refuse(
      "reconcile", "SHOP", "--accept", "3", "--on", "2023-04-05",
      saying: "line 3 is the channel's commission, which is reckoned from all sales and returns; match line 1 first")
    try await desk.refuse("reconcile", "SHOP", "--match", "1=S-2", "--on", "2023-04-05", saying: "2023-04-05 \(message)")
    let advance = try await desk.rejects("advances", "advance,producer,paid_on,amount\nA-1,P-1,2023-04-30,100\n")
    #expect(advance == ["2,paid_on,2023-04-30,\"2023-04-30 \(message)\""])
    let sale = try await desk.rejects(
      "sales", "sale,sold_on,channel,product,quantity,unit_price,currency\nS-9,2023-04-30,SHOP,HONEY,1,100,KGS\n")
    #expect(sale == ["2,sold_on,2023-04-30,\"2023-04-30 \(message)\""])
    // What is in the book already is no new fact.
    try await desk.succeed("import", folder.path + "/statements.csv")
  }

  @Test("Money in a currency without a rate on its day is refused, unless the bank says what it credited")
  func noRate() async throws {
    let (desk, _) = try await TinyBook.imported()
    let text = "payout,received_on,currency,amount,book_amount\nPAY-9,2022-12-31,USD,10,"
    let rejects = try await desk.rejects("payouts", text + "\n")
    #expect(rejects == ["2,currency,USD,no rate of USD is known on 2022-12-31; add one to rates.csv with that date or an earlier one"])
    let folder = try TemporaryFolder(["payouts.csv": text + "860\n"])
    try await desk.succeed("import", folder.path)
    #expect(try await desk.query("SELECT payload->>'book_amount' FROM main.event WHERE type = 'BankEntryRecorded'") == ["86000"])
  }

  @Test("A payout for more than is owed, or for a statement that is not matched or not there, is refused; its other rows are told")
  func overpaid() async throws {
    let (desk, _) = try await MoneyBook.stated()
    let header = "payout,received_on,channel,statement,currency,amount\n"
    let unmatched = try await desk.rejects("payouts", header + "PAY-1,2023-04-10,SHOP,ST-1,KGS,1015\n")
    #expect(
      unmatched == [
        #"2,statement,PAY-1,"nothing is left to pay for statement ST-1; match its lines first, or apply the receipt to another statement""#
      ])
    try await desk.succeed("reconcile", "SHOP", "--on", "2023-04-05")
    let over = try await desk.rejects("payouts", header + "PAY-1,2023-04-10,SHOP,ST-1,KGS,1015.01\nPAY-1,2023-04-10,SHOP,,KGS,5\n")
    #expect(
      over == [
        #"2,amount,PAY-1,"1015.01 KGS cannot be applied to statement ST-1: 1015.00 KGS is left to pay; apply at most that, and leave the rest in suspense""#,
        "3,payout,PAY-1,the payout is not taken because of row 2; mend that row and import the file again",
      ])
    let unknown = try await desk.rejects("payouts", header + "PAY-1,2023-04-10,SHOP,ST-8,KGS,10\n")
    #expect(unknown == ["2,statement,PAY-1,channel SHOP has no statement 'ST-8' in this book; correct the number or record the statement first"])
  }

  @Test("Options that do not go together are explained")
  func usage() async throws {
    let (desk, _) = try await MoneyBook.stated()
    let usage: [([String], String)] = [
      (["reconcile", "SHOP", "--match", "1"], "--match 1: write the line and what it stands for, such as 4=S-88121,S-88130"),
      (["reconcile", "SHOP", "--unmatch", "1"], "--unmatch needs --reason TEXT"),
      (["reconcile", "SHOP", "--dispute", "1", "--reason", "x"], "--dispute needs --amount AMOUNT"),
      (["reconcile", "SHOP", "--resolve", "1", "--outcome", "won"], "--resolve needs --outcome recovered or --outcome written_off"),
      (["reconcile", "SHOP", "--tolerance", "5"], "--tolerance needs --from DATE, the day it holds from"),
      (["payout", "settle", "RUN-1"], "Say what was paid: a file, --producer CODE, or --all"),
      (
        ["payout", "settle", "RUN-1", "x.csv", "--reference", "1"], "A file says itself what was paid when; leave out --amount, --reference and --on"
      ),
      (["period", "close", "2023"], "“2023” is no month; write it like 2024-03"),
      (
        ["payout", "prepare", "RUN-1", "--cut-off", "yesterday"],
        "--cut-off yesterday is no date; write a year (2024), a month (2024-03) or a day (2024-03-15)"
      ),
    ]
    for (arguments, message) in usage {
      let result = try await Program.run(Desk.esep, arguments, environment: desk.environment)
      #expect(result.status == 2 && result.errors == "esep: \(message)\n", "\(arguments): \(result.status) \(result.errors)")
    }
  }
}
