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

  let source: TraceSource
  let seed: String
  /// The run looked at last: payments of one run often come together, and its event may be long.
  private var lastRun: (position: Int64, event: PayoutRunPrepared)?

  init(_ session: Session, size: Int64, seed: String) { (source, self.seed) = (TraceSource(session: session, size: size), seed) }

  /// Traces a payment.
  mutating func trace(_ drawn: SampleDraw.Drawn, number: Int) throws -> PaymentTrace {
    let event = try source.event(at: drawn.position)
    let payment = try ProducerPaid(payload: event.payload)
    let (run, producer) = (payment.run.text, payment.producer.text)
    var steps = [
      source.step(
        .paid, event, run, payment.amount, payment.bookCurrency, payment.reference.map { "bank reference \($0)" } ?? "without a bank reference")
    ]
    for position in try source.positions(of: "ProducerPaymentReturned", "run", run) where position > drawn.position {
      let event = try source.event(at: position)
      let back = try ProducerPaymentReturned(payload: event.payload)
      if back.producer == payment.producer { steps.append(source.step(.sentBack, event, run, back.net, back.bookCurrency, back.reason)) }
    }
    let prepared = try preparedRun(run)
    let share = prepared?.event.payments.first { $0.totals.producer == payment.producer }
    steps += try runSteps(run, prepared, share)
    let items = chosen(share?.items ?? [], drawn.position)
    let traces = try items.map { item in
      ItemTrace(
        sale: item.sale?.text, amount: source.money(item.amount, payment.bookCurrency),
        steps: try item.sale.map { try saleSteps($0, payment.producer, before: prepared?.position ?? drawn.position) } ?? [])
    }
    return PaymentTrace(
      number: number, ticket: Hexadecimal.text(of: drawn.ticket), producer: producer, run: run,
      amount: source.money(payment.amount, payment.bookCurrency),
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
    guard let position = try source.positions(of: "PayoutRunPrepared", "run", run).last else { return nil }
    if let lastRun, lastRun.position == position { return lastRun }
    lastRun = (position, try PayoutRunPrepared(payload: try source.event(at: position).payload))
    return lastRun
  }

  private func runSteps(
    _ run: String, _ prepared: (position: Int64, event: PayoutRunPrepared)?, _ share: RunPayment?
  ) throws -> [TraceStep] {
    var steps: [TraceStep] = []
    if let prepared {
      let (event, currency) = (try source.event(at: prepared.position), prepared.event.bookCurrency)
      let says = "by \(prepared.event.preparedBy), cut off at \(prepared.event.cutOff)" + (share.map { "; \(deductions($0.totals, currency))" } ?? "")
      steps.append(source.step(.prepared, event, run, share?.totals.net, currency, says))
    }
    for position in try source.positions(of: "PayoutRunApproved", "run", run) {
      let event = try source.event(at: position)
      steps.append(source.step(.approved, event, run, nil, nil, "by \(try PayoutRunApproved(payload: event.payload).approvedBy)"))
    }
    for position in try source.positions(of: "PayoutInstructed", "run", run) {
      let event = try source.event(at: position)
      let told = try PayoutInstructed(payload: event.payload)
      steps.append(
        source.step(.instructed, event, run, told.total, told.bookCurrency, "by \(told.instructedBy), \(told.payments) payments in all"))
    }
    return steps
  }

  /// What the items come to, and what was kept back of it.
  private func deductions(_ totals: PaymentTotals, _ currency: Currency) -> String {
    let kept = [
      ("tax", totals.tax), ("fee", totals.fee), ("reserve", totals.reserve), ("debt", totals.debt), ("advances", totals.advances),
    ].filter { $0.1 != 0 }.map { "less \(source.money($0.1, currency)) \($0.0)" }
    return (["\(source.money(totals.gross, currency)) gross"] + kept).joined(separator: " ")
  }
}
