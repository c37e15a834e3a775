import EventLog
import Exchange
import Ledger
import Postgres

/// Follows a payment back: to the run that approved it, the sales it is for, the batches they came from, and the bank line that paid for them.
///
/// Every step is an event of the log, found by its stream or by the entries, never by a figure of a report.
struct Tracer {
  /// So many of a payment's items are traced at most.
  static let itemsMax = 50

  let session: Session
  /// Nothing behind it is looked at.
  let size: Int64
  let seed: String
  /// The run looked at last: payments of one run often come together, and its event may be long.
  private var lastRun: (position: Int64, event: PayoutRunPrepared)?

  init(_ session: Session, size: Int64, seed: String) { (self.session, self.size, self.seed) = (session, size, seed) }

  /// Traces a payment.
  mutating func trace(_ drawn: SampleDraw.Drawn, number: Int) throws -> PaymentTrace {
    let event = try event(at: drawn.position)
    let payment = try ProducerPaid(payload: event.payload)
    let (run, producer) = (payment.run.text, payment.producer.text)
    var steps = [
      step(.paid, event, run, payment.amount, payment.bookCurrency, payment.reference.map { "bank reference \($0)" } ?? "without a bank reference")
    ]
    for position in try positions(of: "ProducerPaymentReturned", "run", run) where position > drawn.position {
      let event = try self.event(at: position)
      let back = try ProducerPaymentReturned(payload: event.payload)
      if back.producer == payment.producer { steps.append(step(.sentBack, event, run, back.net, back.bookCurrency, back.reason)) }
    }
    let prepared = try preparedRun(run)
    let share = prepared?.event.payments.first { $0.totals.producer == payment.producer }
    steps += try runSteps(run, prepared, share)
    let items = chosen(share?.items ?? [], drawn.position)
    let traces = try items.map { item in
      ItemTrace(
        sale: item.sale?.text, amount: money(item.amount, payment.bookCurrency),
        steps: try item.sale.map { try saleSteps($0, payment.producer, before: prepared?.position ?? drawn.position) } ?? [])
    }
    return PaymentTrace(
      number: number, ticket: Hexadecimal.text(of: drawn.ticket), producer: producer, run: run, amount: money(payment.amount, payment.bookCurrency),
      currency: payment.bookCurrency.code, steps: steps, items: traces, itemCount: share?.items.count ?? 0)
  }

  /// All of a payment's items, or those with the lowest tickets; in the order of the run.
  private func chosen(_ items: [RunItem], _ position: Int64) -> [RunItem] {
    guard items.count > Self.itemsMax else { return items }
    let tickets = items.map { SampleDraw.ticket("\(seed)/\(position)/\($0.sale?.text ?? "")") }
    let lowest = items.indices.sorted { tickets[$0].lexicographicallyPrecedes(tickets[$1]) }.prefix(Self.itemsMax)
    return lowest.sorted().map { items[$0] }
  }

  private mutating func preparedRun(_ run: String) throws -> (position: Int64, event: PayoutRunPrepared)? {
    guard let position = try positions(of: "PayoutRunPrepared", "run", run).last else { return nil }
    if let lastRun, lastRun.position == position { return lastRun }
    lastRun = (position, try PayoutRunPrepared(payload: try event(at: position).payload))
    return lastRun
  }

  private func runSteps(
    _ run: String, _ prepared: (position: Int64, event: PayoutRunPrepared)?, _ share: RunPayment?
  ) throws -> [TraceStep] {
    var steps: [TraceStep] = []
    if let prepared {
      let (event, currency) = (try event(at: prepared.position), prepared.event.bookCurrency)
      let says = "by \(prepared.event.preparedBy), cut off at \(prepared.event.cutOff)" + (share.map { "; \(deductions($0.totals, currency))" } ?? "")
      steps.append(step(.prepared, event, run, share?.totals.net, currency, says))
    }
    for position in try positions(of: "PayoutRunApproved", "run", run) {
      let event = try event(at: position)
      steps.append(step(.approved, event, run, nil, nil, "by \(try PayoutRunApproved(payload: event.payload).approvedBy)"))
    }
    for position in try positions(of: "PayoutInstructed", "run", run) {
      let event = try event(at: position)
      let told = try PayoutInstructed(payload: event.payload)
      steps.append(
        step(.instructed, event, run, told.total, told.bookCurrency, "by \(told.instructedBy), \(told.payments) payments in all"))
    }
    return steps
  }
}

// Looking up.
extension Tracer {
  /// What the items come to, and what was kept back of it.
  private func deductions(_ totals: PaymentTotals, _ currency: Currency) -> String {
    let kept = [
      ("tax", totals.tax), ("fee", totals.fee), ("reserve", totals.reserve), ("debt", totals.debt), ("advances", totals.advances),
    ].filter { $0.1 != 0 }.map { "less \(money($0.1, currency)) \($0.0)" }
    return (["\(money(totals.gross, currency)) gross"] + kept).joined(separator: " ")
  }

  /// The event at a position, which has to be there: something pointed to it.
  func event(at position: Int64) throws -> RecordedEvent {
    guard let event = try session.events(after: position - 1, limit: 1).first, event.position == position else {
      throw BundleProblem("There is no event at position \(position), where a read model points to one. Type: esep verify")
    }
    return event
  }

  /// The positions of a rare type's events in which a field has a value, in order. Types and fields are words of this program; values are bound.
  func positions(of type: String, _ field: String, _ value: String) throws -> [Int64] {
    try session.query(
      "SELECT position FROM event WHERE type = '\(type)' AND payload->>'\(field)' = $1 AND position <= $2 ORDER BY position",
      [.text(value), .int64(size)]
    ).map { try $0.int64(0) }
  }

  func step(_ role: TraceStep.Role, _ event: RecordedEvent, _ document: String, _ minor: Int64?, _ currency: Currency?, _ says: String) -> TraceStep {
    TraceStep(
      role: role, position: event.position, type: event.type, date: CalendarDate(daysSince1970: event.occurredOn).description, document: document,
      amount: minor.flatMap { minor in currency.map { money(minor, $0) } } ?? "", currency: minor == nil ? "" : currency?.code ?? "", says: says)
  }

  func money(_ minor: Int64, _ currency: Currency) -> String { NumberText.money(minor: minor, decimals: currency.decimals, separator: "") }
}
