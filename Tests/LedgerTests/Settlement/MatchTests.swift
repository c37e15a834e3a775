import Ledger
import Testing

@Suite("Matching lines of statements")
struct MatchTests {
  /// Two sales, a return, commission in two lines, a fee.
  private func book(_ more: [StatementLine] = []) throws -> TestBook {
    var book = try TestBook.settling()
    try book.takeBack("R1", of: "S2", 500, on: "2024-02-20")
    try book.settle(
      receive(
        "ST1",
        [
          line("1", .sale, 10_000, "S1"), line("2", .sale, 10_000, "S2"), line("3", .return, -5000), line("4", .commission, -2000),
          line("5", .commission, -1000), line("6", .fee, -300),
        ] + more))
    return book
  }

  @Test("A line claims a sale as it was sold and a return as it came back")
  func claims() throws {
    var book = try book()
    let facts = try book.settle(match("1", ["S1"], by: .reference)).facts
    #expect(
      text(facts[0].event.payload.canonicalBytes)
        == #"{"book_currency":"KGS","channel":"SHOP","claims":[{"commission":2000,"date":"2024-02-01","net_sales":10000,"sale":"S1"}],"#
        + #""currency":"KGS","line":"1","method":"reference","statement":"ST1"}"#)
    try book.settle(match("2", ["S2"]), match("3", ["R1 of S2"]))
    #expect(book.statement()?.due == Valued(own: 12_000, book: 12_000))
    #expect(book.settlements[.init("SHOP")]?.claimed(SaleCode("S2")) == .init("ST1"))
    #expect(book.settlements[.init("SHOP")]?.claimed(ReturnCode("R1")) == .init("ST1"))
    #expect(book.settlements[.init("SHOP")]?.claimed(SaleCode("S3")) == nil)
  }

  @Test("Commission is matched by the terms, all its lines together, and changes nothing about what is owed")
  func commission() throws {
    var book = try book()
    try book.settle(match("1", ["S1"]), match("2", ["S2"]), match("3", ["R1 of S2"]))
    let facts = try book.settle(match("5")).facts
    #expect(facts.map(\.event.type) == ["StatementLineMatched", "StatementLineMatched"])
    #expect(book.statement()?.due.own == 12_000)
    #expect(book.statement()?.unmatchedLines.map(\.line.text) == ["6"])
    #expect(try book.settle(match("4")) == .unchanged)
  }

  @Test("A fee lessens what is owed, at the rate of its day")
  func charges() throws {
    var book = try book()
    let facts = try book.settle(match("6")).facts
    #expect(
      text(facts[0].event.payload.canonicalBytes)
        == #"{"book_currency":"KGS","channel":"SHOP","charge":-300,"charge_type":"fee","claims":[],"currency":"KGS","line":"6","#
        + #""method":"charge","statement":"ST1"}"#)
    #expect(book.statement()?.due.own == -300)
    var yen = try TestBook.settling(in: currency("JPY"))
    try yen.settle(receive("ST1", [line("1", .tax, -1000)], in: currency("JPY")), match("1", on: "2024-03-01"))
    #expect(yen.statement()?.due == Valued(own: -1000, book: -65_000))
  }

  @Test("A difference within the tolerance is written off in the same breath, either way")
  func tolerated() throws {
    for (amount, difference) in [(Int64(9_990), Int64(10)), (10_010, -10)] {
      var book = try TestBook.settling()
      try book.settle(tolerate(10), receive("ST1", [line("1", .sale, amount)]))
      let facts = try book.settle(match("1", ["S1"])).facts
      #expect(facts.map(\.event.type) == ["StatementLineMatched", "StatementDisputed", "StatementResolved"])
      #expect(
        text(facts[2].event.payload.canonicalBytes)
          == "{\"amount\":\(difference),\"book_currency\":\"KGS\",\"channel\":\"SHOP\",\"currency\":\"KGS\",\"line\":\"1\","
          + #""outcome":"written_off","reason":"within the tolerance of 0.10 KGS","statement":"ST1"}"#)
      #expect(book.statement()?.due.own == 8000 - difference)
      #expect(book.statement()?.isMatched == true)
    }
  }

  @Test("A larger difference is refused with both figures, or disputed with a reason")
  func disputed() throws {
    var book = try TestBook.settling()
    try book.settle(tolerate(10), receive("ST1", [line("1", .sale, 9_000), line("2", .commission, -2500)]))
    #expect(
      book.refused(match("1", ["S1"]))
        == "amount: line 1 states 90.00 KGS, the book has 100.00 KGS: the difference of 10.00 KGS is more than the 0.10 KGS that is tolerated; "
        + "choose other sales, or dispute it with a reason")
    #expect(book.refused(match("1", ["S1"], dispute: "")) == "reason: reason is empty; it is required")
    try book.settle(match("1", ["S1"], dispute: "price list of January"))
    #expect(book.statement()?.due.own == 7000)
    #expect(book.statement()?.openDispute(of: .init("1"))?.amount.own == 1000)
    #expect(
      book.refused(match("2"))
        == "amount: line 2 states -25.00 KGS, the book has -20.00 KGS: the difference of 5.00 KGS is more than the 0.10 KGS that is tolerated; "
        + "choose other sales, or dispute it with a reason")
    try book.settle(match("2", dispute: "25 per cent was never agreed"))
    #expect(book.statement()?.due.own == 6500)
    #expect(book.statement()?.disputed.own == 1500)
  }

  @Test("A sale is claimed once, a return is claimed once")
  func once() throws {
    var book = try book([line("7", .sale, 10_000), line("8", .return, -5000)])
    try book.settle(match("1", ["S1"]), match("3", ["R1 of S2"]))
    #expect(try book.settle(match("1", ["S1"], by: .subset, on: "2024-03-09")) == .unchanged)
    #expect(book.refused(match("7", ["S1"])) == "sale: sale S1 stands on line 1 of statement ST1 already; undo that match first, or choose another")
    #expect(
      book.refused(match("8", ["R1 of S2"]))
        == "sale: return R1 of sale S2 stands on line 3 of statement ST1 already; undo that match first, or choose another")
    #expect(book.refused(match("1", ["S3"])) == "line: line 1 of statement ST1 is matched otherwise; undo that match first")
  }

  @Test("A match that cannot be is refused with the column and what to do")
  func refusals() throws {
    var book = try book([line("7", .tax, -1)])
    try book.agree("KIOSK", 0, 0, from: "2024-01-01")
    try book.perform(.recordSale(sale("K1", 1000, channel: "KIOSK")))
    try book.perform(.recordSale(sale("S8", 1000, on: "2024-03-01")))
    try book.perform(.publishRate(PublishRate(currency: currency("USD"), rate: rate("2024-01-01", "89"))))
    try book.perform(.recordSale(sale("S9", 1000, in: currency("USD"))))
    try book.perform(.recordSale(sale("SX", 1000)))
    try book.perform(.reverseSale(ReverseSale(sale: .init("SX"), reason: "typed twice", date: day("2024-02-02"))))
    let expected: [(SettlementCommand, String)] = [
      (match("1", ["S1"], channel: "NONE"), "channel: there is no channel 'NONE' in this book; correct the code or record the channel first"),
      (
        match("1", ["S1"], of: "ST9"),
        "statement: channel SHOP has no statement 'ST9' in this book; correct the number or record the statement first"
      ), (match("9", ["S1"]), "line: statement ST1 has no line '9'; correct the line's number"),
      (match("1", ["S1"], on: "2024-02-28"), "date: the date lies before the statement itself (2024-02-29); correct one of the two"),
      (match("1", ["S77"]), "sale: there is no sale 'S77' in this book; correct the code or record the sale first"),
      (match("3", ["R7 of S2"]), "return: there is no return 'R7' of sale S2 in this book; correct the code or record the return first"),
      (match("1"), "sale: line 1 is of type sale: say which sales or returns it stands for"),
      (match("3", ["S2"]), "return: line 3 is about goods that came back: name the return of sale S2, not the sale"),
      (match("4", ["S1"]), "sale: line 4 is of type commission and stands for no sale; leave the sales out"),
      (match("7", ["S1"]), "sale: line 7 is of type tax and stands for no sale; leave the sales out"),
      (match("4"), "line: line 4 is the channel's commission, which is reckoned from all sales and returns; match line 1 first"),
      (match("1", ["S1", "S1"]), "sale: sale S1 is named twice; name it once"),
      (match("1", ["S1"], by: .terms), "method: line 1 stands for sales: its method is reference, attributes, subset or person"),
      (match("1", ["K1"]), "sale: sale K1 went through channel KIOSK; choose a sale of the statement's own channel"),
      (match("1", ["S9"]), "currency: sale S9 is in USD, the statement in KGS; choose another sale"),
      (match("1", ["S8"]), "sale: sale S8 is of 2024-03-01, after the last day of the statement (2024-02-29); it belongs on a later statement"),
      (match("1", ["SX"]), "sale: sale SX was reversed as a whole; nothing can be changed or returned on it"),
      (
        match("1", (1...2001).map { "S\($0)" }),
        "line: line 1 would bring more than 2000 sales, which is the most that can be settled at once; ask the channel for shorter periods"
      ),
    ]
    for (command, description) in expected { #expect(book.refused(command) == description) }
    var yen = try TestBook.settling(in: currency("JPY"))
    try yen.agree("JP", 0, 0, from: "2024-01-01", currency: currency("USD"))
    try yen.settle(receive("ST1", [line("1", .fee, -5)], channel: "JP", in: currency("USD")))
    #expect(
      yen.refused(match("1", channel: "JP"))
        == "currency: no rate of USD is known on 2024-03-01; add one to rates.csv with that date or an earlier one")
  }

  @Test("What a statement comes to stays within what can be kept exactly, in both currencies")
  func bounds() throws {
    var book = try TestBook.settling()
    let most = [line("1", .adjustment, largestInteger), line("2", .fee, -largestInteger), line("3", .adjustment, largestInteger)]
    try book.settle(receive("ST1", most), match("1"))
    #expect(book.refused(match("3")) == "amount: the amount is too large to be kept exactly; check amount")
    try book.settle(match("2"), match("3"))
    #expect(book.statement()?.due.own == largestInteger)
    let yen = currency("JPY")
    var foreign = try TestBook.settling(in: yen)
    try foreign.settle(receive("ST1", [line("1", .adjustment, largestInteger)], in: yen))
    #expect(foreign.refused(match("1", on: "2024-04-01")) == "amount: the amount is too large to be kept exactly; check amount")
  }

  @Test("A match can be undone and its sales claimed anew")
  func undone() throws {
    var book = try book()
    try book.settle(tolerate(5000), match("1", ["S2"]), match("2", ["S1", "R1 of S2"]))
    #expect(book.statement()?.due.own == 17_000)
    let facts = try book.settle(unmatch("2")).facts
    #expect(facts.map(\.event.type) == ["StatementDisputed", "StatementResolved", "StatementLineUnmatched"])
    #expect(
      text(facts[2].event.payload.canonicalBytes).hasSuffix(
        #""currency":"KGS","line":"2","method":"person","reason":"wrong sale","statement":"ST1"}"#))
    #expect(book.statement()?.writtenOff == .zero)
    #expect(book.statement()?.due.own == 8000)
    #expect(book.settlements[.init("SHOP")]?.claimed(ReturnCode("R1")) == nil)
    #expect(try book.settle(unmatch("2")) == .unchanged)
    try book.settle(unmatch("1"), match("1", ["S1"]), match("2", ["S2"]), match("3", ["R1 of S2"]))
    #expect(book.statement()?.due.own == 12_000)
  }

  @Test("Sales stay claimed while commission is reckoned from them, and until the line's dispute is resolved")
  func notUndone() throws {
    var book = try book()
    #expect(book.refused(unmatch("1")) == "line: line 1 of statement ST1 is not matched; match it first")
    try book.settle(match("1", ["S1"]), match("2", ["S2"]), match("3", ["R1 of S2"]), match("4"))
    #expect(
      book.refused(unmatch("1"))
        == "line: the channel's commission was reckoned with line 1; undo the match of line 4 first")
    #expect(book.refused(unmatch("4", because: "")) == "reason: reason is empty; it is required")
    #expect(book.refused(unmatch("4", on: "2024-02-29")) == "date: the date lies before the match itself (2024-03-01); correct one of the two")
    #expect(try book.settle(unmatch("5")).facts.count == 2)
    try book.settle(dispute(100, "1"))
    #expect(book.refused(unmatch("1")) == "line: a dispute about line 1 of statement ST1 is open; resolve it first")
    try book.settle(resolve(.recovered, "1"), unmatch("1"))
    #expect(book.statement()?.due.own == 4000)
  }

  @Test("A sale that a channel has stated cannot be reversed")
  func notReversed() throws {
    var book = try book()
    try book.settle(match("1", ["S1"]))
    let reversal = ReverseSale(sale: .init("S1"), reason: "typed twice", date: day("2024-03-01"))
    #expect(refusal { () throws(Refusal) in try book.decide(.reverseSale(reversal)) }?.column == "sale")
  }
}
