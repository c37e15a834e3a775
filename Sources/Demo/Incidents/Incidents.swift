import Ledger

/// What went wrong on purpose, for the people who learn the program on this book.
///
/// Two more show in the numbers alone: the brand shops closed in April and May 2020 (`DemoChannel.monthWeights`), and a product is
/// renamed in June 2021 (`Catalogue.renamed`).
enum Incidents {
  /// Goods sold before they were booked as produced: the day of the sale …
  static let soldTooEarlyOn = CalendarDate(2022, 7, 14)
  /// … how many pairs …
  static let pairsSoldTooEarly: Int64 = 12
  /// … when they had been made in fact, and when the batch sheet came.
  static let madeInFactOn = CalendarDate(2022, 7, 8)
  static let batchSheetCameOn = CalendarDate(2022, 7, 24)
}
