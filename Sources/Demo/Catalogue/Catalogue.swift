import Ledger

/// All products ever developed: the same in both scales.
struct Catalogue {
  private(set) var products: [DemoProduct] = []
  /// Positions of the products made to order, in the order of `OrderRange`.
  private(set) var madeToOrder: [Int] = []
  private var storyTimes: [ProductCode: Range<CalendarDate>] = [:]
  private var chance = SplitMix64(.catalogue)
  private let groups: [Jamaat]
  private let groupsFormedOn: [CalendarDate]

  /// How many products had been developed by when: 2 000 by February 2023 is published, the rest assumed.
  static let developed: [(date: CalendarDate, count: Int)] = [
    (CalendarDate(2009, 12, 31), 40), (CalendarDate(2010, 12, 31), 90), (CalendarDate(2011, 12, 31), 170), (CalendarDate(2012, 12, 31), 260),
    (CalendarDate(2013, 12, 31), 360), (CalendarDate(2014, 12, 31), 470), (CalendarDate(2015, 12, 31), 590), (CalendarDate(2016, 12, 31), 720),
    (CalendarDate(2017, 12, 31), 870), (CalendarDate(2018, 12, 31), 1030), (CalendarDate(2019, 12, 31), 1250), (CalendarDate(2020, 12, 31), 1450),
    (CalendarDate(2021, 12, 31), 1680), (CalendarDate(2022, 12, 31), 1960), (CalendarDate(2023, 2, 28), 2000), (CalendarDate(2023, 12, 31), 2080),
    (CalendarDate(2024, 12, 31), 2160), (CalendarDate(2025, 12, 31), 2240),
  ]

  /// The catalogue, developed by the groups of a roster.
  init(of roster: Roster) {
    groups = roster.groups
    groupsFormedOn = roster.groups.indices.map(roster.formedOn(group:))
    var before = CalendarDate(2007, 12, 31)
    for (until, count) in Self.developed {
      let ready = develop(count - products.count, after: before, until: until)
      products += ready
      before = until
    }
    madeToOrder = products.indices.filter { products[$0].isMadeToOrder }.sorted { products[$0].number < products[$1].number }
    storyTimes[RecallStory.product(self).product] = RecallStory.onSale
    storyTimes[products[OwnGoodsStory.position(self)].product] = OwnGoodsStory.onSale
    for position in OutletPlan.products(self) { storyTimes[products[position].product] = OutletPlan.onSale }
  }

  /// The commands that put all of it into the book, by date, with the one product renamed in mid-year (an incident for learners).
  var commands: [DatedCommand] {
    var commands = products.map { $0.entry(name: $0.line.name($0.number), on: $0.developedOn) }
    commands.append(renamed.entry(name: renamed.line.name(renamed.number) + " II", on: CalendarDate(2021, 6, 15)))
    return commands.sorted { $0.recordedAt < $1.recordedAt }
  }

  /// The product that gets another name in June 2021: one that is sold before and after.
  var renamed: DemoProduct {
    let (before, after) = (CalendarDate(2019, 1, 1), CalendarDate(2024, 1, 1))
    return products.first { $0.onSale.map { $0.contains(before) && $0.contains(after) } ?? false } ?? products[0]
  }

  /// The product of which goods were sold in 2022 before they were booked as produced; it is sold that once only.
  var soldTooEarly: Int { neverSold("6405209900") }

  /// The rugs that were booked to somebody who did not make them; they, too, are sold that once only.
  var bookedToSomebodyElse: Int { neverSold("5705008000") }

  /// A product of 2021 or later under a customs code that is not on sale elsewhere, so that what is told of it is all there is.
  func neverSold(_ hsCode: String) -> Int {
    products.firstIndex { $0.onSale == nil && !$0.isMadeToOrder && $0.line.hsCode == hsCode && $0.developedOn >= CalendarDate(2021, 1, 1) } ?? 0
  }

  /// The honey that is sold abroad.
  var exportedHoney: Int { products.firstIndex { $0.line.hsCode == ProductLine.honey.hsCode } ?? 0 }

  /// When a product is on sale that only a story tells of; nil for all others.
  func timeInStories(_ product: DemoProduct) -> Range<CalendarDate>? { storyTimes[product.product] }

  /// What the programme's own channels sell in a month, the older first.
  func onSale(in month: Month) -> [Int] {
    products.indices.filter { products[$0].onSale.map { $0.lowerBound <= month.firstDay && month.lastDay < $0.upperBound } ?? false }
  }

  /// So many products, spread evenly over the time; those MUJI orders next year are ready by November.
  private mutating func develop(_ count: Int, after start: CalendarDate, until end: CalendarDate) -> [DemoProduct] {
    let year = end.components.year
    let newOrders = end.components.month == 12 && year >= 2010 ? OrderRange.developed(by: year)..<OrderRange.developed(by: year + 1) : 0..<0
    let span = Int(end.daysSince1970 - start.daysSince1970)
    var ready = newOrders.map { toOrder($0, on: CalendarDate(year, 11, 1 + $0 % 28)) }
    for index in 0..<count - newOrders.count {
      ready.append(ordinary(products.count + index + 1, on: start.adding(days: 1 + index * span / (count - newOrders.count))))
    }
    return ready.sorted { ($0.developedOn, $0.product) < ($1.developedOn, $1.product) }
  }

  private mutating func toOrder(_ position: Int, on date: CalendarDate) -> DemoProduct {
    let line: ProductLine = OrderRange.isSoap(position) ? .soap : .feltPieces
    return DemoProduct(
      product: ProductCode("M-\(Names.padded(position + 1, to: 2))"), number: OrderRange.firstNumber + position, line: line, oblast: "Issyk-Kul",
      developedOn: date,
      price: Int64(chance.within(70...130)), onSale: nil, isMadeToOrder: true)
  }

  private mutating func ordinary(_ number: Int, on date: CalendarDate) -> DemoProduct {
    let line = ProductLine.ordinary[number % ProductLine.ordinary.count]
    let existing = groupsFormedOn.prefix { $0 <= date }.count
    let oblast = existing == 0 ? "Issyk-Kul" : groups[chance.below(existing)].village.oblast
    let price = Int64(chance.within(line.price) / 10 * 10)
    let isSold = number % 8 == (number / 16) % 8 || number <= 12
    let years = chance.within(4...9)
    let from = max(date.adding(days: 45), Month.first.firstDay)
    return DemoProduct(
      product: ProductCode("T-\(Names.padded(number, to: 4))"), number: number, line: line, oblast: oblast, developedOn: date, price: price,
      onSale: isSold ? from..<(number <= 12 ? Month.last.lastDay.adding(days: 1) : from.adding(days: years * 365)) : nil, isMadeToOrder: false)
  }
}
