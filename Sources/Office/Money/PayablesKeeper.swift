import Bookkeeping
public import EventLog
public import Ledger

/// What producers are owed and paid, kept between questions: the stream of all payouts of a book has hundreds of thousands of events, and only those that
/// came since the last question are read.
public actor PayablesKeeper {
  private let log: any WritableLog
  private var state = PayablesState()
  private var version: Int32 = 0
  private var isReading = false
  private var waiting: [CheckedContinuation<Void, Never>] = []
  /// How many events are held at a time while they are read.
  private static let eventsAtOnce = 5_000

  /// A keeper that has read nothing yet.
  public init(log: any WritableLog) { self.log = log }

  /// The state as the log has it now. The first time it reads the whole stream; of several who ask at once, one reads.
  /// - Throws: when the log cannot be read; what was read is kept.
  public func current() async throws -> PayablesState {
    while isReading { await withCheckedContinuation { waiting.append($0) } }
    isReading = true
    defer {
      isReading = false
      for one in waiting { one.resume() }
      waiting = []
    }
    while true {
      let (stream, known) = (StreamName.payables.text, version)
      let events = try await log.read { try $0.events(ofStream: stream, after: known, limit: Self.eventsAtOnce) }
      for recorded in events {
        let event: Event
        do { event = try Event(type: recorded.type, payload: Array(recorded.payload)) } catch {
          throw BookProblem.unreadable(stream: recorded.stream, version: recorded.version, error.description)
        }
        state.evolve(event, on: CalendarDate(daysSince1970: recorded.occurredOn))
        version = recorded.version
      }
      if events.count < Self.eventsAtOnce { return state }
    }
  }

  /// A payout run.
  /// - Throws: `OfficeProblem.unknown` when the book has no such run.
  public func run(_ code: RunCode) async throws -> PayoutRun {
    guard let run = try await current().run(code) else {
      throw OfficeProblem.unknown("There is no payout run “\(code)”. List them with: esep payout list")
    }
    return run
  }
}
