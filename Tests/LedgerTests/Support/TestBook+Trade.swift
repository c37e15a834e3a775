import Ledger

/// A small village that trades: what most tests begin with.
extension TestBook {
  /// Village, four producers P1…P4, products SLIPPER and RUG, channel SHOP on those terms.
  static func trading(
    in book: Currency = .kgs, channelCurrency: Currency = .kgs, commission: Int64 = 2000, fee: Int64 = 500
  ) throws(Refusal) -> TestBook {
    var book = TestBook(currency: book)
    let first = day("2024-01-01")
    try book.perform(.enrolCommunity(EnrolCommunity(community: .init("TAL"), name: "Талды-Суу", oblast: "Ысык-Көл", date: first)))
    for code in ["P1", "P2", "P3", "P4"] {
      let membership = Membership(community: .init("TAL"), group: .init("G1"), sex: .female, payoutRoute: .cash)
      try book.perform(
        .registerProducer(RegisterProducer(producer: .init(code), details: .init(name: "Айгүл \(code)"), membership: membership, date: first)))
    }
    for (code, unit) in [("SLIPPER", Unit.pair), ("RUG", .piece)] {
      try book.perform(
        .developProduct(
          DevelopProduct(product: .init(code), name: code, category: "felt", unit: unit, hsCode: "640520", date: first)))
    }
    try book.agree("SHOP", commission, fee, from: "2024-01-01", currency: channelCurrency)
    return book
  }

  /// New terms of a channel.
  mutating func agree(_ channel: String, _ commission: Int64, _ fee: Int64, from date: String, currency: Currency = .kgs) throws(Refusal) {
    let terms = Terms(
      model: .consignment, commissionBasisPoints: commission, feeBasisPoints: fee, currency: currency, settleDays: 30, validFrom: day(date))
    try perform(.agreeTerms(AgreeTerms(channel: .init(channel), name: channel, kind: .brandShop, country: "KG", terms: terms)))
  }

  /// A batch with contributions in thousandths.
  @discardableResult
  mutating func produce(
    _ batch: String, _ contributions: [(String, Int64)], of product: String = "SLIPPER", on date: String = "2024-01-10", accepted: Int64? = nil
  ) throws(Refusal) -> Decision {
    try perform(
      .recordBatch(
        RecordBatch(
          batch: .init(batch), product: .init(product), producedOn: day(date),
          contributions: contributions.map { Contribution(producer: .init($0.0), quantity: thousandths($0.1)) },
          accepted: accepted.map(thousandths))))
  }

  /// A sale, in thousandths.
  @discardableResult
  mutating func sell(_ command: RecordSale) throws(Refusal) -> SaleRecorded {
    try perform(.recordSale(command))
    guard let recorded = sales[command.sale]?.recorded else { preconditionFailure("nothing was recorded") }
    return recorded
  }

  /// A return.
  @discardableResult
  mutating func takeBack(
    _ number: String, of sale: String, _ quantity: Int64, on date: String = "2024-03-01", _ disposition: Disposition = .restock
  ) throws(Refusal) -> Decision {
    try perform(.returnGoods(goods(number, of: sale, quantity, on: date, disposition)))
  }

  /// What can be sold from a batch, in thousandths.
  func onHand(_ batch: String) -> Int64? { batches[.init(batch)]?.onHand.thousandths }
}

/// A return as a command.
func goods(
  _ number: String, of sale: String, _ quantity: Int64, on date: String = "2024-03-01", _ disposition: Disposition = .restock, cause: String? = nil
) -> ReturnGoods {
  ReturnGoods(
    returned: .init(number), returnedOn: day(date), sale: .init(sale), quantity: thousandths(quantity), cause: cause, disposition: disposition)
}

/// A sale as a command; quantity in thousandths, discount in minor units.
func sale(
  _ number: String, _ quantity: Int64, at price: String = "100", on date: String = "2024-02-01", channel: String = "SHOP", outlet: String? = nil,
  country: String? = nil, product: String = "SLIPPER", batch: String? = nil, discount: Int64 = 0, in currency: Currency = .kgs,
  receipt: String? = nil, allowsUnallocated: Bool = false
) -> RecordSale {
  RecordSale(
    sale: .init(number), soldOn: day(date), receipt: receipt, channel: .init(channel), outlet: outlet.map { OutletCode($0) }, country: country,
    product: .init(product), batch: batch.map { BatchCode($0) }, quantity: thousandths(quantity), unitPrice: decimal(price), discount: discount,
    currency: currency, allowsUnallocated: allowsUnallocated)
}
