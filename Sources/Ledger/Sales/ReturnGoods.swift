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
  let restocks = command.disposition == .restock ? placed(state.restocks(of: command.quantity), batches) : []
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
  let restocks = placed(state.restocks(of: state.outstanding), batches)
  let event = SaleReversed(
    reason: command.reason, change: SaleLinesChange(of: sale, state.returnLines(upTo: sale.quantity)), restocks: restocks)
  let fact = Fact(.saleReversed(event), in: .sale(command.sale), on: command.date)
  return .record([fact] + restockFacts(restocks, sale: sale, on: command.date, batches: batches))
}

/// Goods go back where they were drawn; those of a recalled batch into quarantine.
private func placed(_ restocks: [Draw], _ batches: [BatchCode: BatchState]) -> [Draw] {
  restocks.map { restock in
    guard let place = batches[restock.batch]?.stock.placeToRestock(restock.place), place != restock.place else { return restock }
    return Draw(batch: restock.batch, place: place, quantity: restock.quantity, produced: restock.produced, cost: restock.cost)
  }
}

private func restockFacts(_ restocks: [Draw], sale: SaleRecorded, on date: CalendarDate, batches: [BatchCode: BatchState]) -> [Fact] {
  var stocks: [BatchCode: BatchStock] = [:]
  return restocks.map { restock in
    let before = stocks[restock.batch] ?? batches[restock.batch]?.stock ?? BatchStock()
    let after = before.restocking(restock.quantity, at: restock.place, cost: restock.cost ?? 0)
    stocks[restock.batch] = after
    let movement = BatchMovement(
      batch: restock.batch, product: sale.goods.product, sale: sale.sale, quantity: restock.quantity, place: restock.place, stock: after)
    return Fact(.batchRestocked(BatchRestocked(movement)), in: .batch(restock.batch), on: date)
  }
}
