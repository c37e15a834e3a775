/// Asks to put the book's stock of a batch at a place right.
public struct AdjustStock: Hashable, Sendable {
  /// Which batch, where, and the day.
  public let batch: BatchCode, place: Place, date: CalendarDate
  /// By how much: more is positive, less is negative.
  public let change: Quantity
  /// Why, and the number on its own paper, by which it is known when it is recorded once more.
  public let reason: String, reference: String?

  /// An adjustment.
  public init(batch: BatchCode, place: Place = .hub, change: Quantity, reason: String, date: CalendarDate, reference: String? = nil) {
    (self.batch, self.place, self.change, self.date) = (batch, place, change, date)
    (self.reason, self.reference) = (reason, reference)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("adjust", batch.text)
    writer.member("change", asTyped: change.thousandths)
    writer.member("date", date)
    writer.member("place", place.text)
    writer.member("reason", reason)
    writer.member("reference", reference)
  }
}

/// What an adjustment would record.
/// - Throws: `GoodsRefusal.notThere` when more is taken away than lies at the place.
func decide(_ command: AdjustStock, given context: MovementContext) throws(Refusal) -> Decision {
  try require(command.reason, "reason")
  guard command.change != .zero else { throw .malformed(column: "change", "the change is zero; leave it out") }
  guard command.change.thousandths.magnitude <= Quantity.largest.thousandths.magnitude else {
    throw .malformed(column: "change", "the change is larger than \(Quantity.largest)")
  }
  try context.check(command.place)
  let (state, produced) = try context.batch(command.batch, on: command.date)
  let isKnown = try state.knows(command.reference, command.date, of: command.batch) { known in
    guard case .stockAdjusted(let known) = known else { return false }
    return known.place == command.place && known.change == command.change && known.reason == command.reason
  }
  if isKnown { return .unchanged }
  let change = Adjustment(
    batch: command.batch, product: produced.product, place: command.place, change: command.change, reason: command.reason,
    reference: command.reference, count: nil)
  return .record([Fact(.stockAdjusted(try change.event(state, context.book)), in: .batch(command.batch), on: command.date)])
}

/// A change of a batch's stock at a place that has not been looked at yet.
struct Adjustment {
  let batch: BatchCode, product: ProductCode, place: Place, change: Quantity, reason: String, reference: String?, count: CountCode?

  /// The fact.
  /// - Throws: `GoodsRefusal.notThere` for what is not there to be taken away, `.recalled` or `.testBatch` for goods that cannot lie there.
  func event(_ state: BatchState, _ book: Currency) throws(Refusal) -> StockAdjusted {
    if change < .zero { try state.check(.zero - change, at: place, of: batch) } else { try check(batch, state, mayLieAt: place) }
    let stock = state.stock.adding(change, at: place)
    guard stock.total <= .largest else { throw .malformed(column: "quantity", "the quantity is larger than \(Quantity.largest)") }
    return StockAdjusted(
      batch: batch, product: product, place: place, change: change, reason: reason, reference: reference, count: count,
      loss: Loss(of: .zero - change, from: state.stock, book: book), stock: stock)
  }
}
