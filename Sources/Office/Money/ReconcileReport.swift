import Exchange
public import Ledger
public import ReadModels

/// What is told after reconciling a channel.
public struct ReconcileReport: Sendable {
  /// Whose statements.
  public let channel: ChannelCode
  /// What is known of each line that was looked at.
  public let findings: [LineFinding]
  /// Sales and returns that no line stands for, of the days the statements are about.
  public let unstated: [(candidate: Candidate, currency: Currency)]
  /// The statements, as they stand now.
  public let statements: [StatementState]
  /// Money that came and does not pay for a statement yet.
  public let receipts: [WaitingReceipt]
  /// How far the log was read.
  public let position: Int64
  /// Whether nothing of it was kept.
  public let isDryRun: Bool

  /// The first statement that only lacks money, and a receipt for it: the one that names it, else one of just what is open.
  public var payable: (statement: StatementState, receipt: WaitingReceipt)? {
    for statement in statements where statement.isMatched && !statement.isSettled {
      let (code, open) = (statement.received.statement.text, statement.open.own)
      let fitting =
        receipts.first { $0.reference == code } ?? receipts.first { $0.left == open && $0.currency == statement.received.currency }
      if let fitting { return (statement, fitting) }
    }
    return nil
  }
}
