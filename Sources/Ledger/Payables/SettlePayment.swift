/// Asks to record that a producer has the money of a run.
public struct SettlePayment: Hashable, Sendable {
  /// By which run, and who.
  public let run: RunCode, producer: ProducerCode
  /// What she got, in minor units of the book's currency; nil for what the run has for her.
  public let amount: Int64?
  /// The bank's reference.
  public let reference: String?
  /// The day she got it.
  public let date: CalendarDate

  /// A payment that arrived.
  public init(run: RunCode, producer: ProducerCode, amount: Int64? = nil, reference: String? = nil, date: CalendarDate) {
    (self.run, self.producer) = (run, producer)
    (self.amount, self.reference, self.date) = (amount, reference, date)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("amount", asTyped: amount)
    writer.member("date", date)
    writer.member("producer", producer.text)
    writer.member("reference", reference)
    writer.member("settle", run.text)
  }
}

/// What a payment's arrival would record. The same file twice changes nothing; whoever is not in it yet can be settled by the next.
/// - Throws: `PayablesRefusal.unknownPayment`, `.payoutDiffers`, `.payoutOverAvailable`; `.alreadyPaid` for a second line of the bank.
public func decide(_ command: SettlePayment, given state: PayablesState, book: Currency) throws(Refusal) -> Decision {
  let (run, payment) = try find(command.run, command.producer, in: state)
  let net = payment.totals.net
  if let given = command.amount, given != net {
    let (money, asked) = (Money(net, book), Money(given, book))
    throw .payables(
      given > net
        ? .payoutOverAvailable(run.run, command.producer, net: money, given: asked)
        : .payoutDiffers(run.run, command.producer, net: money, given: asked))
  }
  switch payment.status {
  case .paid(let date, let reference):
    // A payment of nothing was settled with its approval; whatever a file says of it is no second payment.
    if net == 0 || (date == command.date && reference == command.reference) { return .unchanged }
    throw .payables(.alreadyPaid(run.run, command.producer, on: date, reference: reference))
  case .sentBack(let date, _, _): throw .payables(.alreadySentBack(run.run, command.producer, on: date))
  case .asItsRun: break
  }
  guard let instructed = run.instructed else { throw .payables(.notInstructed(run.run)) }
  guard command.date >= instructed.on else { throw .before("the instruction of run \(run.run)", instructed.on) }
  let event = ProducerPaid(run: run.run, producer: command.producer, bookCurrency: book, amount: net, reference: command.reference)
  return .record([Fact(.producerPaid(event), in: .payables, on: command.date)])
}

/// Asks to record that a payment came back, or will not be made.
public struct ReturnPayment: Hashable, Sendable {
  /// Of which run, whose, why, and when.
  public let run: RunCode, producer: ProducerCode, reason: String, date: CalendarDate

  /// A payment that came back.
  public init(run: RunCode, producer: ProducerCode, reason: String, date: CalendarDate) {
    (self.run, self.producer, self.reason, self.date) = (run, producer, reason, date)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("date", date)
    writer.member("producer", producer.text)
    writer.member("reason", reason)
    writer.member("send_back", run.text)
  }
}

/// What a payment's coming back would record: net and tax are available to her again.
/// - Throws: `PayablesRefusal.alreadySentBack` for a second time.
public func decide(_ command: ReturnPayment, given state: PayablesState, book: Currency) throws(Refusal) -> Decision {
  try require(command.reason, "reason")
  let (run, payment) = try find(command.run, command.producer, in: state)
  if case .sentBack(let date, let reason, _) = payment.status {
    if date == command.date && reason == command.reason { return .unchanged }
    throw .payables(.alreadySentBack(run.run, command.producer, on: date))
  }
  guard let instructed = run.instructed else { throw .payables(.notInstructed(run.run)) }
  guard payment.totals.net > 0 else { throw .payables(.nothingToSendBack(run.run, command.producer)) }
  guard command.date >= instructed.on else { throw .before("the instruction of run \(run.run)", instructed.on) }
  var wasPaid = false
  if case .paid(let date, _) = payment.status {
    guard command.date >= date else { throw .before("the payment itself", date) }
    wasPaid = true
  }
  let event = ProducerPaymentReturned(
    run: run.run, producer: command.producer, bookCurrency: book, net: payment.totals.net, tax: payment.totals.tax, wasPaid: wasPaid,
    reason: command.reason)
  return .record([Fact(.producerPaymentReturned(event), in: .payables, on: command.date)])
}

/// A payment of a run that was not turned down.
private func find(_ code: RunCode, _ producer: ProducerCode, in state: PayablesState) throws(Refusal) -> (PayoutRun, PayoutRun.Payment) {
  guard let run = state.run(code), let payment = run.payments[producer] else { throw .payables(.unknownPayment(code, producer)) }
  if let rejected = run.rejected { throw .payables(.rejected(code, by: rejected.by, on: rejected.on)) }
  return (run, payment)
}
