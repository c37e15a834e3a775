import Ledger

extension CalendarDate {
  /// A day written in the source.
  init(_ year: Int, _ month: Int, _ day: Int) {
    guard let date = CalendarDate(year: year, month: month, day: day) else { preconditionFailure("no calendar has \(year)-\(month)-\(day)") }
    self = date
  }
}

extension Month {
  /// A month written in the source.
  init(_ year: Int, _ month: Int) { self.init(of: CalendarDate(year, month, 1)) }

  /// January 2010 to December 2025: the months of the history.
  static let first = Month(2010, 1)
  static let last = Month(2025, 12)

  var firstDay: CalendarDate { days.lowerBound }
  var lastDay: CalendarDate { days.upperBound }
}
