import Ledger

/// Facts of every type of money there is: one month of a shop that pays short and late, and of the producers who are paid.
func everyEventOfMoney() throws -> [Fact] {
  guard let yen = Currency("JPY") else { preconditionFailure("ISO 4217 has the yen") }
  var book = try TestBook.settling(in: yen, fxRisk: .producers)
  let lines = [
    line("1", .sale, 10_000, "S1", units: 1), line("2", .sale, 9_900, "S2"), line("3", .commission, -4_000), line("4", .fee, -100, "marketing"),
  ]
  try book.settle(tolerate(5, in: yen), receive("ST1", lines, in: yen, opening: 0, closing: 15_800, sha: "ab12"))
  try book.settle(match("1", ["S1"], by: .reference), unmatch("1"), match("1", ["S1"]), match("2", ["S2"], dispute: "a pair was \"worn\""))
  try book.settle(match("4", by: .charge), match("3", by: .terms), resolve(.writtenOff, "2"))
  try book.settle(receipt("PAY1", 15_750, for: [("ST1", 10_000)], fee: 50, in: yen, reference: "Ж-17"), apply("PAY1", to: "ST1"))
  try book.takeBack("R1", of: "S1", 1000, on: "2024-03-10")
  let pay = [
    rule("NDFL", .tax, 1000), advance("A1", to: "P2", 70, on: "2024-03-01"), prepare("R0", to: "2024-03-10", on: "2024-03-11"),
    reject("R0", on: "2024-03-11"), prepare("R1", to: "2024-03-10", on: "2024-03-11"), approve("R1", on: "2024-03-12"),
    instruct("R1", on: "2024-03-13"), settleAll("R1", "BANK/1", on: "2024-03-14"), sendBack("R1", "P1", on: "2024-03-15"),
    adjust("C1", [(.producerPayableAvailable, "P1", 100), (.producerPayableAvailable, "P2", -100)], corrects: 4, on: "2024-03-16"),
  ]
  for command in pay { try book.perform(.payables(command)) }
  let openItems = OpenItems(unmatchedStatements: 1, disputes: 0, receivable: 5, suspense: 0, unallocated: 0)
  guard let march = Month("2024-03") else { preconditionFailure("March is a month") }
  try book.perform(
    .control(
      .close(
        ClosePeriod(
          month: march, by: "aizada", today: day("2024-04-20"), asOfPosition: 99,
          totals: [AccountTotal(account: "1010", debit: 7, credit: 0), AccountTotal(account: "2110", debit: 0, credit: 7)], openItems: openItems))))
  try book.perform(
    .control(
      .reopen(ReopenPeriod(month: march, reason: "a lost receipt", today: day("2024-05-02"), requestedBy: "aizada", approvedBy: "bakyt"))))
  return book.facts
}
