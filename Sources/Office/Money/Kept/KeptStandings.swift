public import EventLog
public import Ledger
import Synchronization

/// How channels stand with the book, statement by statement, kept between questions.
public final class KeptStandings: Sendable {
  private let log: any WritableLog
  private let kept = Mutex<[ChannelCode: KeptState<Reconciliation.Standing>]>([:])
  /// How many channels are kept; a book has a dozen.
  private static let channelsMax = 200

  /// Of the book of a log.
  public init(log: any WritableLog) { self.log = log }

  /// How a channel stands, as the log has it now.
  public func standing(of channel: ChannelCode) async throws -> Reconciliation.Standing {
    let state = kept.withLock { kept in
      if let state = kept[channel] { return state }
      let state = KeptState(of: .settlement(channel), in: log, start: Reconciliation.Standing()) { $0.evolve($1, on: $2) }
      if kept.count >= Self.channelsMax { kept.removeAll() }
      kept[channel] = state
      return state
    }
    return try await state.current()
  }
}
