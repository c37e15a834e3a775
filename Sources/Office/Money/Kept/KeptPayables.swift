public import EventLog
public import Ledger

/// What producers are owed and paid, kept between questions.
public typealias KeptPayables = KeptState<PayablesState>

extension KeptState where State == PayablesState {
  /// Of the book of a log.
  public init(log: any WritableLog) { self.init(of: .payables, in: log, start: PayablesState()) { $0.evolve($1, on: $2) } }

  /// A payout run.
  /// - Throws: `OfficeProblem.unknown` when the book has no such run.
  public func run(_ code: RunCode) async throws -> PayoutRun {
    guard let run = try await current().run(code) else {
      throw OfficeProblem.unknown("There is no payout run “\(code)”. List them with: esep payout list")
    }
    return run
  }
}
