import Ledger

/// What the workshops make of MUJI's orders: the same batches in both scales.
///
/// Published: more than 100 women in the workshops were paid 10 000 to 18 000 som a month in 2019. All that MUJI ordered in that year is enough for
/// it, so the workshops make all of it, and in every other year as much as they have hands for; the rest is made by the groups, as before.
struct WorkshopOrders {
  /// The years with a workshop to make their orders.
  static let years = 2016...YearTotals.years.upperBound

  /// Goods of one order line that a team makes.
  struct Task {
    let crew: Int, team: Int
    /// Position of the product in the catalogue.
    let product: Int
    /// Whole pieces that are to be accepted.
    let pieces: Int64
    let producedOn: CalendarDate
    let delivery: Month
  }

  private let year: Int
  private let crews: [Crew]
  private let lines: [PlannedSale]

  init(_ year: Int, crews: [Crew], catalogue: Catalogue) {
    (self.year, self.crews) = (year, crews)
    lines = OrdersFromMuji.lines(year, catalogue: catalogue)
  }

  /// The work for the year's three deliveries. `inStock`: what is left of a product from earlier orders, in thousandths.
  func tasks(inStock: (Int) -> Int64) -> [Task] {
    var left: [Int: Int64] = [:]
    var tasks: [Task] = []
    for delivery in Set(lines.map { Month(of: $0.soldOn) }).sorted() {
      var ribbon: [(product: Int, pieces: Int64, price: Int64)] = []
      for line in lines where Month(of: line.soldOn) == delivery {
        let stock = left[line.product] ?? inStock(line.product)
        left[line.product] = max(0, stock - line.quantity)
        let missing = line.quantity - min(stock, line.quantity)
        if missing > 0 { ribbon.append((line.product, missing / 1000, line.price)) }
      }
      tasks += cut(ribbon, for: delivery)
    }
    return tasks
  }

  /// The months in which goods for a delivery are made, in days that leave time for inspection.
  private func window(_ delivery: Month) -> [ClosedRange<CalendarDate>] {
    let months: [(Int, ClosedRange<Int>)] =
      switch delivery.month {
      case 3: [(-1, 3...24), (0, 8...26), (1, 19...25)]
      case 6: [(2, 26...29), (3, 3...27), (4, 3...25)]
      default: [(5, 26...28), (6, 3...28), (7, 3...28), (8, 3...25)]
      }
    return months.map { months, days in
      let first = months < 0 ? CalendarDate(year - 1, 12, 1) : CalendarDate(year, months + 1, 1)
      return first.adding(days: days.lowerBound - 1)...first.adding(days: days.upperBound - 1)
    }
  }

  /// Lays the order lines end to end, as long as they are dear, and cuts the ribbon so that each team gets as much of it as its pace and its
  /// months make up of everybody's.
  private func cut(_ ribbon: [(product: Int, pieces: Int64, price: Int64)], for delivery: Month) -> [Task] {
    let window = window(delivery)
    var parts: [(crew: Int, team: Int, weight: Int64)] = []
    var hands: Int64 = 0
    for crew in crews.indices {
      let months = window.count { crews[crew].workshop.openedOn <= $0.lowerBound }
      guard months > 0 else { continue }
      for (team, women) in crews[crew].teams.enumerated() {
        parts.append((crew, team, crews[crew].workshop.pace[team] * Int64(women.count * months)))
        hands += Int64(women.count)
      }
    }
    let all = ribbon.reduce(Int64(0)) { $0 + $1.pieces * $1.price }
    let length = min(all, hands * Self.mostForOne(year))
    guard length > 0, !parts.isEmpty else { return [] }
    let shares = largestRemainder(length, by: parts.map(\.weight))
    var rest = ribbon[...]
    var (position, end): (Int64, Int64) = (0, 0)
    var pieces: [[(product: Int, pieces: Int64)]] = crews.map { _ in [] }
    var makers: [[Int]] = crews.map { _ in [] }
    for (part, share) in zip(parts, shares) {
      end += share
      while let line = rest.first {
        var taken = min(line.pieces, (end - position + line.price / 2) / line.price)
        // Nobody is asked for a handful, and no handful is left over.
        if taken < Self.fewest && taken < line.pieces { break }
        if line.pieces - taken < Self.fewest { taken = line.pieces }
        pieces[part.crew].append((line.product, taken))
        makers[part.crew].append(part.team)
        position += taken * line.price
        rest.removeFirst()
        if taken < line.pieces { rest.insert((line.product, line.pieces - taken, line.price), at: rest.startIndex) }
      }
    }
    return crews.indices.flatMap { crew in spread(pieces[crew], makers[crew], of: crew, over: window, for: delivery) }
  }

  /// A workshop's work for a delivery, evenly over the months since it opened.
  private func spread(
    _ pieces: [(product: Int, pieces: Int64)], _ teams: [Int], of crew: Int, over window: [ClosedRange<CalendarDate>], for delivery: Month
  ) -> [Task] {
    let months = window.filter { crews[crew].workshop.openedOn <= $0.lowerBound }
    var chance = SplitMix64(.workshops, (year * 100 + delivery.month) * 100 + crew)
    return pieces.indices.map { index in
      let month = months[index * months.count / pieces.count]
      let day = month.lowerBound.adding(days: chance.below(Int(month.upperBound.daysSince1970 - month.lowerBound.daysSince1970) + 1))
      return Task(crew: crew, team: teams[index], product: pieces[index].product, pieces: pieces[index].pieces, producedOn: day, delivery: delivery)
    }
  }

  /// The smallest batch, in pieces.
  private static let fewest: Int64 = 12

  /// What one pair of hands can make for a delivery, in yen: about 60 000 som of 2019.
  private static func mostForOne(_ year: Int) -> Int64 {
    60_000 * 100 * Prices.index(year) / Prices.index(2019) / (Prices.rate(year).convert(1, from: .yen, to: .kgs) ?? 1)
  }
}
