/// Net sales of the programme, year by year.
enum YearTotals {
  /// The years of the history.
  static let years = 2010...2025

  /// Net sales in hundredths of a million KGS, as published or interpolated (2010–2016 together 37.48 million).
  static func hundredthsOfMillion(_ year: Int) -> Int64 { rows[year - 2010].total }

  /// Net sales in tyiyn.
  static func minor(_ year: Int) -> Int64 { hundredthsOfMillion(year) * 1_000_000 }

  static func standing(_ year: Int) -> Standing { rows[year - 2010].standing }

  private static let rows: [(total: Int64, standing: Standing)] = [
    (30, .interpolated),  // 2010
    (143, .interpolated),
    (290, .interpolated),
    (480, .interpolated),
    (680, .interpolated),
    (850, .interpolated),  // 2015
    (1275, .published),
    (1750, .interpolated),
    (2300, .published),
    (3700, .interpolated),
    (3400, .interpolated),  // 2020
    (4500, .interpolated),
    (6200, .interpolated),
    (8400, .interpolated),
    // 63.0 million outside MUJI are published; that MUJI stands beside them with 42.0 (40 %, as published for 2020) is assumed.
    (10500, .assumed),
    (11200, .interpolated),  // 2025
  ]

  /// What was published for 2024: sales through shops, petrol stations, fairs, exhibitions and online, in tyiyn.
  static let outsideMujiIn2024: Int64 = 6_300_000_000
}
