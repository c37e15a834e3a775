/// What a batch has at one place other than the hub.
public struct PlaceStock: Hashable, Sendable {
  /// Where.
  public let place: Place
  /// What lies there, and what is on its way there; not both nothing, neither less than nothing.
  public internal(set) var onHand: Quantity, inTransit: Quantity

  /// What lies at a place and is on its way there.
  public init(place: Place, onHand: Quantity = .zero, inTransit: Quantity = .zero) {
    (self.place, self.onHand, self.inTransit) = (place, onHand, inTransit)
  }
}

/// Where all that is left of a batch lies.
///
/// Every event of a batch after its first carries it whole, so that first and last event together tell the state, whatever lies between them. Most batches lie
/// in the hub alone; for them it is one number, and drawing from it allocates nothing.
public struct BatchStock: Hashable, Sendable {
  /// What lies in the hub, and can be sold from there.
  public internal(set) var hub: Quantity
  /// What lies elsewhere or is on its way, by place; no place without anything. Goods on their way to the hub are here too, with nothing on hand.
  public internal(set) var elsewhere: [PlaceStock]
  /// Why the batch is recalled; nil while it is not.
  public internal(set) var recallReason: String?
  /// What is left of the price the association paid for it, in minor units of the book's currency; nil for goods that are their producers' own.
  public internal(set) var costLeft: Int64?

  /// A batch's stock; nothing at first.
  /// - Parameter elsewhere: in the order of places, none empty.
  public init(hub: Quantity = .zero, elsewhere: [PlaceStock] = [], recallReason: String? = nil, costLeft: Int64? = nil) {
    (self.hub, self.elsewhere, self.recallReason, self.costLeft) = (hub, elsewhere, recallReason, costLeft)
  }

  /// Whether nothing of it may be sold.
  public var isRecalled: Bool { recallReason != nil }

  /// What lies at a place. O(1) for the hub, O(places) elsewhere.
  public subscript(place: Place) -> Quantity {
    place == .hub ? hub : elsewhere.first { $0.place == place }?.onHand ?? .zero
  }

  /// What is on its way to a place. O(places).
  public func inTransit(to place: Place) -> Quantity { elsewhere.first { $0.place == place }?.inTransit ?? .zero }

  /// All of it, wherever it lies and what is on its way. O(places).
  public var total: Quantity { elsewhere.reduce(hub) { $0 + $1.onHand + $1.inTransit } }

  /// Every place where something lies, the hub among them, in the order of places.
  public var places: [(place: Place, onHand: Quantity)] {
    let there = elsewhere.filter { $0.onHand > .zero }.map { (place: $0.place, onHand: $0.onHand) }
    return hub > .zero ? (there + [(.hub, hub)]).sorted { $0.place < $1.place } : there
  }

  /// The part of the price that a quantity takes with it: in proportion to all that is left, rounded half up; the last piece takes the rest.
  /// Nil for goods that are their producers' own.
  public func cost(of quantity: Quantity) -> Int64? {
    guard let costLeft else { return nil }
    if quantity == .zero { return 0 }
    let total = total
    if quantity >= total { return costLeft }
    return Int64(roundedQuotient(Int128(costLeft) * Int128(quantity.thousandths), by: Int128(total.thousandths)))
  }
}
