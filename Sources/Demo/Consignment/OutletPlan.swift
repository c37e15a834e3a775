import Ledger

/// A petrol station that keeps a stock of its own: what is sent there every quarter, what it sells, what is counted and what is brought back.
///
/// Nothing else is told of the products that lie there, so the stock can be planned to the piece. The same in both scales.
struct OutletPlan {
  /// Where it is.
  static let outlet = OutletCode("PS-10")
  static var place: Place { .channel(DemoChannel.petrol.code, outlet) }

  /// When goods are sent: every quarter; the last of them have not arrived by the end of the history.
  static let firstSent = CalendarDate(2023, 2, 6), lastSent = CalendarDate(2025, 12, 29)
  static let onSale = firstSent..<Month.last.lastDay.adding(days: 1)
  /// The dispatch of which two pieces did not arrive.
  static let short = CalendarDate(2023, 5, 8)
  /// When its shelves are counted; each time one piece is missing.
  static let counted = [CalendarDate(2023, 12, 30), CalendarDate(2024, 12, 30)]
  /// When what does not sell is brought back.
  static let broughtBackOn = CalendarDate(2025, 2, 18)

  /// What it sells, by customs code. Nobody asks for the last any more after the second count.
  static let hsCodes = ["6912002100", "4419909000", "9503004900", "3304990000"]

  /// A quantity of one year's batch of a product: positions in `hsCodes` and the year.
  struct Lot: Hashable, Comparable {
    let product: Int, year: Int
    static func < (left: Lot, right: Lot) -> Bool { (left.product, left.year) < (right.product, right.year) }
  }

  /// What happens to the goods, in whole pieces, by day.
  enum Move {
    case made(Lot, Int64)
    case sent([(Lot, Int64)], arrivesOn: CalendarDate?, missing: Int64)
    case counted([(Lot, found: Int64)])
    case broughtBack([(Lot, Int64)], arrivesOn: CalendarDate)
  }

  private(set) var moves: [(on: CalendarDate, move: Move)] = []
  /// Sales: day, product and pieces.
  private(set) var sold: [(on: CalendarDate, product: Int, pieces: Int64)] = []
  /// What lies there and what is on its way at the end, and what was short.
  private(set) var shelf: [Lot: Int64] = [:]
  private(set) var onItsWay: Int64 = 0, missing: Int64 = 0, broughtBack: Int64 = 0
  /// What lies at the hub of the batches.
  private var hub: [Lot: Int64] = [:]
  /// Counts, and the day on which something is brought back, that have not come yet.
  private var waiting = Self.counted + [Self.broughtBackOn]
  private var chance = SplitMix64(.programme, 10)

  /// The whole plan.
  static let all = OutletPlan()

  private init() {
    for year in 2023...2025 { makeGoods(of: year) }
    let quarters = (0..<12).map { CalendarDate(2023 + $0 / 4, $0 % 4 * 3 + 2, 6 + $0 % 3 * 2) }
    for (index, day) in quarters.enumerated() {
      send(on: day, index)
      let until = index + 1 < quarters.count ? quarters[index + 1] : Month.last.lastDay
      sell(from: day.adding(days: 4), before: until)
    }
    send(on: Self.lastSent, quarters.count)
    moves.sort { $0.on < $1.on }
  }

  /// The products that are still offered on a day.
  private func offered(_ date: CalendarDate) -> Range<Int> { date < Self.counted[1] ? Self.hsCodes.indices : 0..<Self.hsCodes.count - 1 }

  private mutating func makeGoods(of year: Int) {
    for product in offered(CalendarDate(year, 1, 10)) {
      let pieces = Int64(chance.within(44...60))
      hub[Lot(product: product, year: year)] = pieces
      moves.append((CalendarDate(year, 1, 12 + product * 3), .made(Lot(product: product, year: year), pieces)))
    }
  }

  private mutating func send(on date: CalendarDate, _ index: Int) {
    var lines: [(Lot, Int64)] = []
    for product in offered(date) {
      let lot = Lot(product: product, year: date.components.year)
      let pieces = min(hub[lot] ?? 0, Int64(chance.within(8...11)))
      if pieces > 0 { lines.append((lot, pieces)) }
    }
    let isLast = date == Self.lastSent
    let lost: Int64 = date == Self.short ? 2 : 0
    for (index, line) in lines.enumerated() {
      hub[line.0, default: 0] -= line.1
      if isLast { onItsWay += line.1 } else { shelf[line.0, default: 0] += line.1 - (index == 0 ? lost : 0) }
    }
    missing += lost
    moves.append((date, .sent(lines, arrivesOn: isLast ? nil : date.adding(days: 2), missing: lost)))
  }

  /// Two sales a month, of what lies there, the older goods first. Counts and what is brought back are recorded before a sale of the same day.
  private mutating func sell(from first: CalendarDate, before last: CalendarDate) {
    var day = first
    while day < last.adding(days: -8) {
      let soldOn = day.adding(days: chance.within(0...5))
      while let event = waiting.first, event <= soldOn { take(waiting.removeFirst()) }
      let lying = offered(soldOn).filter { product in shelf.contains { $0.key.product == product && $0.value > 1 } }
      if !lying.isEmpty { sell(chance.choose(lying), on: soldOn) }
      day = day.adding(days: 15)
    }
  }

  private mutating func sell(_ product: Int, on date: CalendarDate) {
    let there = shelf.reduce(0) { $1.key.product == product ? $0 + $1.value : $0 }
    var left = min(there - 1, Int64(chance.within(2...6)))
    sold.append((date, product, left))
    for lot in shelf.keys.filter({ $0.product == product }).sorted() where left > 0 {
      let taken = min(left, shelf[lot] ?? 0)
      shelf[lot, default: 0] -= taken
      left -= taken
    }
  }

  /// A count that misses a piece of the oldest goods, or the day on which what does not sell is brought back.
  private mutating func take(_ date: CalendarDate) {
    let lots = shelf.filter { $0.value > 0 }.keys.sorted()
    if date == Self.broughtBackOn {
      let leaving = lots.filter { $0.product == Self.hsCodes.count - 1 }.map { ($0, shelf[$0] ?? 0) }
      for (lot, pieces) in leaving {
        shelf[lot] = 0
        hub[lot, default: 0] += pieces
        broughtBack += pieces
      }
      moves.append((date, .broughtBack(leaving, arrivesOn: date.adding(days: 3))))
    } else {
      shelf[lots[0], default: 0] -= 1
      moves.append((date, .counted(lots.map { ($0, found: shelf[$0] ?? 0) })))
    }
  }
}
