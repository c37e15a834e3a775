import Ledger

/// Honey sold at exhibitions abroad: the same lines in both scales.
enum SalesAbroad {
  /// 679.000 kg in 2018 are published; countries, prices and the other years are assumed.
  static let honey: [(year: Int, country: String, grams: Int64)] = [
    (2016, "RU", 180_000), (2017, "CN", 420_000), (2018, "CN", 679_000), (2019, "CN", 650_000), (2022, "AE", 380_000), (2023, "CN", 520_000),
    (2024, "CN", 600_000), (2025, "AE", 640_000),
  ]

  /// The three days of the year's autumn exhibition.
  static func lines(_ year: Int, catalogue: Catalogue) -> [PlannedSale] {
    honey.filter { $0.year == year }.flatMap { row in
      let product = catalogue.exportedHoney
      // Abroad a kilogram brings half as much again.
      let price = catalogue.products[product].price(in: year) * 3 / 2
      return largestRemainder(row.grams / 1000, by: [3, 5, 4]).enumerated().map { day, kilograms in
        let soldOn = CalendarDate(year, 10, 14 + day)
        return PlannedSale(
          .exhibitions, country: row.country, soldOn: soldOn, recordedAt: CalendarDate(year, 10, 21), product: product, quantity: kilograms * 1000,
          price: price)
      }
    }
  }
}
