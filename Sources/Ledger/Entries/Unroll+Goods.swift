/// The lines of what becomes of goods and of where they lie. Documents leave none: what they did to each batch does.
func goodsLines(_ event: Event) -> [Entry] {
  switch event {
  case .batchProduced(let event): producedLines(event)
  case .batchInspected(let event): inspectedLines(event)
  case .batchRecalled(let event):
    event.moved.flatMap { movedLines($0.quantity, event.batch, event.product, from: $0.place, to: .quarantine, event.reason) }
  case .batchRecallLifted(let event):
    event.quantity == .zero ? [] : movedLines(event.quantity, event.batch, event.product, from: .quarantine, to: event.place, event.reason)
  case .batchWrittenOff(let event):
    [
      goodsLine("written_off", event.batch, event.product, event.place, event.quantity) {
        ($0.purpose, $0.reference) = (event.reason, event.reference)
      }
    ]
      + lossLines(event.loss, event.batch, event.product, event.quantity, at: event.place)
  case .batchDispatched(let event): dispatchedLines(event)
  case .batchReceived(let event): receivedLines(event)
  case .stockAdjusted(let event):
    [
      goodsLine("adjusted", event.batch, event.product, event.place, event.change) {
        ($0.purpose, $0.reference, $0.document) = (event.reason, event.reference, event.count?.text)
      }
    ] + lossLines(event.loss, event.batch, event.product, .zero - event.change, at: event.place)
  default: []
  }
}

/// Goods that a sale took, or gave back.
func soldLine(_ kind: String, _ movement: BatchMovement) -> Entry {
  goodsLine(kind, movement.batch, movement.product, movement.place, movement.quantity) { $0.sale = movement.sale.text }
}

private func goodsLine(
  _ kind: String, _ batch: BatchCode, _ product: ProductCode, _ place: Place, _ quantity: Quantity, _ fill: (inout Entry) -> Void = { _ in }
) -> Entry {
  entry(kind) {
    ($0.batch, $0.product, $0.place, $0.quantity) = (batch.text, product.text, place.text, quantity.thousandths)
    fill(&$0)
  }
}

/// A line for each producer; the other place is where she made it.
private func producedLines(_ event: BatchProduced) -> [Entry] {
  event.contributions.map { contribution in
    goodsLine("produced", event.batch, event.product, .hub, contribution.quantity) {
      ($0.unit, $0.producer, $0.counterparty) = (event.unit.rawValue, contribution.producer.text, event.site)
    }
  }
}

private func inspectedLines(_ event: BatchInspected) -> [Entry] {
  let lines = [("accepted", event.accepted), ("rejected", event.rejected)].map { kind, quantity in
    goodsLine(kind, event.batch, event.product, event.place, quantity) { $0.reference = event.reference }
  }
  return lines + lossLines(event.loss, event.batch, event.product, event.rejected, at: event.place)
}

private func movedLines(_ quantity: Quantity, _ batch: BatchCode, _ product: ProductCode, from: Place, to: Place, _ reason: String?) -> [Entry] {
  [
    goodsLine("moved_out", batch, product, from, quantity) { ($0.counterparty, $0.purpose) = (to.text, reason) },
    goodsLine("moved_in", batch, product, to, quantity) { ($0.counterparty, $0.purpose) = (from.text, reason) },
  ]
}

/// What left a place, and what is now on its way to the other.
private func dispatchedLines(_ event: BatchDispatched) -> [Entry] {
  [("sent", event.from, event.to), ("dispatched", event.to, event.from)].map { kind, place, other in
    goodsLine(kind, event.line.batch, event.line.product, place, event.line.quantity) {
      ($0.document, $0.counterparty) = (event.dispatch.text, other.text)
    }
  }
}

/// What is no longer on its way, what of it was not there, or what was there besides; and that it went on to quarantine, when it did.
private func receivedLines(_ event: BatchReceived) -> [Entry] {
  let line = event.line
  func part(_ kind: String, _ quantity: Quantity) -> Entry {
    goodsLine(kind, line.batch, line.product, event.to, quantity) {
      ($0.document, $0.counterparty) = (event.dispatch.text, event.from.text)
    }
  }
  var lines = [part("arrived", line.dispatched)]
  if line.short > .zero { lines.append(part("short", line.short)) }
  if line.over > .zero { lines.append(part("over", line.over)) }
  if event.place != event.to, line.received > .zero {
    lines += movedLines(line.received, line.batch, line.product, from: event.to, to: event.place, event.stock.recallReason)
  }
  return lines + lossLines(event.loss, line.batch, line.product, line.short, at: event.to)
}

/// What the association had paid for goods of its own that were lost: no line where nothing was paid.
private func lossLines(_ loss: Loss?, _ batch: BatchCode, _ product: ProductCode, _ quantity: Quantity, at place: Place) -> [Entry] {
  guard let loss else { return [] }
  return [
    goodsLine("cost", batch, product, place, quantity) {
      ($0.purpose, $0.currency) = ("lost", loss.bookCurrency.code)
      let amounts = Amounts(gross: loss.cost, discount: 0, commission: 0, fee: 0)
      ($0.amounts, $0.bookAmounts) = (amounts, amounts)
    }
  ]
}
