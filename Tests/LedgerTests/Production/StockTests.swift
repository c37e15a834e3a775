import Ledger
import Testing

@Suite("What is left of a batch")
struct StockTests {
  @Test("Drawing and restocking change the place they are about, and a place without anything is no place")
  func places() {
    let stock = BatchStock(hub: units(5), elsewhere: [PlaceStock(place: outlet("A"), onHand: units(2), inTransit: units(1))])
    #expect((stock[.hub], stock[outlet("A")], stock[outlet("B")]) == (units(5), units(2), .zero))
    #expect((stock.inTransit(to: outlet("A")), stock.inTransit(to: .hub), stock.total) == (units(1), .zero, units(8)))
    #expect(stock.places.map { "\($0.place) \($0.onHand)" } == ["SHOP/A 2", "hub 5"])
    #expect(stock.drawing(units(2), from: outlet("A")).elsewhere == [PlaceStock(place: outlet("A"), onHand: .zero, inTransit: units(1))])
    let before = BatchStock(hub: units(5), elsewhere: [PlaceStock(place: outlet("B"), onHand: units(2))])
    #expect(before.drawing(units(2), from: outlet("B")).elsewhere == [])
    #expect(before.restocking(units(1), at: outlet("A")).elsewhere.map(\.place) == [outlet("A"), outlet("B")])
    #expect(before.drawing(units(5)).places.map { "\($0.place) \($0.onHand)" } == ["SHOP/B 2"])
  }

  @Test("Goods of a recalled batch come back to quarantine, wherever they were drawn")
  func recalled() {
    let stock = BatchStock(elsewhere: [PlaceStock(place: .quarantine, onHand: units(1))], recallReason: "moths")
    #expect(stock.isRecalled)
    #expect(stock.restocking(units(2), at: outlet("A")).elsewhere == [PlaceStock(place: .quarantine, onHand: units(3))])
    #expect(stock.placeToRestock(.hub) == .quarantine)
    #expect(BatchStock().placeToRestock(outlet("A")) == outlet("A"))
  }

  @Test("A quantity takes its part of the price along, and the last piece the rest")
  func cost() {
    let stock = BatchStock(hub: units(2), elsewhere: [PlaceStock(place: outlet("A"), onHand: units(1))], costLeft: 1000)
    #expect((stock.cost(of: .zero), stock.cost(of: units(1)), stock.cost(of: units(2)), stock.cost(of: units(3))) == (0, 333, 667, 1000))
    let after = stock.drawing(units(1))
    #expect((after.costLeft, after.drawing(units(1), from: outlet("A")).costLeft) == (667, 333))
    #expect(after.restocking(units(1), cost: 333) == stock)
    #expect(BatchStock(hub: units(3)).cost(of: units(1)) == nil)
  }

  @Test("However a batch bought outright is sold piece by piece, its price is used up exactly", arguments: 1...200)
  func costIsUsedUp(seed: Int) {
    var random = SplitMix64(seed: seed)
    let price = random.number(Int64(0)...10_000_000)
    var stock = BatchStock(
      hub: thousandths(random.number(1...50_000)), elsewhere: [PlaceStock(place: outlet("A"), onHand: thousandths(random.number(1...50_000)))],
      costLeft: price)
    var used: Int64 = 0
    while stock.total > .zero {
      let place = random.chance(50) && stock.hub > .zero || stock[outlet("A")] == .zero ? Place.hub : outlet("A")
      let quantity = thousandths(random.number(1...stock[place].thousandths))
      let cost = stock.cost(of: quantity) ?? -1
      #expect(cost >= 0, "seed \(seed)")
      used += cost
      stock = stock.drawing(quantity, from: place)
      #expect(stock.costLeft == price - used, "seed \(seed)")
    }
    #expect(used == price, "seed \(seed)")
  }
}
