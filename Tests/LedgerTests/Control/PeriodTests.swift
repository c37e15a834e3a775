import Ledger
import Testing

@Suite("Closing months")
struct PeriodTests {
  private func close(_ month: String, by name: String = "asel", on today: String = "2024-06-30", totals: [AccountTotal] = []) -> Command {
    .control(
      .close(
        ClosePeriod(
          month: monthOf(month), by: name, today: day(today), asOfPosition: 17, totals: totals,
          openItems: OpenItems(unmatchedStatements: 2, disputes: 1, receivable: 10_000, suspense: 50, unallocated: 0))))
  }

  private func reopen(_ month: String, by name: String = "asel", approvedBy other: String = "bakyt", reason: String = "a lost receipt") -> Command {
    .control(.reopen(ReopenPeriod(month: monthOf(month), reason: reason, today: day("2024-07-01"), requestedBy: name, approvedBy: other)))
  }

  private func monthOf(_ text: String) -> Month {
    guard let month = Month(text) else { preconditionFailure("\(text) is no month") }
    return month
  }

  private func message(_ command: Command, in book: TestBook) -> String? {
    refusal { () throws(Refusal) in try book.decide(command) }?.description
  }

  private func closed(_ months: String...) throws -> TestBook {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 9000)], on: "2024-01-10")
    try book.sell(sale("S1", 2000, on: "2024-02-01"))
    for month in months { try book.perform(close(month)) }
    return book
  }

  @Test("A fact of goods or money dated in a closed month is refused, and told the first open day")
  func refusesBackDating() throws {
    var book = try closed("2024-02")
    let told =
      "date: 2024-02-29 lies in 2024-02, which is closed; the first open day is 2024-03-01: book a correction from then on, or have 2024-02 reopened"
    #expect(message(.recordSale(sale("S2", 1000, on: "2024-02-29")), in: book) == told)
    #expect(message(.returnGoods(goods("R1", of: "S1", 1000, on: "2024-02-29")), in: book) == told)
    #expect(message(.reverseSale(ReverseSale(sale: .init("S1"), reason: "typed twice", date: day("2024-02-29"))), in: book) == told)
    let batch = RecordBatch(
      batch: .init("B2"), product: .init("RUG"), producedOn: day("2024-02-29"),
      contributions: [Contribution(producer: .init("P1"), quantity: Quantity(units: 1))])
    #expect(message(.recordBatch(batch), in: book) == told)
    try book.sell(sale("S2", 1000, on: "2024-03-01"))
    try book.takeBack("R1", of: "S1", 1000, on: "2024-03-02")
  }

  @Test("The first month that is closed takes all before it along")
  func takesEarlierMonthsAlong() throws {
    let book = try closed("2024-02")
    #expect(
      message(.recordSale(sale("S2", 1000, on: "2024-01-20")), in: book)?.hasPrefix("date: 2024-01-20 lies in 2024-01, which is closed") == true)
  }

  @Test("A sale that is there already is known again also when its month is closed")
  func repetition() throws {
    var book = try closed("2024-02")
    #expect(try book.perform(.recordSale(sale("S1", 2000, on: "2024-02-01"))) == .unchanged)
  }

  @Test("Registries, rates and terms may carry any day: they change no figure of the past")
  func registries() throws {
    var book = try closed("2024-02")
    try book.agree("FAIR", 0, 1200, from: "2024-01-15")
    try book.perform(
      .publishRate(PublishRate(currency: #require(Currency("JPY")), rate: Rate(date: day("2024-01-15"), nominal: 10, rate: decimal("5.8")))))
  }

  @Test("Months are closed in order, when they are over, and only balanced; closed again changes nothing")
  func order() throws {
    var book = try closed("2024-02")
    #expect(
      message(close("2024-04"), in: book)
        == "month: 2024-04 cannot be closed yet: months are closed in order, and 2024-03 is the next; close it first")
    #expect(
      message(close("2024-03", on: "2024-03-31"), in: book) == "month: 2024-03 is not over on 2024-03-31; close it from 2024-04-01 on")
    #expect(
      message(close("2024-03", totals: [AccountTotal(account: "1200", debit: 500, credit: 100)]), in: book)
        == "totals: debits and credits differ by 400 in minor units; run 'esep verify' before closing")
    #expect(message(close("2024-03", by: ""), in: book) == "closed_by: closed_by is empty; it is required")
    #expect(try book.perform(close("2024-02")) == .unchanged)
    #expect(try book.perform(close("2024-01")) == .unchanged)
    try book.perform(close("2024-03"))
    #expect(book.calendar.closedThrough == monthOf("2024-03"))
  }

  @Test("Reopening takes two people and a reason, and opens all months from there on")
  func reopening() throws {
    var book = try closed("2024-02", "2024-03")
    #expect(
      message(reopen("2024-03", approvedBy: "asel"), in: book)
        == "approved_by: asel cannot both ask for it and agree to it; another person has to agree")
    #expect(message(reopen("2024-04"), in: book) == "month: 2024-04 is not closed; nothing to reopen")
    #expect(message(reopen("2024-03", reason: ""), in: book) == "reason: reason is empty; it is required")
    try book.perform(reopen("2024-02"))
    try book.sell(sale("S2", 1000, on: "2024-02-29"))
    #expect(message(.recordSale(sale("S3", 1000, on: "2024-01-31")), in: book)?.contains("the first open day is 2024-02-01") == true)
    try book.perform(close("2024-02"))
    #expect(message(.recordSale(sale("S3", 1000, on: "2024-02-29")), in: book)?.contains("is closed") == true)
  }

  @Test("What a month was closed with is read back from the log as it was written")
  func roundTrip() throws {
    var book = try closed()
    let totals = [AccountTotal(account: "1200", debit: 500, credit: 0), AccountTotal(account: "2110", debit: 0, credit: 500)]
    try book.perform(close("2024-02", totals: totals))
    try book.perform(reopen("2024-02"))
    for fact in book.facts.suffix(2) {
      #expect(try Event(type: fact.event.type, payload: fact.event.payload.canonicalBytes) == fact.event)
      #expect(unroll(fact.event).isEmpty)
    }
  }
}

@Suite("Months")
struct MonthTests {
  @Test("A month knows its days and its neighbours")
  func days() throws {
    let february = try #require(Month("2024-02"))
    #expect(february.days == day("2024-02-01")...day("2024-02-29"))
    #expect(february.next.description == "2024-03")
    #expect(february.previous.description == "2024-01")
    #expect(try #require(Month("2024-12")).next.description == "2025-01")
    #expect(Month(of: day("2024-02-17")) == february)
    #expect(try february < #require(Month("2024-03")))
  }

  @Test("What is no month is refused", arguments: ["2024", "2024-13", "2024-2", "2024-00", "2024-02-01", "", "février"])
  func malformed(text: String) { #expect(Month(text) == nil) }
}

@Suite("Valued amounts")
struct ValuedTests {
  @Test("Parts taken one after the other leave nothing over, and each is worth its share to the coin", arguments: 1...50)
  func parts(seed: Int) {
    var random = SplitMix64(seed: seed)
    let sign: Int64 = random.chance(50) ? 1 : -1
    let whole = Valued(own: sign * random.number(Int64(1)...1_000_000), book: sign * random.number(Int64(0)...90_000_000))
    var rest = whole
    while rest.own != 0 {
      let part = rest.part(sign * random.number(Int64(1)...abs(rest.own)))
      let exact = Double(part.own) * Double(rest.book) / Double(rest.own)
      #expect(abs(Double(part.book) - exact) <= 0.5001, "seed \(seed)")
      rest -= part
    }
    #expect(rest == .zero, "seed \(seed)")
  }
}
