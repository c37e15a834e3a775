import Ledger
import Testing

@Suite("Random trade with goods of the association's own")
struct RandomTradeTests {
  /// What an event of the log is worth on each account, and what it says that is left of its batch's price.
  private func checkEach(_ facts: [Fact], _ seed: Int) {
    var values: [String: Int64] = [:]
    for fact in facts {
      let lines = unroll(fact.event)
      let sum = balances(lines).values.reduce(0, +)
      #expect(sum == 0, "seed \(seed), \(fact.event)")
      for line in lines where ["bought", "cost"].contains(line.kind) {
        values[line.batch ?? "", default: 0] += (line.kind == "bought" ? 1 : -1) * (line.bookAmounts?.gross ?? 0)
      }
    }
    for (batch, value) in values where value < 0 { Issue.record("seed \(seed): batch \(batch) is worth \(value)") }
  }

  @Test("Every event balances, own stock is worth what its batches say, and what all batches are worth is account 1300", arguments: 1...150)
  func balanced(seed: Int) throws {
    let book = try played(seed)
    checkEach(book.facts, seed)
    let left = book.batches.values.compactMap(\.stock.costLeft)
    #expect(left.reduce(0, +) == book.accounts["1300"] ?? 0, "seed \(seed)")
    #expect(left.allSatisfy { $0 >= 0 }, "seed \(seed)")
    for state in book.batches.values where state.stock.total == .zero { #expect(state.stock.costLeft ?? 0 == 0, "seed \(seed)") }
  }

  @Test("When all sales are taken back and all goods written off, nothing is left on any account but what was bought and lost", arguments: 200...349)
  func allTakenBack(seed: Int) throws {
    var book = try played(seed)
    for code in book.sales.keys.sorted() {
      try book.perform(.reverseSale(ReverseSale(sale: code, reason: "never happened", date: day("2024-07-01"))))
    }
    let gone = ["1200", "2150", "4000", "4010", "5100", "2110", "2190"].filter { book.accounts[$0] != nil }
    #expect(gone == [], "seed \(seed): \(book.accounts)")
    // What was thrown away by returns stays an expense; the rest of the goods is there, and is lost now.
    for (code, state) in book.batches.sorted(by: { $0.key < $1.key }) {
      for there in state.stock.places { try book.writeOff(code.text, there.onHand.thousandths, at: there.place, on: "2024-07-02") }
    }
    for state in book.batches.values where state.stock.total == .zero { #expect(state.stock.costLeft ?? 0 == 0, "seed \(seed)") }
    let onTheWay = book.batches.values.filter { $0.stock.total != .zero }.reduce(Int64(0)) { $0 + ($1.stock.costLeft ?? 0) }
    let accounts = book.accounts
    #expect(accounts["1300"] ?? 0 == onTheWay, "seed \(seed)")
    #expect((accounts["5000"] ?? 0) + (accounts["5200"] ?? 0) + onTheWay == -(accounts["2100"] ?? 0), "seed \(seed)")
  }

  private func played(_ seed: Int) throws -> TestBook {
    var (book, history) = (try TestBook.trading(commission: 2345, fee: 678), TradeHistory(seed: seed))
    for command in TradeHistory.beginning { try book.perform(command) }
    for _ in 0..<110 { _ = refusal { () throws(Refusal) in try book.perform(history.next()) } }
    return book
  }

  @Test("Such histories come to purchases, sales of both kinds of goods together, and each way in which ours come back or are lost")
  func histories() throws {
    var (types, kinds, mixed) = ([String: Int](), [String: Int](), 0)
    for seed in 1...60 {
      for fact in try played(seed).facts {
        types[fact.event.type, default: 0] += 1
        for line in unroll(fact.event) { kinds["\(line.kind) \(line.kind == "cost" ? line.purpose ?? "" : "")", default: 0] += 1 }
        if case .saleRecorded(let sale) = fact.event, Set(sale.allocations.map(\.isOwn)).count == 2 { mixed += 1 }
      }
    }
    for type in ["BatchBought", "PurchaseCredited", "BatchWrittenOff", "SaleReversed", "SaleAllocated"] {
      #expect(types[type, default: 0] >= 20, "\(type): \(types)")
    }
    for kind in ["sold_own ", "returned_own ", "reversed_own ", "allocated_own ", "cost sold", "cost lost", "uncertified "] {
      #expect(kinds[kind, default: 0] >= 10, "\(kind): \(kinds)")
    }
    #expect(mixed >= 20)
  }
}
