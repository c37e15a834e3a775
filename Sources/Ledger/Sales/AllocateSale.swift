/// Asks to allocate what a sale left unallocated, now that the goods are recorded.
public struct AllocateSale: Hashable, Sendable {
  /// Which sale, and the date the allocation carries.
  public let sale: SaleCode, date: CalendarDate

  /// An allocation of all that is unallocated.
  public init(sale: SaleCode, date: CalendarDate) { (self.sale, self.date) = (sale, date) }
}

/// What allocating a sale's suspense would record: money moves from suspense to the makers of goods now in stock, or to us where these are our own.
/// If the channel has paid for the sale already, the makers' part is theirs at once.
/// - Parameters:
///   - lots: what may be drawn from, in order: of the place that `SaleState.place` tells.
///   - channel: the sale's channel.
/// - Throws: `Refusal.insufficientStock` when not all of it can be allocated; `.malformed` when goods came back already.
public func decide(
  _ command: AllocateSale, given state: SaleState, lots: ArraySlice<Lot>, channel: ChannelState, money: SaleMoney
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
  let picks = pick(quantity, from: lots, at: state.place(in: channel))
  let available = picks.reduce(Quantity.zero) { $0 + $1.draw.quantity }
  guard available == quantity else {
    throw .insufficientStock(sale.goods.product, batch: nil, asked: quantity, available: available, on: command.date)
  }
  let parts = orderedParts(picks.map { ($0.draw, $0.lot.produced.orderedContributions) }, unallocated: .zero)
  let own = parts.ownQuantity
  var lines = allocate(
    quantity, amounts: waiting.own.withoutFee(on: own, of: quantity), bookAmounts: waiting.book.withoutFee(on: own, of: quantity), among: parts)
  lines.append(
    Allocation(
      batch: nil, producer: nil, contributed: quantity, quantity: .zero - waiting.quantity, amounts: -waiting.own, bookAmounts: -waiting.book))
  let event = SaleAllocated(change: SaleLinesChange(of: sale, lines), draws: picks.map(\.draw))
  var facts = [Fact(.saleAllocated(event), in: .sale(command.sale), on: command.date)]
  facts += picks.map { $0.fact(for: sale, on: command.date) }
  if money.settlement.isReleased(command.sale) {
    let released = EntitlementsReleased(
      channel: sale.place.channel, statement: money.settlement.claimed(command.sale), payout: nil, bookCurrency: sale.bookCurrency,
      lines: producerTotals(lines).map { ReleasedLine(sale: sale.sale, soldOn: soldOn, producer: $0.producer, amount: $0.amount) })
    facts.append(Fact(.entitlementsReleased(released), in: .payables, on: command.date))
  }
  return .record(facts)
}

extension SaleState {
  /// Where its goods come from: the own stock of its outlet, or of its channel, where dispatches to it were tracked on its day; else the hub.
  public func place(in channel: ChannelState) -> Place {
    guard let recorded, let soldOn else { return .hub }
    return channel.trackedPlace(outlet: recorded.place.outlet, on: soldOn) ?? .hub
  }
}
