/// What the book knows of one receipt of the bank.
public struct BankState: Sendable {
  /// The receipt, and its day.
  public private(set) var recorded: BankEntryRecorded?, receivedOn: CalendarDate?
  /// What of it pays for which statement, in its own currency.
  public private(set) var applied: [Application: Int64] = [:]
  /// What of it waits in suspense.
  public private(set) var left = Valued.zero

  /// Whose statement.
  public struct Application: Hashable, Sendable {
    /// A statement's number is unique within its channel.
    public let channel: ChannelCode, statement: StatementCode
  }

  /// Nothing known yet.
  public init() {}

  /// Takes a fact in.
  public mutating func evolve(_ event: Event, on date: CalendarDate) {
    switch event {
    case .bankEntryRecorded(let event): (recorded, receivedOn, left) = (event, date, event.total)
    case .bankEntryApplied(let event):
      applied[Application(channel: event.channel, statement: event.statement), default: 0] += event.amount.own
      left -= event.amount
    default: break
    }
  }
}
