public import Ledger
import ReadModels

// A whole look at a channel, from the first question to the answer.
extension Reconciliation {
  /// The statements a look is about: one, or all that are not settled.
  /// - Throws: `OfficeProblem.unknown` for a channel or a statement that the book does not know.
  public func statements(_ named: StatementCode?) async throws -> [StatementCode] {
    guard try await log.channel(channel) != nil else { throw OfficeProblem.unknown(Refusal.unknown(.channel, channel.text).message) }
    let state = try await standing().state
    if let named, state.statement(named) == nil { throw unknown(named) }
    return state.orderedStatements.filter { statement in named.map { $0 == statement.received.statement } ?? !statement.isSettled }
      .map(\.received.statement)
  }

  /// Matches what is beyond doubt on several statements.
  public func match(_ statements: [StatementCode]) async throws -> [LineFinding] {
    var findings: [LineFinding] = []
    for code in statements { findings += try await match(code) }
    return findings
  }

  /// How statements stand now.
  /// - Parameters:
  ///   - findings: what `match` came to; none when nothing was matched by itself.
  ///   - isDryRun: whether nothing of it will be kept.
  public func report(on statements: [StatementCode], _ findings: [LineFinding], isDryRun: Bool = false) async throws -> ReconcileReport {
    let state = try await standing().state
    let known = statements.compactMap { state.statement($0) }
    let unstated = try await unstated(by: known, state)
    let receipts = try await log.read { [channel] in try $0.waitingReceipts(channel: channel) }
    return ReconcileReport(
      channel: channel, findings: findings, unstated: unstated, statements: known, receipts: receipts, position: try await log.headPosition(),
      isDryRun: isDryRun)
  }
}
