import Ledger
import Testing

@Suite("What channels pay for their statements")
struct PaymentOfStatementTests {
  /// Statement ST1 of S1 and S2, ST2 of S3, all matched: 160.00 and 80.00 are due.
  private func book(in currency: Currency = .kgs, fxRisk: FxRisk = .association) throws -> TestBook {
    var book = try TestBook.settling(in: currency, fxRisk: fxRisk)
    let amount: Int64 = 10_000
    try book.settle(
      receive("ST1", [line("1", .sale, amount), line("2", .sale, amount), line("3", .commission, -4000)], in: currency),
      receive("ST2", [line("1", .sale, amount), line("2", .commission, -2000)], in: currency), match("1", ["S1"]), match("2", ["S2"]), match("3"),
      match("1", ["S3"], of: "ST2"), match("2", of: "ST2"))
    return book
  }

  @Test("A payment of all that is due settles the statement, and its sales become their producers' money")
  func whole() throws {
    var book = try book()
    let facts = try book.settle(receipt("PO1", 16_000, for: [("ST1", 16_000)], reference: "BANK-7")).facts
    #expect(facts.map(\.stream) == [.bank(.init("PO1")), .bank(.init("PO1")), .settlement(.init("SHOP")), .payables])
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"amount":16000,"bank_fee":0,"book_amount":16000,"book_bank_fee":0,"book_currency":"KGS","channel":"SHOP","currency":"KGS","#
          + #""payout":"PO1","reference":"BANK-7"}"#,
        #"{"amount":16000,"book_currency":"KGS","channel":"SHOP","currency":"KGS","payout":"PO1","statement":"ST1"}"#,
        #"{"amount":16000,"book_currency":"KGS","carrying":16000,"channel":"SHOP","currency":"KGS","is_settled":true,"payout":"PO1","#
          + #""received":16000,"statement":"ST1"}"#,
        #"{"book_currency":"KGS","channel":"SHOP","lines":[{"amount":4500,"producer":"P1","sale":"S1","sold_on":"2024-02-01"},"#
          + #"{"amount":3000,"producer":"P2","sale":"S1","sold_on":"2024-02-01"},{"amount":4500,"producer":"P1","sale":"S2","#
          + #""sold_on":"2024-02-02"},{"amount":3000,"producer":"P2","sale":"S2","sold_on":"2024-02-02"}],"payout":"PO1","statement":"ST1"}"#,
      ])
    #expect(book.statement()?.isSettled == true)
    #expect(book.left("PO1") == .zero)
    #expect(book.payables.isReleased(.init("S1")))
    #expect(book.settlements[.init("SHOP")]?.unreleasedSales(of: .init("ST1")) == [])
  }

  @Test("A part releases whole sales in the order of the lines, the rest when it is paid")
  func partial() throws {
    var book = try book()
    try book.settle(receipt("PO1", 7_999, for: [("ST1", 7_999)]))
    #expect(book.released == [])
    try book.settle(receipt("PO2", 1, for: [("ST1", 1)]))
    #expect(book.released == ["S1 P1 4500", "S1 P2 3000"])
    try book.settle(receipt("PO3", 7_999, for: [("ST1", 7_999)]))
    #expect(book.released.count == 2)
    try book.settle(receipt("PO4", 1, for: [("ST1", 1)]))
    #expect(book.released == ["S1 P1 4500", "S1 P2 3000", "S2 P1 4500", "S2 P2 3000"])
    #expect(book.statement()?.payments.map(\.received.isSettled) == [false, false, false, true])
  }

  @Test("A payout short by a bank fee pays all the same: the fee was paid too")
  func bankFee() throws {
    var book = try book()
    try book.settle(receipt("PO1", 15_950, for: [("ST1", 16_000)], fee: 50))
    #expect(book.statement()?.isSettled == true)
    #expect(book.left("PO1") == .zero)
  }

  @Test("What is paid too much waits in suspense until it is applied to another statement")
  func over() throws {
    var book = try book()
    #expect(
      book.refused(receipt("PO1", 17_000, for: [("ST1", 17_000)]))
        == "amount: 170.00 KGS cannot be applied to statement ST1: 160.00 KGS is left to pay; apply at most that, and leave the rest in suspense")
    try book.settle(receipt("PO1", 17_000), apply("PO1"))
    #expect(book.statement()?.isSettled == true)
    #expect(book.left("PO1")?.own == 1000)
    #expect(try book.settle(apply("PO1")) == .unchanged)
    #expect(
      book.refused(apply("PO1", on: "2024-03-07"))
        == "statement: nothing is left to pay for statement ST1; match its lines first, or apply the receipt to another statement")
    try book.settle(apply("PO1", to: "ST2"))
    #expect(book.statement("ST2")?.open.own == 7000)
    #expect(try book.settle(apply("PO1", to: "ST2")) == .unchanged)
    #expect(book.refused(apply("PO1", to: "ST2", on: "2024-03-07")) == "payout: all of receipt PO1 is applied; choose another receipt")
  }

  @Test("One payout pays several statements, and several payouts pay one")
  func manyToMany() throws {
    var book = try book()
    try book.settle(receipt("PO1", 20_000, for: [("ST1", 16_000), ("ST2", 4000)]), receipt("PO2", 4000, for: [("ST2", 4000)]))
    #expect(book.statement()?.isSettled == true)
    #expect(book.statement("ST2")?.isSettled == true)
    #expect(book.statement("ST2")?.payments.map(\.received.payout.text) == ["PO1", "PO2"])
    #expect(book.released.count == 6)
  }

  @Test("Money from nobody knows whom waits in suspense until somebody knows")
  func unidentified() throws {
    var book = try book()
    try book.settle(receipt("PO1", 16_000, channel: nil))
    #expect(book.left("PO1")?.own == 16_000)
    #expect(try book.settle(apply("PO1", 5000)).facts.count == 2)
    #expect(try book.settle(apply("PO1", 5000)) == .unchanged)
    try book.settle(apply("PO1", 5001), apply("PO1"))
    #expect(book.left("PO1") == .zero)
    #expect(book.statement()?.isSettled == true)
  }

  @Test("The same receipt twice is one receipt; another under its number is refused")
  func once() throws {
    var book = try book()
    let first = receipt("PO1", 10_000, for: [("ST1", 9_000)], fee: 5, reference: "B1")
    try book.settle(first)
    #expect(try book.settle(first) == .unchanged)
    #expect(try book.settle(receipt("PO1", 10_000, fee: 5, reference: "B1")) == .unchanged)
    func message(_ column: String, _ there: String, _ here: String) -> String {
      "\(column): receipt PO1 is already recorded with another \(column): \(there) in the book, \(here) here; correct the row or use a new number"
    }
    let expected: [(SettlementCommand, String)] = [
      (receipt("PO1", 10_000, fee: 5, on: "2024-03-06", reference: "B1"), message("received_on", "2024-03-05", "2024-03-06")),
      (receipt("PO1", 10_000, fee: 5, channel: nil, reference: "B1"), message("channel", "SHOP", "nothing")),
      (receipt("PO1", 10_001, fee: 5, reference: "B1"), message("amount", "10000", "10001")),
      (receipt("PO1", 10_000, fee: 6, reference: "B1"), message("bank_fee", "5", "6")),
      (receipt("PO1", 10_000, fee: 5), message("reference", "B1", "nothing")),
      (
        receipt("PO1", 10_000, for: [("ST1", 9_001)], fee: 5, reference: "B1"),
        message("amount for statement ST1", "9000", "9001")
      ),
    ]
    for (command, description) in expected { #expect(book.refused(command) == description) }
  }

  @Test("A receipt that cannot be is refused with the column and what to do")
  func refusals() throws {
    var book = try book()
    try book.agree("KIOSK", 0, 0, from: "2024-01-01")
    try book.settle(
      receipt("KP", 100, channel: "KIOSK"), receipt("PU", 500), receive("ST3", [line("1", .sale, 1)], on: "2024-03-20"),
      receive("ST4", [line("1", .sale, 1)]))
    try book.perform(.publishRate(PublishRate(currency: currency("USD"), rate: rate("2024-01-01", "89"))))
    try book.settle(receipt("UP", 100, in: currency("USD")))
    let yen = currency("JPY")
    let expected: [(SettlementCommand, String)] = [
      (receipt("P", 0), "amount: a receipt is a positive amount; write what arrived"),
      (receipt("P", 1, fee: -1), "bank_fee: a bank fee is not negative; write what banks kept"),
      (receipt("P", .max), "amount: the amount is too large to be kept exactly; check amount"),
      (receipt("P", 5, fee: largestInteger), "amount: the amount is too large to be kept exactly; check amount"),
      (receipt("P", 5, credited: 0), "book_amount: what the bank credited is a positive amount; leave it out if it is not known"),
      (receipt("P", 5, credited: .max), "book_amount: the amount is too large to be kept exactly; check book_amount"),
      (receipt("P", 5, credited: 6), "book_amount: KGS is the book's own currency: what the bank credited is the amount itself"),
      (
        receipt("P", 1, fee: 1_000_000, credited: largestInteger, in: yen),
        "bank_fee: the amount is too large to be kept exactly; check bank_fee"
      ), (receipt("P", 5, channel: "NONE"), "channel: there is no channel 'NONE' in this book; correct the code or record the channel first"),
      (receipt("P", 5, in: yen), "currency: no rate of JPY is known on 2024-03-05; add one to rates.csv with that date or an earlier one"),
      (receipt("P", 5, for: [("ST1", 5)], channel: nil), "channel: channel is empty; it is required"),
      (receipt("P", 5, for: [("ST1", 2), ("ST1", 3)]), "statement: statement ST1 is named twice; add the two amounts up"),
      (
        receipt("P", 5, for: [("ST9", 5)]),
        "statement: channel SHOP has no statement 'ST9' in this book; correct the number or record the statement first"
      ), (receipt("P", 5, for: [("ST1", 0)]), "amount: the amount is zero; leave it out to apply all that is left"),
      (
        receipt("P", 5, for: [("ST1", -5)]),
        "amount: -0.05 KGS cannot be applied to statement ST1: 160.00 KGS is left to pay; apply at most that, and leave the rest in suspense"
      ), (receipt("P", 5, for: [("ST1", 6)]), "amount: 0.06 KGS is more than the 0.05 KGS left of receipt P; correct the amount"),
      (receipt("P", 5, for: [("ST3", 5)]), "date: the date lies before the statement itself (2024-03-20); correct one of the two"),
      (
        receipt("P", 5, for: [("ST4", 5)]),
        "statement: nothing is left to pay for statement ST4; match its lines first, or apply the receipt to another statement"
      ), (apply("NO"), "payout: there is no receipt 'NO' in this book; correct the number or record the receipt first"),
      (apply("PU", on: "2024-03-04"), "date: the date lies before the receipt itself (2024-03-05); correct one of the two"),
      (apply("PU", 501), "amount: 5.01 KGS is more than the 5.00 KGS left of receipt PU; correct the amount"),
      (apply("KP"), "channel: receipt KP came from channel KIOSK; choose a statement of that channel"),
      (apply("UP"), "currency: receipt UP is in USD, the statement in KGS; choose another statement"),
    ]
    for (command, description) in expected { #expect(book.refused(command) == description) }
  }

  @Test("In a foreign currency the book loses what it had for the amount, gains what the bank gave, and no coin stays behind")
  func foreign() throws {
    let yen = currency("JPY")
    var book = try book(in: yen)
    // 16 000 yen were worth 9600.00 som when they were sold, and are worth 10 400.00 now.
    #expect(book.statement()?.due == Valued(own: 16_000, book: 960_000))
    try book.settle(receipt("PO1", 3_333, for: [("ST1", 3_333)], in: yen))
    let first = try #require(book.statement()?.payments.last?.received)
    #expect([first.carrying, first.received, first.exchange] == [199_980, 216_645, 16_665])
    // This time the bank says what it gave: 7800.00 som, of which the last yen gets what is left.
    try book.settle(receipt("PO2", 12_666, for: [("ST1", 12_667)], fee: 1, credited: 780_000, in: yen))
    let last = try #require(book.statement()?.payments.last?.received)
    #expect(last.carrying == 960_000 - 199_980)
    #expect(last.received == 780_000 + 62)
    #expect(book.statement()?.open == .zero)
    #expect(book.left("PO2") == .zero)
    #expect(book.statement()?.exchange == 36_707)
    #expect(book.released == ["S1 P1 270000", "S1 P2 180000", "S2 P1 270000", "S2 P2 180000"])
  }

  @Test("Where producers bear the exchange they get its difference when the statement is settled, by what each got, to the coin")
  func exchangePassedOn() throws {
    let yen = currency("JPY")
    for (credited, shares) in [(Int64(960_001), ["– P1 1"]), (959_990, ["– P1 -6", "– P2 -4"]), (960_000, [])] {
      var book = try book(in: yen, fxRisk: .producers)
      try book.settle(receipt("PO1", 8_000, for: [("ST1", 8_000)], credited: 480_000, in: yen))
      #expect(book.released == ["S1 P1 270000", "S1 P2 180000"])
      try book.settle(receipt("PO2", 8_000, for: [("ST1", 8_000)], credited: credited - 480_000, in: yen, on: "2024-03-07"))
      #expect(Array(book.released.dropFirst(4)) == shares)
    }
  }

  @Test("A statement by which the channel gets something back is netted from the payout of another")
  func netted() throws {
    var book = try TestBook.settling()
    try book.settle(receive("ST0", [line("1", .fee, -1000)]), match("1", of: "ST0"))
    try book.settle(receive("ST1", [line("1", .sale, 10_000)]), match("1", ["S1"]))
    #expect(book.statement("ST0")?.open.own == -1000)
    try book.settle(receipt("PO1", 7000, for: [("ST1", 8000), ("ST0", -1000)]))
    #expect(book.statement("ST0")?.isSettled == true)
    #expect(book.statement()?.isSettled == true)
    #expect(book.left("PO1") == .zero)
    try book.settle(receive("ST2", [line("1", .fee, -500)]), match("1", of: "ST2"), receipt("PO2", 100), apply("PO2", to: "ST2"))
    #expect(book.left("PO2")?.own == 600)
  }
}
