/// A lot and what is drawn from it.
struct Pick {
  let lot: Lot
  let draw: Draw

  /// What the batch records of it.
  func fact(for sale: SaleRecorded, on date: CalendarDate) -> Fact {
    let movement = BatchMovement(
      batch: draw.batch, product: sale.goods.product, sale: sale.sale, quantity: draw.quantity, place: draw.place,
      stock: lot.stock.drawing(draw.quantity, from: draw.place))
    return Fact(.batchDrawn(BatchDrawn(movement)), in: .batch(draw.batch), on: date)
  }
}

/// Lots: the batch the sale names, else first in, first out; from the outlet's or channel's own stock where dispatches to it are tracked.
/// - Throws: also for a batch that may not be sold at all, because it was recalled or made to try the product out.
func pick(_ command: RecordSale, from context: SaleContext) throws(Refusal) -> [Pick] {
  let place = command.place(in: context.channel)
  guard let code = command.batch else { return pick(command.quantity, from: context.lots, at: place) }
  guard let named = context.named, let produced = named.produced else { throw .unknown(.batch, code.text) }
  guard produced.product == command.product else { throw .batchOfOtherProduct(code, is: produced.product) }
  if named.isTest { throw .goods(.testBatch(code)) }
  if let reason = named.stock.recallReason { throw .goods(.recalled(code, reason: reason)) }
  return pick(command.quantity, from: [Lot(produced: produced, stock: named.stock, at: place)], at: place)
}

/// Draws a quantity from lots in their order; stops when it has enough or the lots are exhausted.
/// - Parameter place: where the lots lie.
func pick(_ quantity: Quantity, from lots: ArraySlice<Lot>, at place: Place) -> [Pick] {
  var picks: [Pick] = []
  var missing = quantity
  for lot in lots where lot.onHand > .zero {
    if missing == .zero { break }
    let taken = min(lot.onHand, missing)
    let draw = Draw(
      batch: lot.produced.batch, place: place, quantity: taken, produced: lot.produced.quantity, cost: lot.stock.cost(of: taken))
    picks.append(Pick(lot: lot, draw: draw))
    missing -= taken
  }
  return picks
}
