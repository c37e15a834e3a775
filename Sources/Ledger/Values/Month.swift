/// A calendar month: the period that is open or closed.
public struct Month: Hashable, Comparable, Sendable {
  /// Year, and month of the year 1…12.
  public let year: Int, month: Int

  /// The month a day lies in.
  public init(of date: CalendarDate) {
    let (year, month, _) = date.components
    (self.year, self.month) = (year, month)
  }

  /// Reads `YYYY-MM` (ISO 8601, reduced precision); nil for anything else.
  public init?(_ text: some StringProtocol) {
    guard let first = CalendarDate(String(text) + "-01") else { return nil }
    self.init(of: first)
  }

  /// The first and the last day.
  public var days: ClosedRange<CalendarDate> {
    // A month that was made from a day has days.
    guard let first = CalendarDate(year: year, month: month, day: 1) else { preconditionFailure("year \(year) has no days") }
    return first...first.adding(days: CalendarDate.daysInMonth(year: year, month: month) - 1)
  }

  /// The month after.
  public var next: Month { Month(of: days.upperBound.adding(days: 1)) }

  /// The month before.
  public var previous: Month { Month(of: days.lowerBound.adding(days: -1)) }

  /// Earlier months come first.
  public static func < (left: Month, right: Month) -> Bool { (left.year, left.month) < (right.year, right.month) }
}

extension Month: CustomStringConvertible {
  /// `YYYY-MM`.
  public var description: String { String(days.lowerBound.description.prefix(7)) }
}
