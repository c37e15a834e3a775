/// Asks to write goods off that are gone, spoilt or given away.
public struct WriteOff: Hashable, Sendable {
  /// Which batch, from where, how much, and the day.
  public let batch: BatchCode, place: Place, quantity: Quantity, date: CalendarDate
  /// Why, and the number on its own paper, by which it is known when it is recorded once more.
  public let reason: String, reference: String?

  /// A write-off.
  public init(batch: BatchCode, place: Place = .hub, quantity: Quantity, reason: String, date: CalendarDate, reference: String? = nil) {
    (self.batch, self.place, self.quantity, self.date) = (batch, place, quantity, date)
    (self.reason, self.reference) = (reason, reference)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("date", date)
    writer.member("place", place.text)
    writer.member("quantity", asTyped: quantity.thousandths)
    writer.member("reason", reason)
    writer.member("reference", reference)
    writer.member("write_off", batch.text)
  }
}

/// What a write-off would record.
/// - Throws: `GoodsRefusal.notThere` when less lies at the place.
func decide(_ command: WriteOff, given state: BatchState, book: Currency) throws(Refusal) -> Decision {
  try require(command.reason, "reason")
  try checkQuantity(command.quantity)
  let produced = try state.existing(command.batch, on: command.date)
  let isKnown = try state.knows(command.reference, command.date, of: command.batch) { known in
    guard case .batchWrittenOff(let known) = known else { return false }
    return known.place == command.place && known.quantity == command.quantity && known.reason == command.reason
  }
  if isKnown { return .unchanged }
  try state.check(command.quantity, at: command.place, of: command.batch)
  let event = BatchWrittenOff(
    batch: command.batch, product: produced.product, place: command.place, quantity: command.quantity, reason: command.reason,
    reference: command.reference, loss: Loss(of: command.quantity, from: state.stock, book: book),
    stock: state.stock.drawing(command.quantity, from: command.place))
  return .record([Fact(.batchWrittenOff(event), in: .batch(command.batch), on: command.date)])
}
