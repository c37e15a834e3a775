/// How many products MUJI orders in which year: 10 to 20 (published); which ones is assumed.
///
/// The range moves on by two products a year: a product is ordered for about seven years.
enum OrderRange {
  /// How many are ordered.
  static func count(_ year: Int) -> Int { year < 2011 ? 0 : counts[year - 2011] }

  /// Which of all that were ever made to order, by position.
  static func products(_ year: Int) -> Range<Int> {
    let first = max(0, year - 2011) * 2
    return first..<first + count(year)
  }

  /// How many there have been up to that year.
  static func developed(by year: Int) -> Int { products(min(year, YearTotals.years.upperBound)).upperBound }

  /// The years in which a product is ordered; nil for one that is not made to order.
  static func years(of product: DemoProduct) -> ClosedRange<Int>? {
    guard product.isMadeToOrder else { return nil }
    let years = YearTotals.years.filter { products($0).contains(product.number - firstNumber) }
    guard let first = years.first, let last = years.last else { return nil }
    return first...last
  }

  /// Whether a product is ordered in a year.
  static func isOrdered(_ product: DemoProduct, in year: Int) -> Bool { years(of: product)?.contains(year) ?? false }

  /// The number of the first product made to order; its name carries it.
  static let firstNumber = 9000

  /// Most are felt pieces, every sixth is soap.
  static func isSoap(_ position: Int) -> Bool { position % 6 == 5 }

  private static let counts = [10, 11, 12, 12, 13, 14, 14, 15, 16, 17, 17, 18, 19, 20, 20]
}
