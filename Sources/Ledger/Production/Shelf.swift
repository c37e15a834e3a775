/// A batch with goods left, as sales see it.
public struct Lot: Hashable, Sendable {
  /// Which batch, and how it was made.
  public let produced: BatchProduced
  /// What can still be sold from it.
  public var onHand: Quantity

  /// A batch as a lot.
  public init(produced: BatchProduced, onHand: Quantity) { (self.produced, self.onHand) = (produced, onHand) }
}

/// The lots of one product in the order they are to be sold: first produced first, then by batch code (DESIGN section 4).
public struct Shelf: Sendable {
  /// Lots with goods left; a lot that is sold out leaves the shelf.
  public private(set) var lots: [Lot] = []

  /// An empty shelf.
  public init() {}

  /// Takes a batch's present state in: a new lot, another quantity, or sold out.
  /// - Complexity: O(log n) to find, O(n) to insert or remove among n open lots.
  public mutating func update(_ produced: BatchProduced, onHand: Quantity) {
    let index = lots.partitioningIndex { !Self.isBefore($0.produced, produced) }
    let isThere = index < lots.count && lots[index].produced.batch == produced.batch
    switch (isThere, onHand > .zero) {
    case (true, true): lots[index].onHand = onHand
    case (true, false): lots.remove(at: index)
    case (false, true): lots.insert(Lot(produced: produced, onHand: onHand), at: index)
    case (false, false): break
    }
  }

  /// The lots a sale may draw from without naming one.
  /// - Complexity: O(log n) among n open lots.
  public func lots(producedBy date: CalendarDate) -> ArraySlice<Lot> { lots[..<lots.partitioningIndex { $0.produced.producedOn > date }] }

  private static func isBefore(_ one: BatchProduced, _ other: BatchProduced) -> Bool {
    one.producedOn == other.producedOn ? one.batch < other.batch : one.producedOn < other.producedOn
  }
}

extension Array {
  /// The first index whose element satisfies a predicate that is false, then true along the array.
  fileprivate func partitioningIndex(where isSecond: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isSecond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
