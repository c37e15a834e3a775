// What becomes of a batch's stock. None of these refuses: whoever decides has looked before that the goods are there.
extension BatchStock {
  /// What is left when goods are sold from a place, or otherwise leave it for good; they take their part of the price along.
  public func drawing(_ quantity: Quantity, from place: Place = .hub) -> BatchStock {
    var after = self
    if let cost = cost(of: quantity) { after.costLeft = costLeft.map { $0 - cost } }
    after.change(place, onHand: .zero - quantity)
    return after
  }

  /// What is there when goods come back that were drawn from a place. Of a recalled batch they go to quarantine: see `placeToRestock(_:)`.
  /// - Parameter cost: what they had taken along of the price, in minor units of the book's currency; nothing for goods that are their producers' own.
  public func restocking(_ quantity: Quantity, at place: Place = .hub, cost: Int64 = 0) -> BatchStock {
    var after = self
    after.costLeft = costLeft.map { $0 + cost }
    after.change(placeToRestock(place), onHand: quantity)
    return after
  }

  /// Where goods go that come back and were drawn from a place.
  public func placeToRestock(_ place: Place) -> Place { isRecalled ? .quarantine : place }

  /// What is there when goods pass inspection, are found in a count, or are missed in one (a negative change). What is missed takes its part of the price along.
  func adding(_ change: Quantity, at place: Place) -> BatchStock {
    if change < .zero { return drawing(.zero - change, from: place) }
    var after = self
    after.change(place, onHand: change)
    return after
  }

  /// What is there when goods have left one place for another.
  func sending(_ quantity: Quantity, from: Place, to: Place) -> BatchStock {
    var after = self
    after.change(from, onHand: .zero - quantity)
    after.change(to, inTransit: quantity)
    return after
  }

  /// What is there when goods have arrived: what was dispatched is no longer on its way, what was received lies where it is put.
  /// What is short takes its part of the price along.
  func receiving(_ received: Quantity, of dispatched: Quantity, to: Place, puttingAt place: Place) -> BatchStock {
    var after = self
    if let cost = cost(of: max(.zero, dispatched - received)) { after.costLeft = costLeft.map { $0 - cost } }
    after.change(to, inTransit: .zero - dispatched)
    after.change(place, onHand: received)
    return after
  }

  /// What is there when the batch is recalled: all that lies anywhere goes to quarantine. What is on its way goes there when it arrives.
  func recalling(_ reason: String) -> (after: BatchStock, moved: [MovedGoods]) {
    let moved = places.filter { $0.place != .quarantine }.map { MovedGoods(place: $0.place, quantity: $0.onHand) }
    var after = self
    after.recallReason = reason
    for goods in moved {
      after.change(goods.place, onHand: .zero - goods.quantity)
      after.change(.quarantine, onHand: goods.quantity)
    }
    return (after, moved)
  }

  /// What is there when the recall is lifted: what lies in quarantine goes to a place.
  func liftingRecall(to place: Place) -> BatchStock {
    var after = self
    let quantity = self[.quarantine]
    after.recallReason = nil
    after.change(.quarantine, onHand: .zero - quantity)
    after.change(place, onHand: quantity)
    return after
  }

  /// The same goods, bought by the association at that price in minor units of the book's currency.
  func bought(for cost: Int64) -> BatchStock {
    var after = self
    after.costLeft = cost
    return after
  }

  private mutating func change(_ place: Place, onHand: Quantity = .zero, inTransit: Quantity = .zero) {
    let isHub = place == .hub
    if isHub { hub += onHand }
    let (here, way) = (isHub ? .zero : onHand, inTransit)
    if here == .zero, way == .zero { return }
    let index = elsewhere.firstIndex { $0.place >= place } ?? elsewhere.endIndex
    if index == elsewhere.endIndex || elsewhere[index].place != place { elsewhere.insert(PlaceStock(place: place), at: index) }
    elsewhere[index].onHand += here
    elsewhere[index].inTransit += way
    if elsewhere[index].onHand == .zero, elsewhere[index].inTransit == .zero { elsewhere.remove(at: index) }
  }
}

/// Goods that were moved, and where they had lain.
public struct MovedGoods: Hashable, Sendable {
  /// From where.
  public let place: Place
  /// How much; more than nothing.
  public let quantity: Quantity

  /// Goods of one place.
  public init(place: Place, quantity: Quantity) { (self.place, self.quantity) = (place, quantity) }
}
