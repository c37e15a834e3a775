import EventLog
import Ledger

// What a channel said of a sale, what it paid, and the bank's word for it.
extension TraceSource {
  /// A statement that was received by a position, with how many days and lines it has.
  func statementStep(_ statement: StatementCode, through position: Int64) throws -> (step: TraceStep, event: RecordedEvent)? {
    guard let event = try last(of: StatementReceived.type, "statement", statement.text, through: position) else { return nil }
    let received = try StatementReceived(payload: event.payload)
    return (step(.stated, event, statement.text, "\(received.periodFrom) to \(received.periodTo), \(received.lines.count) lines"), event)
  }

  /// That a line of a statement stands for a sale, or does no longer.
  func matchStep(_ event: RecordedEvent, _ sale: SaleCode) throws -> TraceStep {
    let isUndone = event.type == StatementLineUnmatched.type
    let match = isUndone ? try StatementLineUnmatched(payload: event.payload).match : try StatementLineMatched(payload: event.payload).match
    let due = match.claims.filter { $0.sale == sale }.reduce(0) { $0 + $1.due.own }
    return step(
      isUndone ? .unmatched : .matched, event, match.statement.text, due, match.currency, "line \(match.line), by \(match.method.rawValue)")
  }

  /// What a channel paid for a statement, and the bank's entries.
  func paymentSteps(for statement: StatementCode, after position: Int64) throws -> [TraceStep] {
    var steps: [TraceStep] = []
    for position in try positions(of: ChannelPayoutReceived.type, "statement", statement.text, after: position) {
      let event = try event(at: position)
      let paid = try ChannelPayoutReceived(payload: event.payload)
      steps.append(step(.channelPaid, event, paid.payout.text, paid.amount, paid.currency, "for statement \(statement)"))
      if let bank = try bankStep(paid.payout) { steps.append(bank) }
    }
    return steps
  }

  /// The bank's word that money is on the account.
  func bankStep(_ payout: PayoutCode) throws -> TraceStep? {
    guard let bank = try events(of: .bank(payout)).first(where: { $0.type == BankEntryRecorded.type }) else { return nil }
    let entry = try BankEntryRecorded(payload: bank.payload)
    let reference = entry.reference.map { "reference \($0)" } ?? "without a reference"
    return step(.bankEntry, bank, payout.text, entry.amount, entry.currency, "\(reference), on the account as the bank says")
  }
}
