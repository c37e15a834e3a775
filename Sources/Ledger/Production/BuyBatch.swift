/// What a batch is bought at, in major units of the book's currency for one unit of goods; at most six decimals, more than nothing.
public enum PurchasePrice: Hashable, Sendable {
  /// The same for everybody who made it.
  case same(DecimalNumber)
  /// Each at her own; everybody who made goods of the batch must have one.
  case each([ProducerCode: DecimalNumber])
}

/// Asks to record that the association bought a batch outright: all that was accepted of it and is still there.
public struct BuyBatch: Hashable, Sendable {
  /// Which batch, and at what.
  public let batch: BatchCode, price: PurchasePrice
  /// The day, and the paper it stands on.
  public let date: CalendarDate, reference: String?

  /// A purchase.
  public init(batch: BatchCode, price: PurchasePrice, date: CalendarDate, reference: String? = nil) {
    (self.batch, self.price, self.date, self.reference) = (batch, price, date, reference)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("buy", batch.text)
    writer.member("date", date)
    if case .each(let prices) = price {
      writer.member("prices", prices.sorted { $0.key < $1.key }) { writer, price in
        writer.member("producer", price.key.text)
        writer.member("unit_price", price.value)
      }
    }
    writer.member("reference", reference)
    if case .same(let price) = price { writer.member("unit_price", price) }
  }
}

/// What buying a batch would record: who sold how much of it at what, and that this is available to its makers at once.
///
/// What is there is split among its makers by their contributions; each gets quantity × price, rounded.
/// - Parameters:
///   - batch: read as a whole, not by its ends.
///   - payables: what its makers have; every sum must stay one that can be kept exactly.
/// - Throws: `TradeRefusal` where there is nothing to buy, or something was sold for its makers already.
public func decide(_ command: BuyBatch, given batch: BatchState, payables: PayablesState, book: Currency) throws(Refusal) -> Decision {
  let produced = try batch.existing(command.batch, on: command.date)
  if let known = batch.bought {
    try differences(between: known, and: command)
    return .unchanged
  }
  try checkIsForSale(batch, produced)
  let contributions = produced.orderedContributions
  let weights = contributions.map { Weight(numerator: Int128($0.quantity.thousandths), denominator: 1) }
  let quantities = apportion(batch.stock.total.thousandths, among: weights, total: Int128(produced.quantity.thousandths))
  var lines: [PurchasedLine] = []
  for (contribution, quantity) in zip(contributions, quantities) {
    let price = try command.price.of(contribution.producer, in: command.batch)
    let line = PurchasedLine(
      producer: contribution.producer, quantity: Quantity(thousandths: quantity), unitPrice: price, amount: try worth(quantity, at: price, book))
    guard payables.balance(of: line.producer).available.adding(line.amount) <= largestInteger else { throw .amountTooLarge(column: "unit_price") }
    lines.append(line)
  }
  try command.price.check(among: contributions, of: command.batch)
  let total = lines.reduce(Int64(0)) { $0.adding($1.amount) }
  guard total <= largestInteger else { throw .amountTooLarge(column: "unit_price") }
  let bought = BatchBought(
    batch: command.batch, product: produced.product, unit: produced.unit, boughtOn: command.date, reference: command.reference, bookCurrency: book,
    lines: lines, stock: batch.stock.bought(for: total))
  var facts = [Fact(.batchBought(bought), in: .batch(command.batch), on: command.date)]
  let credits = lines.filter { $0.amount != 0 }.map { CreditedLine(producer: $0.producer, amount: $0.amount) }
  if !credits.isEmpty {
    let credited = PurchaseCredited(batch: command.batch, bookCurrency: book, lines: credits)
    facts.append(Fact(.purchaseCredited(credited), in: .payables, on: command.date))
  }
  return .record(facts)
}

private func checkIsForSale(_ batch: BatchState, _ produced: BatchProduced) throws(Refusal) {
  if batch.isTest { throw .goods(.testBatch(produced.batch)) }
  if let reason = batch.stock.recallReason { throw .goods(.recalled(produced.batch, reason: reason)) }
  guard batch.waiting == .zero else { throw .trade(.notInspected(produced.batch, waiting: batch.waiting)) }
  guard batch.sold == .zero else { throw .trade(.soldInPart(produced.batch, sold: batch.sold)) }
  guard batch.stock.total > .zero else { throw .trade(.nothingToBuy(produced.batch)) }
}

private func worth(_ thousandths: Int64, at price: DecimalNumber, _ book: Currency) throws(Refusal) -> Int64 {
  let exact = Int128(thousandths) * Int128(price.mantissa) * powersOfTen[book.decimals]
  let amount = roundedQuotient(exact, by: 1000 * powersOfTen[price.scale])
  guard amount <= Int128(largestInteger) else { throw .amountTooLarge(column: "unit_price") }
  return Int64(amount)
}

extension PurchasePrice {
  fileprivate func of(_ producer: ProducerCode, in batch: BatchCode) throws(Refusal) -> DecimalNumber {
    let price: DecimalNumber
    switch self {
    case .same(let same): price = same
    case .each(let prices):
      guard let own = prices[producer] else { throw .trade(.noPrice(batch, producer)) }
      price = own
    }
    guard price.mantissa > 0 else { throw .malformed(column: "unit_price", "the price is not more than nothing") }
    guard price.scale <= 6 else { throw .malformed(column: "unit_price", "the price has more than 6 decimals") }
    return price
  }

  /// Refuses prices for people who made nothing of the batch.
  fileprivate func check(among contributions: [Contribution], of batch: BatchCode) throws(Refusal) {
    guard case .each(let prices) = self else { return }
    let makers = Set(contributions.map(\.producer))
    if let stranger = prices.keys.filter({ !makers.contains($0) }).min() { throw .trade(.notHers(batch, stranger)) }
  }
}

private func differences(between known: BatchBought, and new: BuyBatch) throws(Refusal) {
  let thing = "purchase of batch \(new.batch)"
  try same(known.boughtOn.description, new.date.description, "date", of: thing)
  try same(known.reference, new.reference, "reference", of: thing)
  for line in known.lines {
    let price = try new.price.of(line.producer, in: new.batch)
    try same(line.unitPrice.description, price.description, "unit_price", of: thing)
  }
  try new.price.check(among: known.lines.map { Contribution(producer: $0.producer, quantity: $0.quantity) }, of: new.batch)
}
