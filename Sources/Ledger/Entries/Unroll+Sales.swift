/// The lines of a sale and of what became of it: the money part by part, then what goods of our own had cost.
func saleLines(_ sale: SaleRecorded) -> [Entry] {
  let lines = saleLines("sold", sale.sale, sale.place, sale.goods, sale.currency, sale.allocations)
  // Nearly all sales have neither.
  if sale.uncertified == nil, !sale.draws.contains(where: \.isOwn) { return lines }
  return lines + costLines(sale.draws, sign: 1, sale: sale.sale, place: sale.place, goods: sale.goods, currency: sale.bookCurrency)
    + uncertifiedLines(sale)
}

/// - Parameters:
///   - draws: what was drawn, or came back to stock.
///   - sign: 1 for what was drawn, -1 for what came back.
func saleLines(_ kind: String, _ change: SaleLinesChange, _ draws: [Draw], sign: Int64, returned: ReturnCode? = nil) -> [Entry] {
  saleLines(kind, change.sale, change.place, change.goods, change.currency, change.allocations, returned: returned)
    + costLines(draws, sign: sign, sale: change.sale, place: change.place, goods: change.goods, currency: change.bookCurrency, returned: returned)
}

/// Goods of our own have kinds of their own (`sold_own` …): nobody else is owed for them.
private func saleLines(
  _ kind: String, _ sale: SaleCode, _ place: SalePlace, _ goods: SaleGoods, _ currency: Currency, _ allocations: [Allocation],
  returned: ReturnCode? = nil
) -> [Entry] {
  allocations.map { allocation in
    var line = Entry(allocation.isOwn ? kind + "_own" : kind)
    (line.sale, line.returned, line.batch, line.producer) = (sale.text, returned?.text, allocation.batch?.text, allocation.producer?.text)
    (line.product, line.hsCode, line.unit) = (goods.product.text, goods.hsCode, goods.unit.rawValue)
    (line.channel, line.outlet, line.country, line.currency) = (place.channel.text, place.outlet?.text, place.country, currency.code)
    (line.quantity, line.amounts, line.bookAmounts) = (allocation.quantity.thousandths, allocation.amounts, allocation.bookAmounts)
    return line
  }
}

/// What goods of our own had cost that a sale drew, or, with a sign of -1, that came back to stock.
private func costLines(
  _ draws: [Draw], sign: Int64, sale: SaleCode, place: SalePlace, goods: SaleGoods, currency: Currency, returned: ReturnCode? = nil
) -> [Entry] {
  draws.compactMap { draw in
    guard let cost = draw.cost else { return nil }
    return entry("cost") {
      ($0.sale, $0.batch, $0.product, $0.unit, $0.purpose) = (sale.text, draw.batch.text, goods.product.text, goods.unit.rawValue, "sold")
      $0.returned = returned?.text
      ($0.channel, $0.outlet, $0.country, $0.currency) = (place.channel.text, place.outlet?.text, place.country, currency.code)
      $0.quantity = sign * draw.quantity.thousandths
      let amounts = Amounts(gross: sign * cost, discount: 0, commission: 0, fee: 0)
      ($0.amounts, $0.bookAmounts) = (amounts, amounts)
    }
  }
}

/// Who sold what of a batch that was bought outright, and for how much. The goods stay where they are; they change their owner.
func boughtLines(_ event: BatchBought) -> [Entry] {
  event.lines.map { line in
    entry("bought") {
      ($0.batch, $0.product, $0.unit, $0.producer) = (event.batch.text, event.product.text, event.unit.rawValue, line.producer.text)
      ($0.place, $0.reference, $0.currency, $0.quantity) = (Place.hub.text, event.reference, event.bookCurrency.code, line.quantity.thousandths)
      let amounts = Amounts(gross: line.amount, discount: 0, commission: 0, fee: 0)
      ($0.amounts, $0.bookAmounts) = (amounts, amounts)
    }
  }
}

/// That a sale was made without the certificate that the channel's terms demand. No money: the sale's own lines have that.
private func uncertifiedLines(_ sale: SaleRecorded) -> [Entry] {
  guard let lack = sale.uncertified else { return [] }
  return [
    entry("uncertified") {
      ($0.sale, $0.product, $0.unit, $0.purpose) = (sale.sale.text, sale.goods.product.text, sale.goods.unit.rawValue, lack.rawValue)
      ($0.channel, $0.outlet, $0.country, $0.quantity) =
        (sale.place.channel.text, sale.place.outlet?.text, sale.place.country, sale.quantity.thousandths)
    }
  ]
}
