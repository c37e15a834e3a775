import Ledger

/// What will be in stock when a command is carried out, so that every sale finds its goods.
///
/// It takes first in, first out as the ledger does, but does not count goods that come back. That is on the safe side: whatever
/// the date asked for, the ledger never has less than this.
struct Stockroom {
  private struct Lot {
    let producedOn: CalendarDate
    var left: Int64
  }

  private struct Shelf {
    /// By production date.
    var lots: [Lot] = []
    var lastSaleRecorded = Month.first.firstDay
  }

  private var shelves: [Int: Shelf] = [:]

  /// How much is there of a product that was produced by a day, in thousandths.
  func available(_ product: Int, producedBy date: CalendarDate) -> Int64 {
    shelves[product]?.lots.reduce(0) { $1.producedOn <= date ? $0 + $1.left : $0 } ?? 0
  }

  /// A batch recorded before this day would have changed what an earlier sale drew.
  func lastSaleRecorded(_ product: Int) -> CalendarDate { shelves[product]?.lastSaleRecorded ?? Month.first.firstDay }

  /// Takes accepted goods in.
  mutating func receive(_ product: Int, producedOn: CalendarDate, _ thousandths: Int64) {
    var shelf = shelves[product] ?? Shelf()
    let index = shelf.lots.firstIndex { $0.producedOn > producedOn } ?? shelf.lots.endIndex
    shelf.lots.insert(Lot(producedOn: producedOn, left: thousandths), at: index)
    shelves[product] = shelf
  }

  /// Gives goods out, the oldest first.
  mutating func take(_ product: Int, _ thousandths: Int64, recordedAt: CalendarDate) {
    guard var shelf = shelves[product] else { return }
    var missing = thousandths
    for index in shelf.lots.indices where missing > 0 {
      let taken = min(missing, shelf.lots[index].left)
      shelf.lots[index].left -= taken
      missing -= taken
    }
    shelf.lots.removeAll { $0.left == 0 }
    shelf.lastSaleRecorded = recordedAt
    shelves[product] = shelf
  }
}
