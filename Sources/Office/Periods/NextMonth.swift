public import Ledger

/// Which month is to be closed next, and whether it is over.
public struct NextMonth: Hashable, Sendable {
  /// The month.
  public let month: Month
  /// Whether its last day has passed: before that it is not closed.
  public let isOver: Bool
}

extension PeriodHistory {
  /// The month after the last closed one; while nothing is closed, the first in which something was booked.
  ///
  /// Nil for a book in which nothing was.
  public func next(firstBooked: Month?, today: CalendarDate) -> NextMonth? {
    (closedThrough?.next ?? firstBooked).map { NextMonth(month: $0, isOver: $0 < Month(of: today)) }
  }
}
