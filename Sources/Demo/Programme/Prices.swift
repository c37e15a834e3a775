import Ledger

/// How dear things were, and what foreign money was worth.
enum Prices {
  /// Prices in per cent of those of 2024 (assumed; they follow consumer prices roughly).
  static func index(_ year: Int) -> Int64 { indices[year - 2010] }

  /// KGS for ten yen: yearly averages of the National Bank, rounded; approximate. Published in the book on 1 January of the year.
  static func rate(_ year: Int) -> Rate {
    guard let rate = DecimalNumber(mantissa: tenYen[year - 2010], scale: 1) else { preconditionFailure("a rate of one decimal is a decimal number") }
    return Rate(date: CalendarDate(year, 1, 1), nominal: 10, rate: rate)
  }

  /// KGS for one US dollar: yearly averages of the National Bank, rounded; approximate. For publications that speak of dollars.
  static func dollarRate(_ year: Int) -> Rate {
    guard let rate = DecimalNumber(mantissa: dollar[year - 2010], scale: 1) else { preconditionFailure("a rate of one decimal is a decimal number") }
    return Rate(date: CalendarDate(year, 1, 1), nominal: 1, rate: rate)
  }

  /// What a foreign retailer pays for a felt piece on average, in yen (546 a piece follows from what was published for 2018; the rest is assumed).
  static func averageOrderPriceYen(_ year: Int) -> Int64 { year <= 2018 ? 440 + 15 * Int64(year - 2011) : 545 + 55 * Int64(year - 2018) }

  private static let indices: [Int64] = [38, 44, 46, 50, 54, 58, 58, 60, 61, 62, 66, 74, 84, 93, 100, 108]
  private static let tenYen: [Int64] = [52, 58, 59, 50, 51, 53, 64, 61, 62, 64, 72, 77, 65, 62, 58, 59]
  private static let dollar: [Int64] = [460, 461, 470, 484, 537, 645, 699, 689, 688, 698, 774, 846, 841, 879, 871, 874]
}
