/// Asks to write down that a dispatch has arrived.
public struct ReceiveGoods: Hashable, Sendable {
  /// Which dispatch, and the day.
  public let dispatch: DispatchCode, date: CalendarDate
  /// What was there, for every batch of the dispatch, nothing too; nil when all was there.
  public let lines: [GoodsLine]?

  /// A receipt.
  public init(dispatch: DispatchCode, date: CalendarDate, lines: [GoodsLine]? = nil) {
    (self.dispatch, self.date, self.lines) = (dispatch, date, lines)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("date", date)
    if let lines { writer.member("lines", lines) { $1.write(to: &$0) } }
    writer.member("receive", dispatch.text)
  }
}

/// What a receipt would record: the document, and a fact for each batch. A dispatch is received once, as a whole; what turns up later is an adjustment.
/// - Throws: `Refusal.unknown` for a dispatch that is not there, `GoodsRefusal.lineMissing`, `.notSent`, `.alreadyReceived`.
func decide(_ command: ReceiveGoods, given context: MovementContext) throws(Refusal) -> Decision {
  guard let dispatched = context.dispatch.dispatched, let sentOn = context.dispatch.dispatchedOn else {
    throw .unknown(.dispatch, command.dispatch.text)
  }
  let event = GoodsReceived(dispatch: command.dispatch, to: dispatched.to, lines: try receiptLines(command, dispatched))
  if let known = context.dispatch.received, let date = context.dispatch.receivedOn {
    guard known == event else { throw .goods(.alreadyReceived(command.dispatch, on: date)) }
    try same(date.description, command.date.description, "date", of: "the receipt of dispatch \(command.dispatch)")
    return .unchanged
  }
  guard command.date >= sentOn else { throw .before("the dispatch itself", sentOn) }
  var facts = [Fact(.goodsReceived(event), in: .dispatch(command.dispatch), on: command.date)]
  for line in event.lines {
    let (state, _) = try context.batch(line.batch, on: command.date)
    let place = state.stock.placeToRestock(dispatched.to)
    let after = state.stock.receiving(line.received, of: line.dispatched, to: dispatched.to, puttingAt: place)
    guard after.total <= .largest else { throw .malformed(column: "quantity", "the quantity is larger than \(Quantity.largest)") }
    let received = BatchReceived(
      dispatch: command.dispatch, line: line, from: dispatched.from, to: dispatched.to, place: place,
      loss: Loss(of: line.short, from: state.stock, book: context.book), stock: after)
    facts.append(Fact(.batchReceived(received), in: .batch(line.batch), on: command.date))
  }
  return .record(facts)
}

private func receiptLines(_ command: ReceiveGoods, _ dispatched: GoodsDispatched) throws(Refusal) -> [ReceiptLine] {
  var received: [BatchCode: Quantity]?
  if let lines = command.lines {
    var quantities: [BatchCode: Quantity] = [:]
    for line in lines {
      guard line.quantity >= .zero else { throw .malformed(column: "quantity", "less than nothing cannot arrive; write 0 for what is missing") }
      guard line.quantity <= .largest else { throw .malformed(column: "quantity", "the quantity is larger than \(Quantity.largest)") }
      guard quantities.updateValue(line.quantity, forKey: line.batch) == nil else { throw .goods(.listedTwice(line.batch)) }
    }
    let sent = Set(dispatched.lines.map(\.batch))
    if let other = quantities.keys.filter({ !sent.contains($0) }).min() { throw .goods(.notSent(command.dispatch, other)) }
    received = quantities
  }
  var result: [ReceiptLine] = []
  for line in dispatched.lines {
    guard let there = received == nil ? line.quantity : received?[line.batch] else { throw .goods(.lineMissing(command.dispatch, line.batch)) }
    result.append(ReceiptLine(batch: line.batch, product: line.product, dispatched: line.quantity, received: there))
  }
  return result
}
