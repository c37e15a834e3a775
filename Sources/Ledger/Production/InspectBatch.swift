/// Asks to write down what an inspection found.
public struct InspectBatch: Hashable, Sendable {
  /// Which batch, and the day it was looked at.
  public let batch: BatchCode, date: CalendarDate
  /// What passed and what did not; of goods that are looked at again only the latter.
  public let accepted: Quantity, rejected: Quantity
  /// Who looked: what kind of inspection, and the committee's or laboratory's name; no person's.
  public let by: Inspection, inspector: String?
  /// What was wrong; empty, or accounting for all that was rejected.
  public let reasons: [Reject]
  /// Whether goods that had been accepted were looked at again, and where those lie that failed; nil for the batch's usual place.
  public let again: Bool, place: Place?
  /// The number on the inspection's own paper, by which it is known when it is recorded once more.
  public let reference: String?

  /// An inspection sheet.
  public init(
    batch: BatchCode, date: CalendarDate, accepted: Quantity = .zero, rejected: Quantity = .zero, by: Inspection, inspector: String? = nil,
    reasons: [Reject] = [], again: Bool = false, place: Place? = nil, reference: String? = nil
  ) {
    (self.batch, self.date, self.accepted, self.rejected) = (batch, date, accepted, rejected)
    (self.by, self.inspector, self.reasons, self.again) = (by, inspector, reasons, again)
    (self.place, self.reference) = (place, reference)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("accepted", asTyped: accepted.thousandths)
    if again { writer.member("again", true) }
    writer.member("by", by.rawValue)
    writer.member("date", date)
    writer.member("inspect", batch.text)
    writer.member("inspector", inspector)
    writer.member("place", place?.text)
    writer.member("reasons", reasons) { $1.write(to: &$0) }
    writer.member("reference", reference)
    writer.member("rejected", asTyped: rejected.thousandths)
  }
}

/// What an inspection would record.
/// - Throws: `GoodsRefusal.overInspected` when more was looked at than waits, `.notThere` when more fails afterwards than lies there.
func decide(_ command: InspectBatch, given state: BatchState, book: Currency) throws(Refusal) -> Decision {
  let produced = try state.existing(command.batch, on: command.date)
  try checkFindings(command)
  let isKnown = try state.knows(command.reference, command.date, of: command.batch) { known in
    guard case .batchInspected(let known) = known else { return false }
    return known.accepted == command.change && known.rejected == command.rejected && known.by == command.by && known.inspector == command.inspector
      && known.reasons == command.reasons && (command.place ?? known.place) == known.place
  }
  if isKnown { return .unchanged }
  let event = try command.again ? failed(command, produced, state, book) : lookedAt(command, produced, state)
  return .record([Fact(.batchInspected(event), in: .batch(command.batch), on: command.date)])
}

extension InspectBatch {
  /// What is accepted more than before; less, of goods that were looked at again.
  fileprivate var change: Quantity { again ? .zero - rejected : accepted }
}

/// Goods that waited: what passes goes where the batch's goods lie.
private func lookedAt(_ command: InspectBatch, _ produced: BatchProduced, _ state: BatchState) throws(Refusal) -> BatchInspected {
  guard command.place == nil else {
    throw .malformed(column: "place", "goods that wait for inspection lie at no place yet; leave it out, or say that they were looked at again")
  }
  guard state.stock.costLeft == nil else { throw .goods(.boughtAlready(command.batch)) }
  let asked = command.accepted + command.rejected
  guard asked <= state.waiting else { throw .goods(.overInspected(command.batch, asked: asked, waiting: state.waiting)) }
  let place = state.stock.placeToRestock(state.home)
  return BatchInspected(
    batch: command.batch, product: produced.product, accepted: command.accepted, rejected: command.rejected, by: command.by,
    inspector: command.inspector, reasons: command.reasons, place: place, reference: command.reference,
    stock: state.stock.adding(command.accepted, at: place))
}

/// Goods that had been accepted and failed afterwards, where they lie.
private func failed(_ command: InspectBatch, _ produced: BatchProduced, _ state: BatchState, _ book: Currency) throws(Refusal) -> BatchInspected {
  guard command.accepted == .zero else {
    throw .malformed(column: "accepted", "goods that are looked at again were accepted before; write down only what is rejected now")
  }
  let place = command.place ?? state.stock.placeToRestock(state.home)
  try state.check(command.rejected, at: place, of: command.batch)
  let accepted = state.accepted ?? .zero
  guard command.rejected <= accepted else { throw .goods(.overRejected(command.batch, asked: command.rejected, accepted: accepted)) }
  return BatchInspected(
    batch: command.batch, product: produced.product, accepted: command.change, rejected: command.rejected, by: command.by,
    inspector: command.inspector, reasons: command.reasons, place: place, reference: command.reference,
    loss: Loss(of: command.rejected, from: state.stock, book: book), stock: state.stock.adding(command.change, at: place))
}

private func checkFindings(_ command: InspectBatch) throws(Refusal) {
  for (quantity, column) in [(command.accepted, "accepted"), (command.rejected, "rejected")] {
    guard quantity >= .zero else { throw .malformed(column: column, "\(column) is less than nothing") }
    guard quantity <= .largest else { throw .malformed(column: column, "\(column) is larger than \(Quantity.largest)") }
  }
  guard command.accepted + command.rejected > .zero else {
    throw .malformed(column: "accepted", "nothing was accepted and nothing rejected; leave the inspection out")
  }
  if command.reasons.isEmpty { return }
  for reject in command.reasons {
    try require(reject.reason, "reason")
    try checkQuantity(reject.quantity)
  }
  let sum = command.reasons.reduce(Quantity.zero) { $0 + $1.quantity }
  guard sum == command.rejected else { throw .goods(.reasonsDiffer(command.batch, reasons: sum, rejected: command.rejected)) }
}
