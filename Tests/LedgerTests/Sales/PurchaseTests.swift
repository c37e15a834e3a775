import Ledger
import Testing

@Suite("Batches bought outright")
struct PurchaseTests {
  @Test("Everybody gets what is hers of the goods at the price, at once, and the goods are the association's own")
  func recorded() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P2", 2000), ("P1", 1000)], accepted: 2400)
    let facts = try book.buy("B1", at: "33.335", reference: "№ 7").facts
    #expect(facts.map(\.stream.text) == ["batch/B1", "payables/book"])
    #expect(facts.allSatisfy { $0.occurredOn == day("2024-01-15") })
    // 0.8 × 33.335 = 26.668; 1.6 × 33.335 = 53.336.
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"batch":"B1","book_currency":"KGS","bought_on":"2024-01-15","cost_left":8001,"lines":["#
          + #"{"amount":2667,"producer":"P1","quantity":800,"unit_price":"33.335"},"#
          + #"{"amount":5334,"producer":"P2","quantity":1600,"unit_price":"33.335"}],"#
          + #""on_hand":2400,"product":"SLIPPER","reference":"№ 7","total":8001,"unit":"PR"}"#,
        #"{"batch":"B1","book_currency":"KGS","lines":[{"amount":2667,"producer":"P1"},{"amount":5334,"producer":"P2"}]}"#,
      ])
    for fact in facts { #expect(try Event(type: fact.event.type, payload: fact.event.payload.canonicalBytes) == fact.event) }
    let balance = book.payables.balance(of: .init("P2"))
    #expect((balance.available, balance.bought, balance.released) == (5334, 5334, 0))
    #expect(book.payables.openLines(of: .init("P2")).map(\.sale) == [nil])
    #expect(book.stock("B1") == BatchStock(hub: thousandths(2400), costLeft: 8001))
    #expect(book.accounts == ["1300": 8001, "2100": -8001])
    #expect(facts.flatMap { unroll($0.event) }.map { "\($0.kind) \($0.producer ?? "") \($0.place ?? "")" } == ["bought P1 hub", "bought P2 hub"])
  }

  @Test("Each may have her own price; one whose part comes to nothing is credited nothing")
  func ownPrices() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 2000), ("P2", 1)])
    let facts = try book.buy("B1", each: ["P1": "10", "P2": "1"]).facts
    guard case .purchaseCredited(let credited)? = facts.last?.event, case .batchBought(let bought)? = facts.first?.event else {
      Issue.record("no purchase")
      return
    }
    #expect(credited.lines.map { "\($0.producer) \($0.amount)" } == ["P1 2000"])
    #expect(bought.lines.map(\.amount) == [2000, 0])
    #expect(bought.total == 2000)
  }

  @Test("What is left is bought, wherever it lies: not what was written off")
  func whatIsLeft() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 3000), ("P2", 3000)])
    try book.send("D1", [("B1", 2000)], to: .channel(.init("SHOP")), received: [("B1", 1000)], on: "2024-01-12")
    try book.writeOff("B1", 2000, on: "2024-01-13")
    try book.buy("B1", at: "10")
    #expect(book.stock("B1").costLeft == 3000)
    #expect(book.payables.balance(of: .init("P1")).available == 1500)
  }

  @Test("The same purchase again changes nothing, also when the goods are sold; another one is refused")
  func repetition() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 1000), ("P2", 1000)])
    try book.buy("B1", at: "50", reference: "R")
    try book.sell(sale("S1", 2000))
    #expect(try book.buy("B1", at: "50.0", reference: "R") == .unchanged)
    #expect(try book.buy("B1", each: ["P1": "50", "P2": "50"], reference: "R") == .unchanged)
    for (command, column, there, here) in [
      (purchase("B1", at: "50", on: "2024-01-16", reference: "R"), "date", "2024-01-15", "2024-01-16"),
      (purchase("B1", at: "50"), "reference", "R", "nothing"), (purchase("B1", at: "51", reference: "R"), "unit_price", "50", "51"),
      (purchase("B1", each: ["P1": "50", "P2": "49"], reference: "R"), "unit_price", "50", "49"),
    ] {
      #expect(
        refusal { () throws(Refusal) in try book.decide(command) } == .differs("purchase of batch B1", column: column, there: there, here: here))
    }
  }

  @Test("A purchase that cannot be is refused with the column and what to do")
  func refusals() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 2000), ("P2", 1000)])
    try book.produce("GONE", [("P1", 1000)])
    try book.writeOff("GONE", 1000, on: "2024-01-12")
    try book.produce("SOLD", [("P1", 1000)], of: "RUG")
    try book.sell(sale("S1", 400, product: "RUG"))
    try book.takeBack("R1", of: "S1", 400, .scrap)
    try book.produce("BAD", [("P1", 1000)])
    try book.recall("BAD", "the dye runs")
    for (batch, kind, isInspected) in [("TRY", BatchKind.test, true), ("NEW", .regular, false)] {
      try book.perform(
        .recordBatch(
          RecordBatch(
            batch: .init(batch), product: .init("RUG"), kind: kind, producedOn: day("2024-01-10"),
            contributions: [Contribution(producer: .init("P1"), quantity: units(3))], isInspected: isInspected)))
    }
    let draft = book
    for (command, description) in [
      (purchase("B7"), "batch: there is no batch 'B7' in this book; correct the code or record the batch first"),
      (purchase("B1", on: "2024-01-09"), "date: the date lies before the making of batch B1 (2024-01-10); correct one of the two"),
      (purchase("GONE"), "batch: nothing of batch GONE is left to buy"),
      (purchase("SOLD"), "batch: 0.4 of batch SOLD was sold for its producers already; only a batch of which nothing was sold can be bought"),
      (
        purchase("BAD"),
        "batch: batch BAD is recalled (the dye runs): nothing of it is sold or sent, and what comes back lies in quarantine; lift the recall or write "
          + "the goods off"
      ),
      (purchase("TRY"), "batch: TRY is a test batch: its goods lie with the samples and are neither sold nor sent; write off what is given away"),
      (purchase("NEW"), "batch: 3 of batch NEW has not been inspected yet; record the inspection first"),
      (
        purchase("B1", each: ["P1": "5"]), "producer: there is no price for the goods of P2 in batch B1; add one, or give one price for all"
      ),
      (
        purchase("B1", each: ["P1": "5", "P2": "5", "P4": "5", "P3": "5"]),
        "producer: P3 made nothing of batch B1; correct the code or leave the price out"
      ), (purchase("B1", at: "0"), "unit_price: the price is not more than nothing"),
      (purchase("B1", at: "-1"), "unit_price: the price is not more than nothing"),
      (purchase("B1", at: "1.0000001"), "unit_price: the price has more than 6 decimals"),
      (purchase("B1", at: "90071992547410"), "unit_price: the amount is too large to be kept exactly; check unit_price"),
      (purchase("B1", at: "40000000000000"), "unit_price: the amount is too large to be kept exactly; check unit_price"),
    ] { #expect(refusal { () throws(Refusal) in try draft.decide(command) }?.description == description) }
    try book.takeBack("R2", of: try book.sell(sale("S2", 600, product: "RUG")).sale.text, 600)
    #expect(refusal { () throws(Refusal) in try book.decide(purchase("SOLD")) }?.column == "batch")
  }

  @Test("Goods that were sold and came back whole can be bought; then they are ours when they are sold again")
  func afterReturns() throws {
    var book = try TestBook.trading(commission: 0, fee: 0)
    try book.produce("B1", [("P1", 1000)])
    try book.sell(sale("S1", 1000, on: "2024-01-11"))
    try book.takeBack("R1", of: "S1", 1000, on: "2024-01-12")
    try book.buy("B1")
    #expect(try book.sell(sale("S2", 1000)).allocations.map(\.isOwn) == [true])
  }

  @Test("In a closed month nothing is bought, and a total that is not the sum of its lines is noticed")
  func tampered() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 1000)])
    guard let january = Month("2024-01"), let bought = try book.buy("B1").facts.first else { return }
    let payload = text(bought.event.payload.canonicalBytes)
    let changed = payload.replacing(#""total":5000"#, with: #""total":5001"#)
    #expect(problem(reading: "BatchBought", Array(changed.utf8)) == "total is not the sum of the lines")
    try book.produce("B2", [("P1", 1000)])
    let openItems = OpenItems(unmatchedStatements: 0, disputes: 0, receivable: 0, suspense: 0, unallocated: 0)
    try book.perform(
      .control(.close(ClosePeriod(month: january, by: "aizada", today: day("2024-02-02"), asOfPosition: 9, totals: [], openItems: openItems))))
    #expect(
      refusal { () throws(Refusal) in try book.decide(purchase("B2")) }
        == .periodClosed(january, day("2024-01-15"), firstOpen: day("2024-02-01")))
  }
}
