/// Asks to record a batch with everybody's contribution and what was accepted of it.
public struct RecordBatch: Hashable, Sendable {
  /// Which batch, of what, what for and where.
  public let batch: BatchCode, product: ProductCode, kind: BatchKind, site: String?
  /// When it was produced.
  public let producedOn: CalendarDate
  /// Who made how much; several lines of one producer are added up.
  public let contributions: [Contribution]
  /// What passed inspection; nil when all did.
  public let accepted: Quantity?

  /// A batch sheet.
  public init(
    batch: BatchCode, product: ProductCode, kind: BatchKind = .regular, site: String? = nil, producedOn: CalendarDate, contributions: [Contribution],
    accepted: Quantity? = nil
  ) {
    (self.batch, self.product, self.kind, self.site) = (batch, product, kind, site)
    (self.producedOn, self.contributions, self.accepted) = (producedOn, contributions, accepted)
  }
}

/// What the book knows of a batch.
///
/// Its first event tells what it is, its last what is left: a batch can be loaded without its many draws.
public struct BatchState: Sendable {
  /// Its making, once recorded.
  public private(set) var produced: BatchProduced?
  /// What passed inspection, when the inspection has been seen.
  public private(set) var accepted: Quantity?
  /// What can be sold.
  public private(set) var onHand = Quantity.zero

  /// Nothing known yet.
  public init() {}

  /// Takes a fact in.
  public mutating func evolve(_ event: Event) {
    switch event {
    case .batchProduced(let event): produced = event
    case .batchInspected(let event): (accepted, onHand) = (event.accepted, event.onHand)
    case .batchDrawn(let event): onHand = event.movement.onHand
    case .batchRestocked(let event): onHand = event.movement.onHand
    default: break
    }
  }
}

/// What recording a batch would record: its making and its inspection.
/// - Parameter accepted: what the book has as accepted for a batch it knows; nil for a new one.
/// - Throws: `Refusal.unknown` for a product or producer, `.producerInactive`, `.malformed` for quantities that do not add up.
public func decide(
  _ command: RecordBatch, given state: BatchState, product: ProductState, producers: [ProducerCode: ProducerState]
) throws(Refusal) -> Decision {
  guard let developed = product.developed else { throw .unknown(.product, command.product.text) }
  var quantities: [ProducerCode: Quantity] = [:]
  for contribution in command.contributions {
    try checkQuantity(contribution.quantity)
    guard let producer = producers[contribution.producer], producer.membership != nil else { throw .unknown(.producer, contribution.producer.text) }
    quantities[contribution.producer, default: .zero] += contribution.quantity
    if state.produced == nil, let since = producer.inactiveSince, since <= command.producedOn {
      throw .producerInactive(contribution.producer, since: since)
    }
  }
  let contributions = quantities.map { Contribution(producer: $0.key, quantity: $0.value) }.sorted { $0.producer < $1.producer }
  let quantity = contributions.reduce(Quantity.zero) { $0 + $1.quantity }
  try checkQuantity(quantity)
  let accepted = command.accepted ?? quantity
  guard accepted >= .zero else { throw .malformed(column: "accepted", "accepted is less than nothing") }
  guard accepted <= quantity else { throw .malformed(column: "accepted", "\(accepted) accepted, but only \(quantity) produced") }
  let produced = BatchProduced(
    batch: command.batch, product: command.product, kind: command.kind, site: command.site, unit: developed.unit, quantity: quantity,
    contributions: contributions, producedOn: command.producedOn)
  if let known = state.produced {
    try differences(between: known, and: produced)
    if let there = state.accepted, there != accepted {
      throw .differs("batch \(command.batch)", column: "accepted", there: there.description, here: accepted.description)
    }
    return .unchanged
  }
  let inspected = BatchInspected(
    batch: command.batch, product: command.product, accepted: accepted, rejected: quantity - accepted, onHand: accepted)
  let stream = StreamName.batch(command.batch)
  return .record([
    Fact(.batchProduced(produced), in: stream, on: command.producedOn), Fact(.batchInspected(inspected), in: stream, on: command.producedOn),
  ])
}

private func differences(between known: BatchProduced, and new: BatchProduced) throws(Refusal) {
  let thing = "batch \(known.batch)"
  try same(known.product.text, new.product.text, "product", of: thing)
  try same(known.producedOn.description, new.producedOn.description, "produced_on", of: thing)
  try same(known.kind.rawValue, new.kind.rawValue, "kind", of: thing)
  try same(known.site, new.site, "site", of: thing)
  try same(known.quantity.description, new.quantity.description, "quantity", of: thing)
  if known.contributions != new.contributions { throw .differs(thing, column: "producer", there: "other contributions", here: "these") }
}

/// Refuses quantities that no document can carry.
func checkQuantity(_ quantity: Quantity) throws(Refusal) {
  if quantity == .zero { throw .malformed(column: "quantity", "the quantity is zero; leave the row out") }
  if quantity < .zero { throw .malformed(column: "quantity", "the quantity is negative; goods that come back are a return") }
  guard quantity <= .largest else { throw .malformed(column: "quantity", "the quantity is larger than \(Quantity.largest)") }
}
