import Ledger

/// One thing that is done to the book, and the day it is done on.
public struct DemoStep: Hashable, Sendable {
  /// What is done.
  public enum Deed: Hashable, Sendable {
    /// A command is recorded as it stands.
    case record(Command)
    /// A month is closed by somebody with the totals it has by then, which only the book knows.
    case close(Month, by: String)
    /// A batch is put right by hand. The adjustment is to point at the event that recorded the batch, and only the book knows its position.
    case correct(BatchCode, PostAdjustment)
  }

  /// The day the book learns of it; the facts in it may be older.
  public let recordedAt: CalendarDate
  /// What is done.
  public let deed: Deed

  init(on recordedAt: CalendarDate, _ deed: Deed) { (self.recordedAt, self.deed) = (recordedAt, deed) }

  init(on recordedAt: CalendarDate, _ command: SettlementCommand) { self.init(on: recordedAt, .record(.settlement(command))) }

  init(on recordedAt: CalendarDate, _ command: PayablesCommand) { self.init(on: recordedAt, .record(.payables(command))) }

  init(on recordedAt: CalendarDate, _ command: ProductionCommand) { self.init(on: recordedAt, .record(.production(command))) }

  init(on recordedAt: CalendarDate, _ command: MovementCommand) { self.init(on: recordedAt, .record(.movement(command))) }
}
