import Ledger

/// A command and the day the book learns of it.
struct DatedCommand {
  /// The day it is recorded; the facts in it may be older.
  let recordedAt: CalendarDate
  let command: Command
}
