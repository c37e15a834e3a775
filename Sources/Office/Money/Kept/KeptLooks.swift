public import Ledger
import Synchronization

/// What lines of statements may stand for, kept as long as nothing is recorded or folded: it takes all sales of a quarter to say, and a page that is read
/// three times while a person decides says the same.
public final class KeptLooks: Sendable {
  private struct Question: Hashable {
    let channel: ChannelCode, statement: StatementCode, date: CalendarDate
  }

  private struct Answer {
    let log: Int64, entries: Int64
    let look: LineLook
  }

  private let kept = Mutex<[Question: Answer]>([:])
  /// How many statements are kept: as many as people work on at a time.
  private static let looksMax = 30

  /// Nothing is known yet.
  public init() {}

  /// What the lines of a statement may stand for.
  /// - Parameter position: where the log ended before `state` was read from it.
  public func look(
    at statement: StatementState, _ state: SettlementState, log position: Int64, by work: Reconciliation
  ) async throws -> LineLook {
    let question = Question(channel: work.channel, statement: statement.received.statement, date: work.date)
    let entries = try await work.reader.withSession { try $0.query("SELECT position FROM checkpoint").first?.int64(0) ?? 0 }
    if let answer = kept.withLock({ $0[question] }), answer.log == position, answer.entries == entries { return answer.look }
    let look = try await work.look(at: statement, state)
    kept.withLock { kept in
      if kept.count >= Self.looksMax { kept = kept.filter { $0.value.log == position } }
      if kept.count >= Self.looksMax { kept.removeAll() }
      kept[question] = Answer(log: position, entries: entries, look: look)
    }
    return look
  }
}
