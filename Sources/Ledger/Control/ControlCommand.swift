/// What is asked about months.
public enum ControlCommand: Hashable, Sendable {
  /// To close one.
  case close(ClosePeriod)
  /// To open one again.
  case reopen(ReopenPeriod)

  func write(to writer: inout CanonicalWriter) {
    switch self {
    case .close(let command):
      writer.member("close", command.month.description)
      writer.member("closed_by", command.by)
    case .reopen(let command):
      writer.member("approved_by", command.approvedBy)
      writer.member("reason", command.reason)
      writer.member("reopen", command.month.description)
      writer.member("requested_by", command.requestedBy)
    }
  }
}

/// Asks to close a month with the totals it has.
public struct ClosePeriod: Hashable, Sendable {
  /// Which month, who closes it, and the day it is closed on.
  public let month: Month, by: String, today: CalendarDate
  /// The totals through the last day of the month, as of that position, and what is open.
  public let asOfPosition: Int64, totals: [AccountTotal], openItems: OpenItems

  /// A closing.
  public init(month: Month, by: String, today: CalendarDate, asOfPosition: Int64, totals: [AccountTotal], openItems: OpenItems) {
    (self.month, self.by, self.today) = (month, by, today)
    (self.asOfPosition, self.totals, self.openItems) = (asOfPosition, totals, openItems)
  }
}

/// Asks to open a closed month again, and with it all after it.
public struct ReopenPeriod: Hashable, Sendable {
  /// Which month, why, and the day it is asked on.
  public let month: Month, reason: String, today: CalendarDate
  /// Who asks and who agrees: two people.
  public let requestedBy: String, approvedBy: String

  /// A reopening.
  public init(month: Month, reason: String, today: CalendarDate, requestedBy: String, approvedBy: String) {
    (self.month, self.reason, self.today) = (month, reason, today)
    (self.requestedBy, self.approvedBy) = (requestedBy, approvedBy)
  }
}

/// What closing or reopening a month would record.
/// - Throws: `Refusal.control`; nothing is recorded then.
public func decide(_ command: ControlCommand, given state: CalendarState) throws(Refusal) -> Decision {
  switch command {
  case .close(let command): try decide(command, given: state)
  case .reopen(let command): try decide(command, given: state)
  }
}

private func decide(_ command: ClosePeriod, given state: CalendarState) throws(Refusal) -> Decision {
  try require(command.by, "closed_by")
  if let closed = state.closedThrough {
    if command.month <= closed { return .unchanged }
    guard command.month == closed.next else { throw .control(.notNext(command.month, next: closed.next)) }
  }
  guard command.today > command.month.days.upperBound else { throw .control(.notOver(command.month, today: command.today)) }
  let difference = command.totals.reduce(Int64(0)) { $0 + $1.debit - $1.credit }
  guard difference == 0 else { throw .control(.doesNotBalance(difference: difference)) }
  let closed = PeriodClosed(
    month: command.month, closedBy: command.by, asOfPosition: command.asOfPosition, totals: command.totals, openItems: command.openItems)
  return .record([Fact(.periodClosed(closed), in: .calendar, on: command.month.days.upperBound)])
}

private func decide(_ command: ReopenPeriod, given state: CalendarState) throws(Refusal) -> Decision {
  try require(command.reason, "reason")
  try require(command.requestedBy, "requested_by")
  try require(command.approvedBy, "approved_by")
  guard command.requestedBy != command.approvedBy else { throw .control(.samePerson(command.approvedBy)) }
  guard let closed = state.closedThrough, command.month <= closed else { throw .control(.notClosed(command.month)) }
  let reopened = PeriodReopened(
    month: command.month, reason: command.reason, requestedBy: command.requestedBy, approvedBy: command.approvedBy)
  return .record([Fact(.periodReopened(reopened), in: .calendar, on: command.today)])
}
