import Bookkeeping
public import EventLog
public import Ledger

/// What streams of the money side come to, replayed from the log.
extension WritableLog {
  /// What a channel stated and paid.
  public func settlement(of channel: ChannelCode) async throws -> SettlementState {
    var state = SettlementState()
    for read in try await ledgerEvents(of: .settlement(channel)) { state.evolve(read.event, on: read.date) }
    return state
  }

  /// What producers are owed and paid.
  public func payables() async throws -> PayablesState {
    var state = PayablesState()
    for read in try await ledgerEvents(of: .payables) { state.evolve(read.event, on: read.date) }
    return state
  }

  /// A channel with its terms; nil when the book does not know it.
  public func channel(_ code: ChannelCode) async throws -> ChannelState? {
    var state = ChannelState()
    for read in try await ledgerEvents(of: .channel(code)) { state.evolve(read.event) }
    return state.opened == nil ? nil : state
  }

  /// A payout run.
  /// - Throws: `OfficeProblem.unknown` when the book has no such run.
  public func payoutRun(_ code: RunCode) async throws -> PayoutRun {
    guard let run = try await payables().run(code) else {
      throw OfficeProblem.unknown("There is no payout run “\(code)”. List them with: esep payout list")
    }
    return run
  }

  /// Events of a stream.
  public func ledgerEvents(of stream: StreamName) async throws -> [ReadEvent] { try await ledgerEvents(ofAll: [stream]) }

  /// Events of several streams, in order of position.
  public func ledgerEvents(ofAll streams: [StreamName]) async throws -> [ReadEvent] {
    try await events(ofStreams: streams.map(\.text)).map { recorded in
      do {
        return ReadEvent(
          position: recorded.position, stream: recorded.stream, event: try Event(type: recorded.type, payload: Array(recorded.payload)),
          date: CalendarDate(daysSince1970: recorded.occurredOn))
      } catch let problem as PayloadProblem {
        throw BookProblem.unreadable(stream: recorded.stream, version: recorded.version, problem.description)
      }
    }
  }
}

/// An event of the log, and its day.
public struct ReadEvent: Sendable {
  /// Its number in the book.
  public let position: Int64
  /// Whose events it is among.
  public let stream: String
  /// The fact.
  public let event: Event
  /// The day it is about.
  public let date: CalendarDate
}
