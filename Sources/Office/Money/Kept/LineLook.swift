public import Ledger

/// What the lines of a statement that nobody has matched yet may stand for.
public struct LineLook: Sendable {
  /// What was found for each line of a sale or return.
  public let proposals: [LineCode: LineProposal.Outcome]
  /// The sales and returns that were looked through.
  public let candidates: [ClaimTarget: Candidate]

  /// Nothing was looked for.
  public static let none = LineLook([], [])

  init(_ found: [LineProposal], _ candidates: [Candidate]) {
    proposals = Dictionary(found.map { ($0.line, $0.outcome) }) { first, _ in first }
    self.candidates = Dictionary(candidates.map { ($0.target, $0) }) { first, _ in first }
  }
}

extension Reconciliation {
  /// Looks through what was sold for what a statement's lines may stand for; records nothing.
  public func look(at statement: StatementState, _ state: SettlementState) async throws -> LineLook {
    let received = statement.received
    let waiting = statement.unmatchedLines.filter { $0.type == .sale || $0.type == .return }
    guard !waiting.isEmpty else { return .none }
    let candidates = try await candidates(of: received, state)
    let found = Ledger.match(
      lines: waiting, among: candidates, period: received.periodFrom...received.periodTo, tolerance: state.tolerance(in: received.currency, on: date))
    return LineLook(found, candidates)
  }
}
