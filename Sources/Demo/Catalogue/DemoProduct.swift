import Ledger

/// A product of the demo.
struct DemoProduct {
  let product: ProductCode
  let number: Int
  let line: ProductLine
  /// Where it was developed: its makers are the groups of that oblast.
  let oblast: String
  /// When it was ready.
  let developedOn: CalendarDate
  /// Price of one unit in soms of 2024; for what is made to order, its price in per cent of the average order price.
  let price: Int64
  /// Since when and until when the programme's own channels sell it; nil for what was developed and never sold there.
  let onSale: Range<CalendarDate>?
  /// Whether it is made for a foreign retailer's orders only.
  let isMadeToOrder: Bool

  /// Its entry in the catalogue under a name, its first or a later one.
  func entry(name: String, on date: CalendarDate) -> DatedCommand {
    DatedCommand(
      recordedAt: max(date, Month.first.firstDay),
      command: .developProduct(
        DevelopProduct(
          product: product, name: name, category: line.category, unit: line.unit, hsCode: line.hsCode, oblast: oblast, date: date)))
  }

  /// Its price in whole soms in that year.
  func price(in year: Int) -> Int64 {
    let exact = price * Prices.index(year)
    return price >= 500 ? max(10, (exact + 500) / 1000 * 10) : max(5, (exact + 250) / 500 * 5)
  }
}
