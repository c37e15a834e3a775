/// What a sale gives one producer for her part of one batch, or ourselves for goods that we had bought.
public struct Allocation: Hashable, Sendable {
  /// Which goods; nil for what could not be allocated yet, whose money waits in suspense.
  public let batch: BatchCode?
  /// By whom; nil also for goods of our own.
  public let producer: ProducerCode?
  /// Her contribution to the batch; of our own goods, all of it; for the unallocated part, its quantity.
  public let contributed: Quantity
  /// Her share of the quantity sold.
  public let quantity: Quantity
  /// Her share in the sale's currency and in the book's.
  public let amounts: Amounts, bookAmounts: Amounts

  /// Goods that no batch is known for.
  public var isUnallocated: Bool { batch == nil }
  /// Goods of a batch that was bought outright: their net is the association's, and it has no fee.
  public var isOwn: Bool { batch != nil && producer == nil }

  init(batch: BatchCode?, producer: ProducerCode?, contributed: Quantity, quantity: Quantity, amounts: Amounts, bookAmounts: Amounts) {
    (self.batch, self.producer, self.contributed, self.quantity) = (batch, producer, contributed, quantity)
    (self.amounts, self.bookAmounts) = (amounts, bookAmounts)
  }
}

/// One pair (batch, producer) of a split, with its exact weight.
struct Part {
  let batch: BatchCode?
  let producer: ProducerCode?
  let contributed: Quantity
  let weight: Weight

  var isOwn: Bool { batch != nil && producer == nil }

  /// A producer's part: drawn × contributed ÷ produced.
  init(batch: BatchCode, producer: ProducerCode, contributed: Quantity, draw: Draw) {
    (self.batch, self.producer, self.contributed) = (batch, producer, contributed)
    weight = Weight(numerator: Int128(draw.quantity.thousandths) * Int128(contributed.thousandths), denominator: Int128(draw.produced.thousandths))
  }

  /// Goods of our own: they weigh what was drawn.
  init(own draw: Draw) {
    (batch, producer, contributed) = (draw.batch, nil, draw.produced)
    weight = Weight(numerator: Int128(draw.quantity.thousandths), denominator: 1)
  }

  /// Goods that are not there: they weigh what they are.
  init(unallocated: Quantity) {
    (batch, producer, contributed) = (nil, nil, unallocated)
    weight = Weight(numerator: Int128(unallocated.thousandths), denominator: 1)
  }
}

/// The parts in the order that settles ties: by batch code, then producer code; what is unallocated comes last.
/// - Parameter draws: each with its batch's contributions by producer code; of our own goods they do not matter.
func orderedParts(_ draws: [(draw: Draw, contributions: [Contribution])], unallocated: Quantity) -> [Part] {
  var parts: [Part] = []
  parts.reserveCapacity(draws.reduce(1) { $0 + $1.contributions.count })
  for (draw, contributions) in draws.sorted(by: { $0.draw.batch < $1.draw.batch }) {
    if draw.isOwn {
      parts.append(Part(own: draw))
      continue
    }
    for contribution in contributions {
      parts.append(Part(batch: draw.batch, producer: contribution.producer, contributed: contribution.quantity, draw: draw))
    }
  }
  if unallocated > .zero { parts.append(Part(unallocated: unallocated)) }
  return parts
}

/// Splits net, commission, fee and discount each by largest remainder; gross of a part is the sum of its parts (DESIGN section 4).
func split(_ amounts: Amounts, among weights: [Weight], total: Int128) -> [Amounts] {
  let net = apportion(amounts.net, among: weights, total: total)
  let discount = apportion(amounts.discount, among: weights, total: total)
  let commission = apportion(amounts.commission, among: weights, total: total)
  let fee = apportion(amounts.fee, among: weights, total: total)
  return weights.indices.map { Amounts(net: net[$0], discount: discount[$0], commission: commission[$0], fee: fee[$0]) }
}

/// Allocates a whole sale (or a part of one) among its parts.
/// - Parameter amounts: with a fee on what is not our own only (see `Amounts.withoutFee`).
func allocate(_ quantity: Quantity, amounts: Amounts, bookAmounts: Amounts, among parts: [Part]) -> [Allocation] {
  let total = Int128(quantity.thousandths)
  let weights = parts.map(\.weight)
  let quantities = apportion(quantity.thousandths, among: weights, total: total)
  let own = split(amounts, among: parts, weighing: weights, total: total)
  let book = amounts == bookAmounts ? own : split(bookAmounts, among: parts, weighing: weights, total: total)
  return parts.indices.map { index in
    Allocation(
      batch: parts[index].batch, producer: parts[index].producer, contributed: parts[index].contributed,
      quantity: Quantity(thousandths: quantities[index]), amounts: own[index], bookAmounts: book[index])
  }
}
