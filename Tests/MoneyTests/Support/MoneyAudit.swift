import EventLog
import Ledger

/// What an auditor finds who reads the whole log and believes nothing but the events.
struct MoneyAudit {
  /// What is wrong, in sentences; empty when nothing is.
  private(set) var findings: [String] = []
  private(set) var journal = Journal()
  /// What each producer was released, and what she has had.
  private(set) var released: [String: Int64] = [:]
  private(set) var paid: [String: Int64] = [:]
  private(set) var claims: [String: String] = [:]

  private var receipts: [String: Int64] = [:]
  private var openLines: [String: Int64] = [:]
  private var payments: Set<String> = []
  private var prepared: [String: [RunPayment]] = [:]

  init(_ events: [RecordedEvent]) throws {
    for event in events { try take(Event(type: event.type, payload: event.payload), at: event.position) }
    for (payout, left) in receipts where left < 0 { findings.append("receipt \(payout) was applied by \(-left) more than it has") }
    findings += journal.accounts.looseEnds.map { "the parts of account \($0) do not come to it" }
  }

  private mutating func take(_ event: Event, at position: Int64) throws {
    let difference = journal.book(unroll(event))
    if difference != 0 { findings.append("event \(position) does not balance: \(difference)") }
    switch event {
    case .statementLineMatched(let matched):
      for claim in matched.match.claims {
        let place = "\(matched.match.statement)/\(matched.match.line)"
        if let other = claims.updateValue(place, forKey: claim.sale.text) {
          findings.append("sale \(claim.sale) is claimed by \(other) and \(place)")
        }
      }
    case .statementLineUnmatched(let undone): for claim in undone.match.claims { claims[claim.sale.text] = nil }
    case .bankEntryRecorded(let entry): receipts[entry.payout.text, default: 0] += entry.amount + entry.bankFee
    case .bankEntryApplied(let applied): receipts[applied.payout.text, default: 0] -= applied.amount.own
    case .entitlementsReleased(let event):
      for line in event.lines {
        let key = "\(line.sale?.text ?? "exchange")/\(line.producer)"
        released[line.producer.text, default: 0] += line.amount
        if openLines.updateValue(line.amount, forKey: key) != nil { findings.append("\(key) was released twice") }
      }
    case .payoutRunPrepared, .payoutRunRejected, .payoutRunApproved, .producerPaid: takeRun(event)
    default: break
    }
  }

  /// Each line goes into one run at a time, and out of it only when the run is turned down.
  private mutating func takeRun(_ event: Event) {
    switch event {
    case .payoutRunPrepared(let event):
      for payment in event.payments {
        for item in payment.items {
          let key = "\(item.sale?.text ?? "other")/\(payment.totals.producer)"
          if openLines[key] != item.amount {
            findings.append("run \(event.run) pays \(key), which is \(openLines[key].map(String.init) ?? "not open")")
          }
          openLines[key] = nil
        }
      }
      prepared[event.run.text, default: []] += event.payments
    case .payoutRunRejected(let event):
      for payment in prepared[event.run.text] ?? [] {
        for item in payment.items { openLines["\(item.sale?.text ?? "other")/\(payment.totals.producer)"] = item.amount }
      }
    case .payoutRunApproved(let event):
      if event.preparedBy == event.approvedBy { findings.append("\(event.approvedBy) approved the own run \(event.run)") }
    case .producerPaid(let event):
      paid[event.producer.text, default: 0] += event.amount
      if !payments.insert("\(event.run)/\(event.producer)").inserted { findings.append("\(event.producer) was paid twice by run \(event.run)") }
      if paid[event.producer.text, default: 0] > released[event.producer.text, default: 0] { findings.append("\(event.producer) was paid too much") }
    default: break
    }
  }
}
