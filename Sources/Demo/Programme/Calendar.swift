import Ledger

extension CalendarDate {
  /// A day written in the source.
  init(_ year: Int, _ month: Int, _ day: Int) {
    guard let date = CalendarDate(year: year, month: month, day: day) else { preconditionFailure("no calendar has \(year)-\(month)-\(day)") }
    self = date
  }
}

/// A calendar month of the history.
struct Month: Hashable, Comparable {
  let year: Int
  /// 1…12.
  let month: Int

  init(_ year: Int, _ month: Int) { (self.year, self.month) = (year, month) }

  init(of date: CalendarDate) {
    let (year, month, _) = date.components
    self.init(year, month)
  }

  /// January 2010 to December 2025.
  static let first = Month(2010, 1)
  static let last = Month(2025, 12)

  var next: Month { month == 12 ? Month(year + 1, 1) : Month(year, month + 1) }
  var firstDay: CalendarDate { CalendarDate(year, month, 1) }
  var lastDay: CalendarDate { CalendarDate(year, month, CalendarDate.daysInMonth(year: year, month: month)) }

  static func < (left: Month, right: Month) -> Bool { (left.year, left.month) < (right.year, right.month) }
}
