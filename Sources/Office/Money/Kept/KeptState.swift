import Bookkeeping
public import EventLog
public import Ledger

/// What a stream comes to, kept between questions: a stream may have hundreds of thousands of events, and only those that came since the last question
/// are read.
public actor KeptState<State: Sendable> {
  private let log: any WritableLog
  private let stream: StreamName
  private let evolve: @Sendable (inout State, Event, CalendarDate) -> Void
  private var state: State
  private var version: Int32 = 0
  private var isReading = false
  private var waiting: [CheckedContinuation<Void, Never>] = []
  /// How many events are held at a time while they are read.
  private static var eventsAtOnce: Int { 5_000 }

  /// A state of which nothing has been read yet.
  /// - Parameters:
  ///   - start: what a stream without events comes to.
  ///   - evolve: what an event changes; the day is the event's own.
  public init(of stream: StreamName, in log: any WritableLog, start: State, evolve: @escaping @Sendable (inout State, Event, CalendarDate) -> Void) {
    (self.stream, self.log, state, self.evolve) = (stream, log, start, evolve)
  }

  /// The state as the log has it now. The first time it reads the whole stream; of several who ask at once, one reads.
  /// - Throws: when the log cannot be read; what was read is kept.
  public func current() async throws -> State {
    while isReading { await withCheckedContinuation { waiting.append($0) } }
    isReading = true
    defer {
      isReading = false
      for one in waiting { one.resume() }
      waiting = []
    }
    while true {
      let (stream, known, limit) = (stream.text, version, Self.eventsAtOnce)
      let events = try await log.read { try $0.events(ofStream: stream, after: known, limit: limit) }
      for recorded in events {
        let event: Event
        do { event = try Event(type: recorded.type, payload: Array(recorded.payload)) } catch {
          throw BookProblem.unreadable(stream: recorded.stream, version: recorded.version, error.description)
        }
        evolve(&state, event, CalendarDate(daysSince1970: recorded.occurredOn))
        version = recorded.version
      }
      if events.count < limit { return state }
    }
  }
}
