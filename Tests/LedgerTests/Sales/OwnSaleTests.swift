import Ledger
import Testing

@Suite("Sales of goods that were bought outright")
struct OwnSaleTests {
  /// B1 is ours at 50.00 a pair, B2 and its goods are P2's and P3's.
  private func stocked(commission: Int64 = 2000, fee: Int64 = 500) throws -> TestBook {
    var book = try TestBook.trading(commission: commission, fee: fee)
    try book.produce("B1", [("P1", 1000), ("P2", 2000)], on: "2024-01-05")
    try book.produce("B2", [("P2", 3000), ("P3", 1000)], on: "2024-01-06")
    try book.buy("B1")
    return book
  }

  @Test("All of their net sales is income, the channel's commission an expense, there is no fee, and their cost goes with them")
  func wholly() throws {
    var book = try stocked()
    let bought = book.accounts
    let facts = try book.perform(.recordSale(sale("S1", 1000, at: "100", discount: 500))).facts
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"allocations":[{"batch":"B1","commission":1900,"contributed":3000,"discount":500,"gross":10000,"quantity":1000}],"#
          + #""book_commission":1900,"book_currency":"KGS","book_discount":500,"book_fee":0,"book_gross":10000,"book_net":7600,"channel":"SHOP","#
          + #""commission":1900,"country":"KG","currency":"KGS","discount":500,"draws":[{"batch":"B1","cost":5000,"produced":3000,"quantity":1000}],"#
          + #""fee":0,"gross":10000,"hs_code":"640520","model":"consignment","net":7600,"product":"SLIPPER","quantity":1000,"sale":"S1","unit":"PR","#
          + #""unit_price":"100"}"#,
        #"{"batch":"B1","cost_left":10000,"on_hand":2000,"product":"SLIPPER","quantity":1000,"sale":"S1"}"#,
      ])
    let lines = facts.flatMap { unroll($0.event) }
    #expect(lines.map(\.kind) == ["sold_own", "cost", "drawn"])
    #expect(balances(lines) == ["1200": 9500, "2150": -1900, "5100": 1900, "4010": -9500, "5000": 5000, "1300": -5000])
    #expect(bought["1300"] == 15_000)
    for fact in facts { #expect(try Event(type: fact.event.type, payload: fact.event.payload.canonicalBytes) == fact.event) }
  }

  @Test("Among others' goods, they take their share first; the fee is on the others alone")
  func mixed() throws {
    var book = try stocked()
    try book.sell(sale("S0", 2000))
    let sold = try book.sell(sale("S1", 3000, at: "100"))
    // One pair is ours, two are P2's and P3's. Fee: 5 % of 300.00 is 15.00, on two of three pairs 10.00.
    #expect(sold.amounts == Amounts(gross: 30_000, discount: 0, commission: 6000, fee: 1000))
    #expect(sold.allocations.map { "\($0.batch?.text ?? "") \($0.producer?.text ?? "-")" } == ["B1 -", "B2 P2", "B2 P3"])
    #expect(
      sold.allocations.map(\.amounts) == [
        Amounts(gross: 10_000, discount: 0, commission: 2000, fee: 0), Amounts(gross: 15_000, discount: 0, commission: 3000, fee: 750),
        Amounts(gross: 5000, discount: 0, commission: 1000, fee: 250),
      ])
  }

  @Test("What the last goods of a batch had cost is all that is left of its price: nothing stays on the account of own stock")
  func lastPiece() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 3000)])
    try book.buy("B1", at: "0.333333")
    #expect(book.accounts["1300"] == 100)
    let costs = try ["S1", "S2", "S3"].map { try book.sell(sale($0, 1000)).draws.map(\.cost) }
    #expect(costs == [[33], [34], [33]])
    #expect(book.accounts["1300"] == nil)
    #expect(book.stock("B1").costLeft == 0)
  }

  @Test("Goods that come back to stock bring their cost back, in parts that add up; thrown away they do not")
  func comeBack() throws {
    var book = try stocked()
    let before = book.accounts
    try book.sell(sale("S1", 3000, at: "10"))
    #expect(book.accounts["1300"] == nil)
    try book.takeBack("R1", of: "S1", 1000)
    #expect(book.stock("B1") == BatchStock(hub: units(1), costLeft: 5000))
    try book.takeBack("R2", of: "S1", 700, .scrap)
    #expect(book.accounts["5000"] == 10_000)
    try book.takeBack("R3", of: "S1", 1300)
    #expect(book.stock("B1") == BatchStock(hub: thousandths(2300), costLeft: 11_500))
    // All of the money is back; the goods that were thrown away stay an expense.
    var after = before
    (after["1300"], after["5000"]) = (11_500, 3_500)
    #expect(book.accounts == after)
  }

  @Test("Half of a sale takes back half of what each got, of ours as of hers")
  func half() throws {
    var book = try stocked()
    try book.sell(sale("S0", 2000))
    try book.sell(sale("S1", 2000, at: "100"))
    let facts = try book.takeBack("R1", of: "S1", 1000).facts
    guard case .saleReturned(let event)? = facts.first?.event else {
      Issue.record("nothing came back")
      return
    }
    #expect(
      event.change.allocations.map(\.amounts) == [
        Amounts(gross: -5000, discount: 0, commission: -1000, fee: 0), Amounts(gross: -3751, discount: 0, commission: -750, fee: -188),
        Amounts(gross: -1249, discount: 0, commission: -250, fee: -62),
      ])
    // It came back from the batch that was drawn last, which is not ours: no cost.
    #expect(event.restocks.map { "\($0.batch) \($0.cost.map(String.init) ?? "-")" } == ["B2 -"])
    #expect(facts.flatMap { unroll($0.event) }.map(\.kind) == ["returned_own", "returned", "returned", "restocked"])
  }

  @Test("However a sale of ours and hers comes back, once all is back in stock nothing of it is on any account", arguments: 1...120)
  func leavesZero(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var book = try stocked(commission: 3333, fee: 777)
    try book.perform(.publishRate(PublishRate(currency: currency("JPY"), rate: rate("2024-01-01", "57.913", nominal: 100))))
    let before = book.accounts
    let quantity = random.number(Int64(3001)...9000)
    try book.sell(sale("S1", quantity, at: "1234.5", discount: 101, in: currency("JPY"), allowsUnallocated: true))
    if random.chance(50) {
      try book.produce("B3", [("P4", random.number(2500...9000))], on: "2024-02-02")
      if random.chance(60) { try book.buy("B3", at: "7.77", on: "2024-02-02") }
      _ = refusal { () throws(Refusal) in try book.perform(.allocateSale(AllocateSale(sale: .init("S1"), date: day("2024-02-03")))) }
    }
    let bought = book.payables.balance(of: .init("P4")).bought
    var left = quantity
    var number = 0
    while left > 0 {
      number += 1
      let part = random.chance(30) ? left : random.number(1...min(left, 2500))
      if random.chance(15) {
        try book.perform(.reverseSale(ReverseSale(sale: .init("S1"), reason: "typed twice", date: day("2024-04-01"))))
        break
      }
      try book.takeBack("R\(number)", of: "S1", part)
      left -= part
    }
    var after = before
    if bought > 0 { (after["1300"], after["2100"]) = (15_000 + bought, -15_000 - bought) }
    #expect(book.accounts == after, "seed \(seed)")
    for fact in book.facts { #expect(balances(unroll(fact.event)).values.reduce(0, +) == 0, "seed \(seed), \(fact.event)") }
    #expect(book.stock("B1") == BatchStock(hub: units(3), costLeft: 15_000), "seed \(seed)")
  }

  @Test("Goods sold before they were known, and found to be ours: the association gives back the fee it had taken")
  func allocatedLater() throws {
    var book = try TestBook.trading(commission: 2000, fee: 500)
    try book.sell(sale("S1", 3000, at: "100", allowsUnallocated: true))
    #expect(book.accounts == ["1200": 30_000, "2150": -6000, "4000": -1500, "2190": -22_500])
    try book.produce("B1", [("P1", 2000)], on: "2024-02-02")
    try book.buy("B1", at: "60", on: "2024-02-02")
    try book.produce("B2", [("P2", 1000)], on: "2024-02-03")
    let facts = try book.perform(.allocateSale(AllocateSale(sale: .init("S1"), date: day("2024-02-05")))).facts
    let lines = facts.flatMap { unroll($0.event) }
    #expect(lines.map(\.kind) == ["allocated_own", "allocated", "allocated", "cost", "drawn", "drawn"])
    #expect(
      balances(lines) == [
        "2190": 22_500, "2110": -7_500, "4000": 1000, "4010": -20_000, "5100": 4000, "5000": 12_000, "1300": -12_000,
      ])
    #expect(facts.map(\.event.type) == ["SaleAllocated", "BatchDrawn", "BatchDrawn"])
    try book.takeBack("R1", of: "S1", 1500)
    try book.takeBack("R2", of: "S1", 1500)
    #expect(book.accounts == ["1300": 12_000, "2100": -12_000])
  }

  @Test("A statement's payment gives us nothing to release: only those whose goods they were")
  func released() throws {
    var book = try stocked(commission: 0, fee: 0)
    try book.sell(sale("S0", 2000))
    try book.sell(sale("S1", 2000, at: "100"))
    let lines = [StatementLine(line: .init("1"), type: .sale, reference: "S1", quantity: nil, amount: 20_000)]
    let shop = ChannelCode("SHOP")
    let commands: [SettlementCommand] = [
      .receive(
        ReceiveStatement(
          statement: .init("ST"), channel: shop, periodFrom: day("2024-02-01"), periodTo: day("2024-02-29"), currency: .kgs, opening: 0,
          closing: 20_000, receivedOn: day("2024-03-01"), fileSHA256: "ab", lines: lines)),
      .match(
        MatchLine(
          channel: shop, statement: .init("ST"), line: .init("1"), targets: [ClaimTarget(sale: .init("S1"), returned: nil)], method: .person,
          date: day("2024-03-01"))),
    ]
    for command in commands { try book.perform(.settlement(command)) }
    let receipt = RecordReceipt(
      payout: .init("PAY"), receivedOn: day("2024-03-02"), channel: shop, currency: .kgs, amount: 20_000,
      applications: [ReceiptApplication(statement: .init("ST"), amount: 20_000)])
    let facts = try book.perform(.settlement(.recordReceipt(receipt))).facts
    let released = facts.flatMap { unroll($0.event) }.filter { $0.kind == "released" }.map { "\($0.producer ?? "") \($0.amounts?.gross ?? 0)" }
    #expect(released == ["P2 7500", "P3 2500"])
    let back = try book.takeBack("R1", of: "S1", 2000, on: "2024-03-05").facts
    guard case .entitlementsWithdrawn(let withdrawn)? = back.last?.event else {
      Issue.record("nothing was withdrawn")
      return
    }
    #expect(withdrawn.netSales == Valued(own: 20_000, book: 20_000))
    #expect(withdrawn.lines.map { "\($0.producer) \($0.amount)" } == ["P2 7500", "P3 2500"])
  }

  @Test("Spoilt, missed or rejected goods of ours are a loss of what they had cost; found goods cost nothing")
  func lost() throws {
    var book = try stocked()
    try book.writeOff("B1", 300)
    #expect(book.accounts["5200"] == 1500)
    try book.send("D1", [("B1", 1000)], to: .channel(.init("SHOP")), received: [("B1", 800)], on: "2024-02-21")
    #expect(book.accounts["5200"] == 2500)
    try book.perform(
      .movement(.adjust(AdjustStock(batch: .init("B1"), change: thousandths(-500), reason: "missing", date: day("2024-02-22")))))
    #expect(book.accounts["5200"] == 5000)
    try book.perform(.movement(.adjust(AdjustStock(batch: .init("B1"), change: thousandths(500), reason: "found", date: day("2024-02-23")))))
    #expect(book.accounts["5200"] == 5000)
    #expect(book.stock("B1").costLeft == 10_000)
    #expect(book.stock("B1").total == thousandths(2500))
    #expect(book.accounts["1300"] == 10_000)
  }
}
