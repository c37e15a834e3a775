import Ledger

/// Goods that the association buys and sends about.
extension TestBook {
  /// A purchase at one price for all, or at a price a producer.
  @discardableResult
  mutating func buy(
    _ batch: String, at price: String = "50", each prices: [String: String] = [:], on date: String = "2024-01-15", reference: String? = nil
  ) throws(Refusal) -> Decision {
    try perform(purchase(batch, at: price, each: prices, on: date, reference: reference))
  }

  /// Goods sent somewhere, which arrive the same day; less or more of them when `received` says so. In thousandths.
  mutating func send(
    _ dispatch: String, _ goods: [(String, Int64)], from: Place = .hub, to place: Place, received: [(String, Int64)]? = nil,
    on date: String = "2024-01-20"
  ) throws(Refusal) {
    func lines(_ goods: [(String, Int64)]) -> [GoodsLine] { goods.map { GoodsLine(batch: .init($0.0), quantity: thousandths($0.1)) } }
    try perform(
      .movement(.dispatch(DispatchGoods(dispatch: .init(dispatch), date: day(date), from: from, to: place, lines: lines(goods)))))
    try perform(.movement(.receive(ReceiveGoods(dispatch: .init(dispatch), date: day(date), lines: lines(received ?? goods)))))
  }

  /// Where a batch lies and what is left of its price.
  func stock(_ batch: String) -> BatchStock { batches[.init(batch)]?.stock ?? BatchStock() }
}

/// A purchase as a command.
func purchase(
  _ batch: String, at price: String = "50", each prices: [String: String] = [:], on date: String = "2024-01-15", reference: String? = nil
) -> Command {
  let asked: PurchasePrice =
    prices.isEmpty
    ? .same(decimal(price)) : .each(Dictionary(uniqueKeysWithValues: prices.map { (ProducerCode($0.key), decimal($0.value)) }))
  return .production(.buy(BuyBatch(batch: .init(batch), price: asked, date: day(date), reference: reference)))
}

/// What lines come to on each account, a debit positive: the rules of booking said once more, as far as goods and sales need them. What is zero is left out.
func balances(_ lines: [Entry]) -> [String: Int64] {
  var accounts: [String: Int64] = [:]
  for line in lines {
    guard let money = line.bookAmounts else { continue }
    for (account, amount) in postings(line, money) { accounts[account, default: 0] += amount }
  }
  return accounts.filter { $0.value != 0 }
}

private func postings(_ line: Entry, _ money: Amounts) -> [(String, Int64)] {
  switch line.kind {
  case "sold", "returned", "reversed", "allocated":
    [("1200", money.netSales), ("2150", -money.commission), ("4000", -money.fee), (line.producer == nil ? "2190" : "2110", -money.net)]
  case "sold_own", "returned_own", "reversed_own", "allocated_own":
    [("1200", money.netSales), ("2150", -money.commission), ("5100", money.commission), ("4010", -money.netSales)]
  case "cost": [(line.purpose == "lost" ? "5200" : "5000", money.gross), ("1300", -money.gross)]
  case "bought": [("1300", money.gross), ("2100", -money.gross)]
  case "released": [("2110", money.gross), ("2100", -money.gross)]
  case "refundable": [("1200", money.gross), ("2400", -money.gross)]
  default: [("not booked here: \(line.kind)", money.gross)]
  }
}

extension TestBook {
  /// What stands on each account.
  var accounts: [String: Int64] { balances(facts.flatMap { unroll($0.event) }) }
}
