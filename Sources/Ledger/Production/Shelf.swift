/// A batch with goods left at a place, as sales see it.
public struct Lot: Hashable, Sendable {
  /// Which batch, and how it was made.
  public let produced: BatchProduced
  /// What can still be sold from it at the place that was asked for.
  public let onHand: Quantity
  /// All that is left of it.
  public let stock: BatchStock

  /// A batch as a lot, at a place.
  public init(produced: BatchProduced, stock: BatchStock, at place: Place = .hub) {
    (self.produced, self.stock, onHand) = (produced, stock, stock[place])
  }
}

/// The lots of one product in the order they are to be sold, place by place: first produced first, then by batch code (DESIGN section 4).
///
/// Samples and recalled goods stand on no shelf.
public struct Shelf: Sendable {
  /// Lots with goods left in the hub; a lot that is sold out leaves the shelf.
  public private(set) var lots: [Lot] = []
  /// The same for places of channels; no place without lots.
  private var elsewhere: [Place: [Lot]] = [:]
  /// Where batches lie that do not lie in the hub alone.
  private var spread: [BatchCode: [Place]] = [:]

  /// An empty shelf.
  public init() {}

  /// Takes a batch's present state in: a new lot, another quantity, or sold out.
  /// - Complexity: O(log n) to find, O(n) to insert or remove among n open lots; for a batch that is spread, so often for each of its places.
  public mutating func update(_ produced: BatchProduced, stock: BatchStock) {
    Self.update(&lots, Lot(produced: produced, stock: stock))
    if stock.elsewhere.isEmpty, spread.isEmpty { return }
    let places = stock.elsewhere.lazy.map(\.place).filter { $0.channel != nil }
    let before = spread.removeValue(forKey: produced.batch) ?? []
    for place in Set(before).union(places) {
      Self.update(&elsewhere[place, default: []], Lot(produced: produced, stock: stock, at: place))
      if elsewhere[place]?.isEmpty ?? false { elsewhere[place] = nil }
    }
    if !places.isEmpty { spread[produced.batch] = Array(places) }
  }

  private static func update(_ lots: inout [Lot], _ lot: Lot) {
    let index = lots.partitioningIndex { !isBefore($0.produced, lot.produced) }
    let isThere = index < lots.count && lots[index].produced.batch == lot.produced.batch
    switch (isThere, lot.onHand > .zero) {
    case (true, true): lots[index] = lot
    case (true, false): lots.remove(at: index)
    case (false, true): lots.insert(lot, at: index)
    case (false, false): break
    }
  }

  /// The lots a sale may draw from without naming one: what lies at a place.
  /// - Complexity: O(log n) among n open lots.
  public func lots(at place: Place = .hub, producedBy date: CalendarDate) -> ArraySlice<Lot> {
    let lots = place == .hub ? lots : elsewhere[place] ?? []
    return lots[..<lots.partitioningIndex { $0.produced.producedOn > date }]
  }

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
