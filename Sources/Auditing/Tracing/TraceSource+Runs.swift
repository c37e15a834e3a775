import EventLog
import Ledger
import Postgres

// Payout runs: how producers came to their money.
extension TraceSource {
  /// The position of the next run that was prepared.
  func nextRun(after position: Int64) throws -> Int64? {
    try session.query(
      "SELECT position FROM event WHERE type = 'PayoutRunPrepared' AND position > $1 AND position <= $2 ORDER BY position LIMIT 1",
      [.int64(position), .int64(size)]
    ).first.map { try $0.int64(0) }
  }

  /// A run, and what became of some of its payments.
  /// - Returns: the steps, and whether the run was rejected.
  func runSteps(_ run: PayoutRunPrepared, _ prepared: RecordedEvent, _ payments: [RunPayment]) throws -> (steps: [TraceStep], isRejected: Bool) {
    let (code, currency, position) = (run.run.text, run.bookCurrency, prepared.position)
    let whose = payments.map { "\(money($0.totals.net, currency)) to \($0.totals.producer)" }.joined(separator: ", ")
    var steps = [
      step(
        .prepared, prepared, code, payments.reduce(0) { $0 + $1.totals.net }, currency, "by \(run.preparedBy), cut off at \(run.cutOff): \(whose)")
    ]
    if let approved = try next("PayoutRunApproved", code, after: position) {
      steps.append(step(.approved, approved, code, "by \(try PayoutRunApproved(payload: approved.payload).approvedBy)"))
    } else {
      let isRejected = try next("PayoutRunRejected", code, after: position) != nil
      return (isRejected ? [] : steps, isRejected)
    }
    if let instructed = try next("PayoutInstructed", code, after: position) {
      let told = try PayoutInstructed(payload: instructed.payload)
      steps.append(step(.instructed, instructed, code, told.total, told.bookCurrency, "by \(told.instructedBy), \(told.payments) payments in all"))
    }
    for payment in payments { steps += try paidSteps(payment.totals.producer, code, after: position) }
    return (steps, false)
  }

  /// Runs follow each other, so what became of one stands soon behind it.
  private func next(_ type: String, _ run: String, after position: Int64) throws -> RecordedEvent? {
    try positions(of: type, "run", run, after: position, limit: 1).first.map { try event(at: $0) }
  }

  private func paidSteps(_ producer: ProducerCode, _ run: String, after position: Int64) throws -> [TraceStep] {
    let rows = try session.query(
      """
      SELECT DISTINCT position FROM entry
      WHERE  producer = $1 AND kind IN ('paid', 'sent_back') AND document = $2 AND position > $3 AND position <= $4 ORDER BY position
      """, [.text(producer.text), .text(run), .int64(position), .int64(size)])
    return try rows.map { row in
      let event = try event(at: row.int64(0))
      guard event.type == ProducerPaid.type else {
        let back = try ProducerPaymentReturned(payload: event.payload)
        return step(.sentBack, event, run, back.net, back.bookCurrency, "from \(producer): \(back.reason)")
      }
      let paid = try ProducerPaid(payload: event.payload)
      let reference = paid.reference.map { "bank reference \($0)" } ?? "without a bank reference"
      return step(.paid, event, run, paid.amount, paid.bookCurrency, "to \(producer), \(reference)")
    }
  }
}
