/// Goods a sale drew from one batch, or gave back to it.
public struct Draw: Hashable, Sendable {
  /// From which batch.
  public let batch: BatchCode
  /// Where it lay, or where it lies now that it came back.
  public let place: Place
  /// How much.
  public let quantity: Quantity
  /// All that the batch ever held: the denominator of its producers' weights.
  public let produced: Quantity
  /// What goods of our own had cost us, in minor units of the book's currency; nil for goods that are sold for their producers.
  public let cost: Int64?

  /// Whether the batch had been bought outright.
  public var isOwn: Bool { cost != nil }

  init(batch: BatchCode, place: Place, quantity: Quantity, produced: Quantity, cost: Int64?) {
    (self.batch, self.place, self.quantity, self.produced, self.cost) = (batch, place, quantity, produced, cost)
  }

  /// The part of its cost that goods take back along when `back` of them come and `before` had come: cumulative and rounded, so that all of them take all of it.
  func costTakenBack(_ back: Quantity, before: Quantity) -> Int64? {
    cost.map { cost in
      func share(_ part: Quantity) -> Int64 {
        Int64(roundedQuotient(Int128(cost) * Int128(part.thousandths), by: Int128(quantity.thousandths)))
      }
      return share(before + back) - share(before)
    }
  }
}
