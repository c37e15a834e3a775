import Ledger

/// A command and the day the book learned of it.
public struct DatedCommand: Hashable, Sendable {
  /// The day it is recorded; the facts in it may be older.
  public let recordedAt: CalendarDate
  /// What is asked.
  public let command: Command

  /// A command of that day.
  public init(recordedAt: CalendarDate, command: Command) { (self.recordedAt, self.command) = (recordedAt, command) }
}
