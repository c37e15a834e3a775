/// Why a month is not closed or reopened.
public enum ControlRefusal: Hashable, Sendable {
  /// The month after the last closed one is to be closed first.
  case notNext(Month, next: Month)
  /// The month has not ended.
  case notOver(Month, today: CalendarDate)
  /// It is not closed.
  case notClosed(Month)
  /// Two people are needed.
  case samePerson(String)
  /// What the month was to be closed with does not balance.
  case doesNotBalance(difference: Int64)

  /// The field the reason lies in.
  public var column: String {
    switch self {
    case .notNext, .notOver, .notClosed: "month"
    case .samePerson: "approved_by"
    case .doesNotBalance: "totals"
    }
  }

  /// The reason and what to do next.
  public var message: String {
    switch self {
    case .notNext(let month, let next): "\(month) cannot be closed yet: months are closed in order, and \(next) is the next; close it first"
    case .notOver(let month, let today): "\(month) is not over on \(today); close it from \(month.next.days.lowerBound) on"
    case .notClosed(let month): "\(month) is not closed; nothing to reopen"
    case .samePerson(let name): "\(name) cannot both ask for it and agree to it; another person has to agree"
    case .doesNotBalance(let difference): "debits and credits differ by \(difference) in minor units; run 'esep verify' before closing"
    }
  }
}
