/// Asks to record a sale of one product through a channel: a row of `sales.csv`.
public struct RecordSale: Hashable, Sendable {
  /// The sale's number, its date, and the receipt it stands on.
  public let sale: SaleCode, soldOn: CalendarDate, receipt: String?
  /// Through whom, where, and to which country when not the channel's own.
  public let channel: ChannelCode, outlet: OutletCode?, country: String?
  /// What, from which batch if named, how much.
  public let product: ProductCode, batch: BatchCode?, quantity: Quantity
  /// Price of one unit in major units, at most six decimals; discount on the whole in minor units.
  public let unitPrice: DecimalNumber, discount: Int64
  /// What the buyer paid in.
  public let currency: Currency
  /// Whether goods that are not in stock may be sold, their money waiting in suspense.
  public let allowsUnallocated: Bool

  /// A sale as a shop writes it down.
  public init(
    sale: SaleCode, soldOn: CalendarDate, receipt: String? = nil, channel: ChannelCode, outlet: OutletCode? = nil, country: String? = nil,
    product: ProductCode, batch: BatchCode? = nil, quantity: Quantity, unitPrice: DecimalNumber, discount: Int64 = 0, currency: Currency,
    allowsUnallocated: Bool = false
  ) {
    (self.sale, self.soldOn, self.receipt) = (sale, soldOn, receipt)
    (self.channel, self.outlet, self.country) = (channel, outlet, country)
    (self.product, self.batch, self.quantity) = (product, batch, quantity)
    (self.unitPrice, self.discount, self.currency, self.allowsUnallocated) = (unitPrice, discount, currency, allowsUnallocated)
  }
}

/// What must be known to decide a sale.
public struct SaleContext: Sendable {
  /// The sale, its product and channel as the book has them.
  public let sale: SaleState, product: ProductState, channel: ChannelState
  /// Rates of the sale's currency; not looked at when it is the book's.
  public let rates: RateState
  /// The batch the sale names, when it names one.
  public let named: BatchState?
  /// What may be drawn from otherwise, in order.
  public let lots: ArraySlice<Lot>
  /// The book's currency.
  public let book: Currency

  /// Everything a sale depends on.
  public init(
    sale: SaleState, product: ProductState, channel: ChannelState, rates: RateState, named: BatchState?, lots: ArraySlice<Lot>, book: Currency
  ) {
    (self.sale, self.product, self.channel, self.rates) = (sale, product, channel, rates)
    (self.named, self.lots, self.book) = (named, lots, book)
  }
}

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
  var rate: Rate?
  if command.currency != context.book {
    rate = context.rates.rate(on: command.soldOn)
    if rate == nil { throw .noRate(command.currency, on: command.soldOn) }
  }
  let amounts = try price(command, terms: terms)
  let bookAmounts = try inBook(amounts, from: command.currency, rate: rate, book: context.book)
  let picks = try pick(command, from: context)
  let unallocated = command.quantity - picks.reduce(.zero) { $0 + $1.draw.quantity }
  if unallocated > .zero, !command.allowsUnallocated {
    throw .insufficientStock(
      command.product, batch: command.batch, asked: command.quantity, available: command.quantity - unallocated, on: command.soldOn)
  }
  let parts = orderedParts(picks.map { ($0.draw, $0.lot.produced.orderedContributions) }, unallocated: unallocated)
  let sale = SaleRecorded(
    sale: command.sale, receipt: command.receipt, place: SalePlace(channel: command.channel, outlet: command.outlet, country: country),
    goods: SaleGoods(product: command.product, hsCode: product.hsCode, unit: product.unit), namedBatch: command.batch, quantity: command.quantity,
    unitPrice: command.unitPrice, currency: command.currency, bookCurrency: context.book, rate: rate, model: terms.model, amounts: amounts,
    bookAmounts: bookAmounts, draws: picks.map(\.draw),
    allocations: allocate(command.quantity, amounts: amounts, bookAmounts: bookAmounts, among: parts))
  var facts = [Fact(.saleRecorded(sale), in: .sale(command.sale), on: command.soldOn)]
  if let outlet = command.outlet, !context.channel.outlets.contains(outlet) {
    let opened = OutletOpened(channel: command.channel, outlet: outlet)
    facts.insert(Fact(.outletOpened(opened), in: .channel(command.channel), on: command.soldOn), at: 0)
  }
  for pick in picks {
    let movement = BatchMovement(
      batch: pick.draw.batch, product: command.product, sale: command.sale, quantity: pick.draw.quantity, onHand: pick.lot.onHand - pick.draw.quantity
    )
    facts.append(Fact(.batchDrawn(BatchDrawn(movement)), in: .batch(pick.draw.batch), on: command.soldOn))
  }
  return .record(facts)
}

/// gross = round(quantity × unit price); commission and fee = round((gross − discount) × basis points ÷ 10 000).
private func price(_ command: RecordSale, terms: Terms) throws(Refusal) -> Amounts {
  guard command.unitPrice.mantissa >= 0 else { throw .malformed(column: "unit_price", "the price is negative") }
  guard command.unitPrice.scale <= 6 else { throw .malformed(column: "unit_price", "the price has more than 6 decimals") }
  let exact = Int128(command.quantity.thousandths) * Int128(command.unitPrice.mantissa) * powersOfTen[command.currency.decimals]
  let gross = roundedQuotient(exact, by: 1000 * powersOfTen[command.unitPrice.scale])
  guard gross <= Int128(largestInteger) else { throw .amountTooLarge(column: "unit_price") }
  guard command.discount >= 0 else { throw .malformed(column: "discount", "the discount is negative") }
  guard Int128(command.discount) <= gross else {
    throw .malformed(column: "discount", "the discount is larger than quantity × unit price")
  }
  let netSales = gross - Int128(command.discount)
  return Amounts(
    gross: Int64(gross), discount: command.discount,
    commission: Int64(roundedQuotient(netSales * Int128(terms.commissionBasisPoints), by: 10_000)),
    fee: Int64(roundedQuotient(netSales * Int128(terms.feeBasisPoints), by: 10_000)))
}

/// Gross, discount, commission and fee each at the rate, rounded; the net is the rest, so it always balances.
private func inBook(_ amounts: Amounts, from currency: Currency, rate: Rate?, book: Currency) throws(Refusal) -> Amounts {
  guard let rate else { return amounts }
  guard let gross = rate.convert(amounts.gross, from: currency, to: book), let discount = rate.convert(amounts.discount, from: currency, to: book),
    let commission = rate.convert(amounts.commission, from: currency, to: book), let fee = rate.convert(amounts.fee, from: currency, to: book)
  else { throw .amountTooLarge(column: "unit_price") }
  return Amounts(gross: gross, discount: discount, commission: commission, fee: fee)
}

/// Lots: the batch the sale names, else first in, first out.
private func pick(_ command: RecordSale, from context: SaleContext) throws(Refusal) -> [(lot: Lot, draw: Draw)] {
  var candidates = context.lots
  if let code = command.batch {
    guard let named = context.named, let produced = named.produced else { throw .unknown(.batch, code.text) }
    guard produced.product == command.product else { throw .batchOfOtherProduct(code, is: produced.product) }
    candidates = [Lot(produced: produced, onHand: named.onHand)]
  }
  return pick(command.quantity, from: candidates)
}

/// Draws a quantity from lots in their order; stops when it has enough or the lots are exhausted.
func pick(_ quantity: Quantity, from lots: ArraySlice<Lot>) -> [(lot: Lot, draw: Draw)] {
  var picks: [(lot: Lot, draw: Draw)] = []
  var missing = quantity
  for lot in lots where lot.onHand > .zero {
    if missing == .zero { break }
    let taken = min(lot.onHand, missing)
    picks.append((lot, Draw(batch: lot.produced.batch, quantity: taken, produced: lot.produced.quantity)))
    missing -= taken
  }
  return picks
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
