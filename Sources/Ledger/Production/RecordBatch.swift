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
  /// Whether it has been inspected; goods that have not are accepted or rejected later.
  public let isInspected: Bool
  /// What it was made from, as far as that was written down, and by which version of the product's recipe.
  public let inputs: [MaterialInput], recipe: Int64?
  /// What the sheet says was made in all; nil when it leaves that to the contributions.
  public let quantity: Quantity?

  /// A batch sheet.
  public init(
    batch: BatchCode, product: ProductCode, kind: BatchKind = .regular, site: String? = nil, producedOn: CalendarDate, contributions: [Contribution],
    accepted: Quantity? = nil, isInspected: Bool = true, inputs: [MaterialInput] = [], recipe: Int64? = nil,
    quantity: Quantity? = nil
  ) {
    (self.batch, self.product, self.kind, self.site) = (batch, product, kind, site)
    (self.producedOn, self.contributions, self.accepted) = (producedOn, contributions, accepted)
    (self.isInspected, self.inputs, self.recipe, self.quantity) = (isInspected, inputs, recipe, quantity)
  }
}

/// What recording a batch would record: its making and, unless it is left waiting for one, its inspection. The accepted goods of a test batch go to the samples.
/// - Parameters:
///   - state: what the book has of the batch; its first and last events are enough.
///   - payables: needed when an input names the advance of material it was given out with.
/// - Throws: `Refusal.unknown` for a product or producer, `.producerInactive`, `.malformed` for quantities that do not add up.
public func decide(
  _ command: RecordBatch, given state: BatchState, product: ProductState, producers: [ProducerCode: ProducerState],
  payables: PayablesState = PayablesState()
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
  if let stated = command.quantity, stated != quantity {
    throw .goods(.contributionsDiffer(command.batch, contributions: quantity, quantity: stated))
  }
  guard command.isInspected || command.accepted == nil else {
    throw .malformed(column: "accepted", "a batch that waits for its inspection has nothing accepted yet; leave accepted out")
  }
  let accepted = command.accepted ?? quantity
  guard accepted >= .zero else { throw .malformed(column: "accepted", "accepted is less than nothing") }
  guard accepted <= quantity else { throw .malformed(column: "accepted", "\(accepted) accepted, but only \(quantity) produced") }
  try checkMaterial(command, product, payables)
  let produced = BatchProduced(
    batch: command.batch, product: command.product, kind: command.kind, site: command.site, unit: developed.unit, quantity: quantity,
    contributions: contributions, inputs: command.inputs, recipe: command.recipe, producedOn: command.producedOn)
  if let known = state.produced {
    try differences(between: known, and: produced)
    if command.isInspected, state.acceptedOnSheet != accepted {
      let there = state.acceptedOnSheet?.description ?? "nothing inspected yet"
      throw .differs("batch \(command.batch)", column: "accepted", there: there, here: accepted.description)
    }
    return .unchanged
  }
  let stream = StreamName.batch(command.batch)
  let making = Fact(.batchProduced(produced), in: stream, on: command.producedOn)
  guard command.isInspected else { return .record([making]) }
  let home: Place = command.kind == .test ? .samples : .hub
  let inspected = BatchInspected(
    batch: command.batch, product: command.product, accepted: accepted, rejected: quantity - accepted, place: home,
    stock: BatchStock().adding(accepted, at: home))
  return .record([making, Fact(.batchInspected(inspected), in: stream, on: command.producedOn)])
}

private func differences(between known: BatchProduced, and new: BatchProduced) throws(Refusal) {
  let thing = "batch \(known.batch)"
  try same(known.product.text, new.product.text, "product", of: thing)
  try same(known.producedOn.description, new.producedOn.description, "produced_on", of: thing)
  try same(known.kind.rawValue, new.kind.rawValue, "kind", of: thing)
  try same(known.site, new.site, "site", of: thing)
  try same(known.quantity.description, new.quantity.description, "quantity", of: thing)
  if known.contributions != new.contributions { throw .differs(thing, column: "producer", there: "other contributions", here: "these") }
  try same(known.recipe.map(String.init), new.recipe.map(String.init), "recipe", of: thing)
  if known.inputs != new.inputs { throw .differs(thing, column: "inputs", there: "other material", here: "this") }
}

/// Refuses material that cannot have gone into the batch, and a recipe that the product has not.
private func checkMaterial(_ command: RecordBatch, _ product: ProductState, _ payables: PayablesState) throws(Refusal) {
  if let version = command.recipe {
    guard let recipe = product.recipe(version: version) else {
      throw .malformed(column: "recipe", "product \(command.product) has no recipe \(version); agree it first, or leave it out")
    }
    guard recipe.validFrom <= command.producedOn else { throw .before("recipe \(version) of product \(command.product)", recipe.validFrom) }
  }
  for input in command.inputs {
    try require(input.material, "material")
    try checkQuantity(input.quantity)
    guard (input.cost == nil) == (input.currency == nil) else {
      throw .malformed(column: "cost", "a cost needs its currency, and a currency a cost; write both or neither")
    }
    if let cost = input.cost {
      guard cost >= 0 else { throw .malformed(column: "cost", "the cost is negative") }
      guard cost <= largestInteger else { throw .amountTooLarge(column: "cost") }
    }
    guard let advance = input.advance else { continue }
    guard let known = payables.advances[advance]?.event, known.form == .material else { throw .goods(.noSuchAdvance(advance)) }
    guard command.contributions.contains(where: { $0.producer == known.producer }) else { throw .goods(.advanceOfOther(advance, known.producer)) }
  }
}

/// Refuses quantities that no document can carry.
func checkQuantity(_ quantity: Quantity) throws(Refusal) {
  if quantity == .zero { throw .malformed(column: "quantity", "the quantity is zero; leave the row out") }
  if quantity < .zero { throw .malformed(column: "quantity", "the quantity is negative; goods that come back are a return") }
  guard quantity <= .largest else { throw .malformed(column: "quantity", "the quantity is larger than \(Quantity.largest)") }
}
