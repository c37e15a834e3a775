/// What a sale would record: the sale with everybody's part, and a draw on each batch it takes from.
/// - Throws: a `Refusal` that names the column; nothing is recorded then.
public func decide(_ command: RecordSale, given context: SaleContext) throws(Refusal) -> Decision {
  guard let product = context.product.developed else { throw .unknown(.product, command.product.text) }
  guard let channel = context.channel.opened else { throw .unknown(.channel, command.channel.text) }
  try checkQuantity(command.quantity)
  let country = command.country ?? channel.country
  try checkCountry(country)
  if let known = context.sale.recorded {
    try differences(between: known, on: context.sale.soldOn, and: command, country: country)
    return .unchanged
  }
  guard let terms = context.channel.terms(on: command.soldOn) else {
    throw .noTerms(command.channel, on: command.soldOn, first: context.channel.terms.first?.validFrom)
  }
  let uncertified = try standing(of: command, context.product, terms)
  var rate: Rate?
  if command.currency != context.book {
    rate = context.rates.rate(on: command.soldOn)
    if rate == nil { throw .noRate(command.currency, on: command.soldOn) }
  }
  let priced = try price(command, terms: terms)
  let picks = try pick(command, from: context)
  let unallocated = command.quantity - picks.reduce(.zero) { $0 + $1.draw.quantity }
  if unallocated > .zero, !command.allowsUnallocated {
    throw .insufficientStock(
      command.product, batch: command.batch, asked: command.quantity, available: command.quantity - unallocated, on: command.soldOn)
  }
  let parts = orderedParts(picks.map { ($0.draw, $0.lot.produced.orderedContributions) }, unallocated: unallocated)
  let amounts = priced.withoutFee(on: parts.ownQuantity, of: command.quantity)
  let bookAmounts = try inBook(amounts, from: command.currency, rate: rate, book: context.book)
  let sale = SaleRecorded(
    sale: command.sale, receipt: command.receipt, place: SalePlace(channel: command.channel, outlet: command.outlet, country: country),
    goods: SaleGoods(product: command.product, hsCode: product.hsCode, unit: product.unit), namedBatch: command.batch, quantity: command.quantity,
    unitPrice: command.unitPrice, currency: command.currency, bookCurrency: context.book, rate: rate, model: terms.model, uncertified: uncertified,
    amounts: amounts, bookAmounts: bookAmounts, draws: picks.map(\.draw),
    allocations: allocate(command.quantity, amounts: amounts, bookAmounts: bookAmounts, among: parts))
  var facts = [Fact(.saleRecorded(sale), in: .sale(command.sale), on: command.soldOn)]
  if let outlet = command.outlet, !context.channel.outlets.contains(outlet) {
    let opened = OutletOpened(channel: command.channel, outlet: outlet)
    facts.insert(Fact(.outletOpened(opened), in: .channel(command.channel), on: command.soldOn), at: 0)
  }
  facts.reserveCapacity(facts.count + picks.count)
  for pick in picks { facts.append(pick.fact(for: sale, on: command.soldOn)) }
  return .record(facts)
}

/// What is to be noted about the product's certificate, as the channel's terms ask.
private func standing(of command: RecordSale, _ product: ProductState, _ terms: Terms) throws(Refusal) -> CertificateLack? {
  if terms.certification == .none { return nil }
  let standing = product.certificate(on: command.soldOn)
  guard let word = standing.uncertified, let lack = standing.lack else { return nil }
  if terms.certification == .refuse { throw .trade(.uncertified(command.product, command.channel, on: command.soldOn, lack: lack)) }
  return CertificateLack(rawValue: word)
}

private func differences(between known: SaleRecorded, on soldOn: CalendarDate?, and command: RecordSale, country: String) throws(Refusal) {
  let thing = "sale \(known.sale)"
  try same(soldOn?.description, command.soldOn.description, "sold_on", of: thing)
  try same(known.place.channel.text, command.channel.text, "channel", of: thing)
  try same(known.place.outlet?.text, command.outlet?.text, "outlet", of: thing)
  try same(known.place.country, country, "country", of: thing)
  try same(known.goods.product.text, command.product.text, "product", of: thing)
  try same(known.namedBatch?.text, command.batch?.text, "batch", of: thing)
  try same(known.quantity.description, command.quantity.description, "quantity", of: thing)
  try same(known.unitPrice.description, command.unitPrice.description, "unit_price", of: thing)
  try same(known.currency.code, command.currency.code, "currency", of: thing)
  try same(String(known.amounts.discount), String(command.discount), "discount", of: thing)
  try same(known.receipt, command.receipt, "receipt", of: thing)
}
