/// Asks to take goods back against a sale: a row of `returns.csv`.
public struct ReturnGoods: Hashable, Sendable {
  /// The return's number, its date, the sale it is against.
  public let returned: ReturnCode, returnedOn: CalendarDate, sale: SaleCode
  /// How much, why, and what becomes of it.
  public let quantity: Quantity, cause: String?, disposition: Disposition

  /// A return as a shop writes it down.
  public init(
    returned: ReturnCode, returnedOn: CalendarDate, sale: SaleCode, quantity: Quantity, cause: String? = nil, disposition: Disposition = .restock
  ) {
    (self.returned, self.returnedOn, self.sale) = (returned, returnedOn, sale)
    (self.quantity, self.cause, self.disposition) = (quantity, cause, disposition)
  }
}

/// What taking goods back would record: who loses what, and what goes back to which batch.
///
/// With r of q returned in all, the cumulative return of each amount is round(x × r ÷ q), split with the sale's weights;
/// this return's part is the new cumulative less the old, so returning everything leaves exactly zero (DESIGN section 4).
/// When the channel has paid for the sale already, producers lose what was released to them, and the channel gets the money back.
/// - Parameters:
///   - batches: the state of each batch the sale drew from, needed when goods are restocked.
///   - money: what the sale's channel has paid, and what producers have been given.
/// - Throws: `Refusal.returnExceedsSold` when more comes back than is still out.
public func decide(
  _ command: ReturnGoods, given state: SaleState, batches: [BatchCode: BatchState], money: SaleMoney
) throws(Refusal) -> Decision {
  guard let sale = state.recorded, let soldOn = state.soldOn else { throw .unknown(.sale, command.sale.text) }
  try checkQuantity(command.quantity)
  if let known = state.returns[command.returned] {
    let thing = "return \(command.returned)"
    try same(known.date.description, command.returnedOn.description, "returned_on", of: thing)
    try same(known.returned.quantity.description, command.quantity.description, "quantity", of: thing)
    try same(known.returned.cause, command.cause, "cause", of: thing)
    try same(known.returned.disposition.rawValue, command.disposition.rawValue, "disposition", of: thing)
    return .unchanged
  }
  if state.isReversed { throw .saleReversed(command.sale) }
  guard command.returnedOn >= soldOn else { throw .before("the sale itself", soldOn) }
  guard command.quantity <= state.outstanding else {
    throw .returnExceedsSold(command.sale, asked: command.quantity, outstanding: state.outstanding)
  }
  let lines = state.returnLines(upTo: state.returnedQuantity + command.quantity)
  let restocks = command.disposition == .restock ? state.restocks(of: command.quantity) : []
  let event = SaleReturned(
    returned: command.returned, cause: command.cause, quantity: command.quantity, disposition: command.disposition,
    change: SaleLinesChange(of: sale, lines), restocks: restocks)
  var facts = [Fact(.saleReturned(event), in: .sale(command.sale), on: command.returnedOn)]
  facts += restockFacts(restocks, sale: sale, on: command.returnedOn, batches: batches)
  if money.settlement.isReleased(command.sale) {
    facts.append(Fact(.entitlementsWithdrawn(withdrawal(event, from: money.payables)), in: .payables, on: command.returnedOn))
  }
  return .record(facts)
}

/// What producers lose again of a sale whose money was theirs already.
private func withdrawal(_ event: SaleReturned, from payables: PayablesState) -> EntitlementsWithdrawn {
  let (change, amounts, bookAmounts) = (event.change, event.change.amounts, event.change.bookAmounts)
  return EntitlementsWithdrawn(
    sale: change.sale, returned: event.returned, channel: change.place.channel, currency: change.currency, bookCurrency: change.bookCurrency,
    netSales: Valued(own: -amounts.netSales, book: -bookAmounts.netSales),
    lines: payables.withdrawal(of: producerTotals(change.allocations).map { ($0.producer, -$0.amount) }, sale: change.sale))
}

/// Asks to take a sale back as a whole, because it should never have been recorded (сторно).
public struct ReverseSale: Hashable, Sendable {
  /// Which sale, why, and the date the correction carries.
  public let sale: SaleCode, reason: String, date: CalendarDate

  /// A reversal.
  public init(sale: SaleCode, reason: String, date: CalendarDate) { (self.sale, self.reason, self.date) = (sale, reason, date) }
}

/// What a reversal would record: everything the sale still gives is taken back, and all goods still out go back to their batches.
/// - Throws: `Refusal.saleOnStatement` when the channel has stated the sale: then it did happen.
public func decide(
  _ command: ReverseSale, given state: SaleState, batches: [BatchCode: BatchState], money: SaleMoney
) throws(Refusal) -> Decision {
  guard let sale = state.recorded, let soldOn = state.soldOn else { throw .unknown(.sale, command.sale.text) }
  try require(command.reason, "reason")
  if state.isReversed { return .unchanged }
  if let statement = money.settlement.claimed(command.sale) { throw .saleOnStatement(command.sale, statement) }
  guard command.date >= soldOn else { throw .before("the sale itself", soldOn) }
  let restocks = state.restocks(of: state.outstanding)
  let event = SaleReversed(
    reason: command.reason, change: SaleLinesChange(of: sale, state.returnLines(upTo: sale.quantity)), restocks: restocks)
  let fact = Fact(.saleReversed(event), in: .sale(command.sale), on: command.date)
  return .record([fact] + restockFacts(restocks, sale: sale, on: command.date, batches: batches))
}

/// Asks to allocate what a sale left unallocated, now that the goods are recorded.
public struct AllocateSale: Hashable, Sendable {
  /// Which sale, and the date the allocation carries.
  public let sale: SaleCode, date: CalendarDate

  /// An allocation of all that is unallocated.
  public init(sale: SaleCode, date: CalendarDate) { (self.sale, self.date) = (sale, date) }
}

/// What allocating a sale's suspense would record: money moves from suspense to the makers of goods now in stock.
/// If the channel has paid for the sale already, the makers' part is theirs at once.
/// - Throws: `Refusal.insufficientStock` when not all of it can be allocated; `.malformed` when goods came back already.
public func decide(
  _ command: AllocateSale, given state: SaleState, lots: ArraySlice<Lot>, money: SaleMoney
) throws(Refusal) -> Decision {
  guard let sale = state.recorded, let soldOn = state.soldOn else { throw .unknown(.sale, command.sale.text) }
  if state.isReversed { throw .saleReversed(command.sale) }
  guard command.date >= soldOn else { throw .before("the sale itself", soldOn) }
  let quantity = state.unallocated
  let suspense = Pair(batch: nil, producer: nil)
  guard quantity > .zero, let waiting = state.given()[suspense] else { return .unchanged }
  guard state.returnedQuantity == .zero else {
    throw .malformed(column: "sale", "goods of sale \(command.sale) came back already; reverse it and record it anew to allocate it")
  }
  let picks = pick(quantity, from: lots)
  let available = picks.reduce(Quantity.zero) { $0 + $1.draw.quantity }
  guard available == quantity else {
    throw .insufficientStock(sale.goods.product, batch: nil, asked: quantity, available: available, on: command.date)
  }
  let parts = orderedParts(picks.map { ($0.draw, $0.lot.produced.orderedContributions) }, unallocated: .zero)
  var lines = allocate(quantity, amounts: waiting.own, bookAmounts: waiting.book, among: parts)
  lines.append(
    Allocation(
      batch: nil, producer: nil, contributed: quantity, quantity: .zero - waiting.quantity, amounts: -waiting.own, bookAmounts: -waiting.book))
  let event = SaleAllocated(change: SaleLinesChange(of: sale, lines), draws: picks.map(\.draw))
  var facts = [Fact(.saleAllocated(event), in: .sale(command.sale), on: command.date)]
  for pick in picks {
    let movement = BatchMovement(
      batch: pick.draw.batch, product: sale.goods.product, sale: sale.sale, quantity: pick.draw.quantity, onHand: pick.lot.onHand - pick.draw.quantity
    )
    facts.append(Fact(.batchDrawn(BatchDrawn(movement)), in: .batch(pick.draw.batch), on: command.date))
  }
  if money.settlement.isReleased(command.sale) {
    let released = EntitlementsReleased(
      channel: sale.place.channel, statement: money.settlement.claimed(command.sale), payout: nil, bookCurrency: sale.bookCurrency,
      lines: producerTotals(lines).map { ReleasedLine(sale: sale.sale, soldOn: soldOn, producer: $0.producer, amount: $0.amount) })
    facts.append(Fact(.entitlementsReleased(released), in: .payables, on: command.date))
  }
  return .record(facts)
}

private func restockFacts(_ restocks: [Draw], sale: SaleRecorded, on date: CalendarDate, batches: [BatchCode: BatchState]) -> [Fact] {
  var onHand: [BatchCode: Quantity] = [:]
  return restocks.map { restock in
    let after = (onHand[restock.batch] ?? batches[restock.batch]?.onHand ?? .zero) + restock.quantity
    onHand[restock.batch] = after
    let movement = BatchMovement(batch: restock.batch, product: sale.goods.product, sale: sale.sale, quantity: restock.quantity, onHand: after)
    return Fact(.batchRestocked(BatchRestocked(movement)), in: .batch(restock.batch), on: date)
  }
}

extension SaleState {
  /// The lines that bring what was taken back from `returnedQuantity` up to a new cumulative quantity.
  ///
  /// Negative in all; a single line may be a coin positive, because largest remainders of growing amounts do not all grow.
  func returnLines(upTo returned: Quantity) -> [Allocation] {
    guard let sale = recorded else { return [] }
    let (r, q) = (Int128(returned.thousandths), Int128(sale.quantity.thousandths))
    let parts = parts()
    let weights = parts.map(\.weight)
    let (given, takenBack) = (given(), takenBack())
    func cumulative(_ amounts: Amounts) -> Amounts { amounts.map { Int64(roundedQuotient(Int128($0) * r, by: q)) } }
    let own = split(cumulative(sale.amounts), among: weights, total: q)
    let book = split(cumulative(sale.bookAmounts), among: weights, total: q)
    let quantities = apportion(returned.thousandths, among: weights, total: q)
    return parts.indices.compactMap { index in
      let pair = Pair(batch: parts[index].batch, producer: parts[index].producer)
      let before = takenBack[pair] ?? TwoAmounts()
      var after = TwoAmounts(own: own[index], book: book[index], quantity: Quantity(thousandths: quantities[index]))
      // The last goods take everything along, also what a later allocation split for itself.
      if r == q, let given = given[pair] { after = given }
      let line = Allocation(
        batch: pair.batch, producer: pair.producer, contributed: parts[index].contributed, quantity: before.quantity - after.quantity,
        amounts: before.own - after.own, bookAmounts: before.book - after.book)
      return line.amounts == .zero && line.bookAmounts == .zero && line.quantity == .zero ? nil : line
    }
  }
}
