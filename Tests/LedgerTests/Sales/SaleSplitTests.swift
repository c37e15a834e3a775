import Ledger
import Testing

@Suite("A sale's split among its producers")
struct SaleSplitTests {
  private func nets(_ sale: SaleRecorded) -> [String: Int64] {
    Dictionary(uniqueKeysWithValues: sale.allocations.map { ("\($0.batch?.text ?? "")/\($0.producer?.text ?? "")", $0.amounts.net) })
  }

  @Test("Coins left over go to the largest remainders")
  func largestRemainder() throws {
    var book = try TestBook.trading(commission: 0, fee: 0)
    try book.produce("B1", [("P1", 1000), ("P2", 2000), ("P3", 4000)])
    // 100 ÷ 7: 14.29, 28.57, 57.14; one coin is left and goes to P2.
    #expect(nets(try book.sell(sale("S1", 1000, at: "1"))) == ["B1/P1": 14, "B1/P2": 29, "B1/P3": 57])
  }

  @Test("Among equal remainders the smaller batch code comes first, then the smaller producer code")
  func ties() throws {
    var book = try TestBook.trading(commission: 0, fee: 0)
    try book.produce("B9", [("P2", 1000), ("P1", 1000)], on: "2024-01-01")
    try book.produce("B10", [("P4", 1000), ("P3", 1000)], on: "2024-01-02")
    let sold = try book.sell(sale("S1", 4000, at: "0.0025"))
    #expect(nets(sold) == ["B10/P3": 1, "B10/P4": 0, "B9/P1": 0, "B9/P2": 0])
    try book.takeBack("R1", of: "S1", 4000)
    #expect(nets(try book.sell(sale("S2", 4000, at: "0.005"))) == ["B10/P3": 1, "B10/P4": 1, "B9/P1": 0, "B9/P2": 0])
    try book.takeBack("R2", of: "S2", 4000)
    #expect(nets(try book.sell(sale("S3", 4000, at: "0.0075"))) == ["B10/P3": 1, "B10/P4": 1, "B9/P1": 1, "B9/P2": 0])
  }

  @Test("However many producers, coins left over go to the largest remainders, the smaller code first", arguments: [7, 12, 40, 90])
  func manyProducers(count: Int) throws {
    var book = try TestBook.trading(commission: 0, fee: 0)
    let codes = (100..<100 + count).map { "M\($0)" }
    for code in codes {
      let membership = Membership(community: .init("TAL"), group: nil, sex: nil, payoutRoute: nil)
      try book.perform(
        .registerProducer(
          RegisterProducer(producer: .init(code), details: .init(name: code), membership: membership, date: day("2024-01-01"))))
    }
    // Every second one made three times as much as the others: two kinds of remainders.
    let made = codes.enumerated().map { ($1, Int64($0 % 2 == 0 ? 1_000 : 3_000)) }
    let all = made.reduce(0) { $0 + $1.1 }
    try book.produce("B1", made)
    for coins in [Int64(1), 5, Int64(count) - 1, Int64(count) + 3, 10 * Int64(count) + 1] {
      let price = DecimalNumber(mantissa: coins * 10, scale: 3)?.description ?? ""
      let sold = try book.sell(sale("S\(coins)", 1_000, at: price))
      var expected = made.map { coins * $0.1 / all }
      let order = made.indices.sorted { (-(coins * made[$0].1 % all), $0) < (-(coins * made[$1].1 % all), $1) }
      for index in order.prefix(Int(coins - expected.reduce(0, +))) { expected[index] += 1 }
      #expect(sold.allocations.map(\.amounts.net) == expected, "\(coins) coins among \(count)")
      try book.takeBack("R\(coins)", of: "S\(coins)", 1_000)
    }
  }

  @Test("What is unallocated comes last among equals")
  func suspenseIsLast() throws {
    var book = try TestBook.trading(commission: 0, fee: 0)
    try book.produce("Z", [("P1", 1000)])
    #expect(nets(try book.sell(sale("S1", 2000, at: "0.005", allowsUnallocated: true))) == ["Z/P1": 1, "/": 0])
  }

  @Test("Net, commission, fee and discount are split each for itself, and a part's gross is their sum")
  func eachForItself() throws {
    var book = try TestBook.trading(commission: 2000, fee: 1000)
    try book.produce("B1", [("P1", 1000), ("P2", 1000), ("P3", 1000)])
    let sold = try book.sell(sale("S1", 3000, at: "0.07", discount: 1))
    // gross 21, discount 1, commission 4, fee 2, net 14.
    #expect(
      sold.allocations.map(\.amounts) == [
        Amounts(gross: 9, discount: 1, commission: 2, fee: 1), Amounts(gross: 7, discount: 0, commission: 1, fee: 1),
        Amounts(gross: 5, discount: 0, commission: 1, fee: 0),
      ])
    #expect(sold.allocations.map(\.amounts.net) == [5, 5, 4])
  }

  @Test("A sale of several lots in foreign currency is split in both currencies to the last coin")
  func severalLotsAbroad() throws {
    var book = try TestBook.trading(commission: 2500, fee: 300)
    try book.perform(.publishRate(PublishRate(currency: currency("KWD"), rate: rate("2024-01-01", "285.4321"))))
    try book.produce("B1", [("P1", 1500), ("P2", 500)], on: "2024-01-05")
    try book.produce("B2", [("P1", 333), ("P3", 1667)], on: "2024-01-06")
    let sold = try book.sell(sale("S1", 3250, at: "12.345", discount: 17, in: currency("KWD")))
    // 3.25 × 12.345 = 40.12125 → 40.121; 40.104 × 25 % = 10.026; × 3 % = 1.20312 → 1.203.
    #expect(sold.amounts == Amounts(gross: 40_121, discount: 17, commission: 10_026, fee: 1203))
    // 40.121 × 285.4321 = 11451.8212841 …, each rounded by itself.
    #expect(sold.bookAmounts == Amounts(gross: 1_145_182, discount: 485, commission: 286_174, fee: 34_337))
    #expect(sold.allocations.map(\.quantity) == [1500, 500, 208, 1042].map { thousandths($0) })
    #expect(sold.allocations.reduce(.zero) { $0 + $1.amounts } == sold.amounts)
    #expect(sold.allocations.reduce(.zero) { $0 + $1.bookAmounts } == sold.bookAmounts)
    #expect(sold.allocations.map { "\($0.batch?.text ?? "") \($0.producer?.text ?? "")" } == ["B1 P1", "B1 P2", "B2 P1", "B2 P3"])
  }

  @Test("The largest figures a document may carry are split exactly")
  func extremes() throws {
    var book = try TestBook.trading(commission: 1, fee: 1)
    try book.produce("B1", [("P1", 1), ("P2", 33_333_333_333), ("P3", 66_666_666_665)])
    let sold = try book.sell(sale("S1", Quantity.largest.thousandths, at: "900719.925474"))
    #expect(sold.amounts.gross > largestInteger - 100_000_000_000)
    #expect(sold.allocations.reduce(.zero) { $0 + $1.amounts } == sold.amounts)
    #expect(sold.allocations.map(\.quantity.thousandths) == [1, 33_333_333_333, 66_666_666_665])
    try book.takeBack("R1", of: "S1", 7)
    try book.takeBack("R2", of: "S1", Quantity.largest.thousandths - 7)
    #expect(book.sales[.init("S1")]?.outstanding == .zero)
  }
}
