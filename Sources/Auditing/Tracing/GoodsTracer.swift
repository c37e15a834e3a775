import EventLog
import Ledger

/// Follows goods and their money from event to event.
struct GoodsTracer {
  let source: TraceSource
  private let salesMax: Int
  private var steps: [TraceStep] = []
  private var batches: Set<BatchCode> = []
  private var statements: Set<StatementCode> = []
  /// Who was to be paid for which sale that was followed, or for goods she sold outright, from which position on.
  private var released: [(producer: ProducerCode, sale: SaleCode?, position: Int64)] = []

  init(_ source: TraceSource, salesMax: Int) { (self.source, self.salesMax) = (source, salesMax) }

  /// - Returns: nil when the book knows no such thing.
  mutating func trace(_ subject: GoodsTrace.Subject) throws -> GoodsTrace? {
    let sales: [SaleCode]
    switch subject {
    case .batch(let batch):
      let events = try source.events(of: .batch(batch))
      guard !events.isEmpty else { return nil }
      try follow(batch)
      sales = try Self.sales(drawnFrom: events)
    case .sale(let sale):
      guard try !source.events(of: .sale(sale)).isEmpty else { return nil }
      sales = [sale]
    case .payout(let payout):
      guard let bank = try source.bankStep(payout) else { return nil }
      steps.append(bank)
      sales = try self.sales(paidBy: payout)
    }
    for sale in sales.prefix(salesMax) { try follow(sale, isBackwards: subject.kind != "batch") }
    try followRuns()
    return GoodsTrace(
      subject: subject, asOfPosition: source.size, steps: steps, sales: sales.count, followed: min(sales.count, salesMax))
  }

  /// The sales that drew from a batch, first drawn first.
  private static func sales(drawnFrom events: [RecordedEvent]) throws -> [SaleCode] {
    var (sales, seen): ([SaleCode], Set<SaleCode>) = ([], [])
    for event in events where event.type == BatchDrawn.type {
      let sale = try BatchDrawn(payload: event.payload).movement.sale
      if seen.insert(sale).inserted { sales.append(sale) }
    }
    return sales
  }

  /// The batch and all that happened to it but its sales.
  private mutating func follow(_ batch: BatchCode) throws {
    guard batches.insert(batch).inserted else { return }
    steps += try source.batchSteps(batch)
    for position in try source.positions(of: PurchaseCredited.type, "batch", batch.text) {
      let (credits, producers) = try source.creditSteps(source.event(at: position))
      steps += credits
      released += producers.map { ($0, nil, position) }
    }
  }

  /// A sale: its goods, what the channel said and paid, what was released for it.
  private mutating func follow(_ sale: SaleCode, isBackwards: Bool) throws {
    let trace = try source.saleSteps(sale)
    if isBackwards { for batch in trace.batches { try follow(batch) } }
    var own = trace.steps
    for position in try source.positions(ofSale: sale, kinds: ["matched", "unmatched"]) {
      let match = try source.matchStep(source.event(at: position), sale)
      let statement = StatementCode(match.document)
      if statements.insert(statement).inserted, let stated = try source.statementStep(statement, through: position) {
        own.append(stated.step)
        own.append(match)
        own += try source.paymentSteps(for: statement, after: stated.event.position)
      } else {
        own.append(match)
      }
    }
    for position in try source.positions(ofSale: sale, kinds: ["released", "withdrawn"]) {
      let (lines, pairs) = try source.releaseSteps(source.event(at: position), sale)
      own += lines
      released += pairs.map { ($0, sale, position) }
    }
    steps += own.map { step in
      var step = step
      step.sale = sale.text
      return step
    }
  }

  /// The runs that paid what was released, each once, with what its bank said of these producers.
  private mutating func followRuns() throws {
    guard let first = released.map(\.position).min() else { return }
    struct Wanted: Hashable { let producer: ProducerCode, sale: SaleCode? }
    var open = Set(released.map { Wanted(producer: $0.producer, sale: $0.sale) })
    var last = first
    while !open.isEmpty, let position = try source.nextRun(after: last) {
      last = position
      let event = try source.event(at: position)
      let run = try PayoutRunPrepared(payload: event.payload)
      let producers = Set(open.map(\.producer))
      var paid: [RunPayment] = []
      for payment in run.payments where producers.contains(payment.totals.producer) {
        if payment.items.contains(where: { open.contains(Wanted(producer: payment.totals.producer, sale: $0.sale)) }) { paid.append(payment) }
      }
      guard !paid.isEmpty else { continue }
      let (runSteps, isRejected) = try source.runSteps(run, event, paid)
      steps += runSteps
      // What a rejected run would have paid is paid by a later one.
      if isRejected { continue }
      for payment in paid { for item in payment.items { open.remove(Wanted(producer: payment.totals.producer, sale: item.sale)) } }
    }
  }
}

// Backwards from the bank.
extension GoodsTracer {
  /// The sales whose statement lines a payout paid for, in the order they were matched.
  private mutating func sales(paidBy payout: PayoutCode) throws -> [SaleCode] {
    var sales: [SaleCode] = []
    for position in try source.positions(of: ChannelPayoutReceived.type, "payout", payout.text) {
      let event = try source.event(at: position)
      let paid = try ChannelPayoutReceived(payload: event.payload)
      if statements.insert(paid.statement).inserted, let stated = try source.statementStep(paid.statement, through: position) {
        steps.append(stated.step)
        sales += try source.sales(on: paid.statement, of: paid.channel, from: stated.event.version, through: event.version)
      }
      steps.append(source.step(.channelPaid, event, payout.text, paid.amount, paid.currency, "for statement \(paid.statement)"))
    }
    var seen: Set<SaleCode> = []
    return sales.filter { seen.insert($0).inserted }
  }
}
