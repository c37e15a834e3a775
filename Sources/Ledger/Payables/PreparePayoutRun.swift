/// Asks to draw up a round of paying producers.
public struct PreparePayoutRun: Hashable, Sendable {
  /// Which run, of all that was available by the end of which day.
  public let run: RunCode, cutOff: CalendarDate
  /// Who draws it up, and when.
  public let by: String, date: CalendarDate

  /// A run to be drawn up.
  public init(run: RunCode, cutOff: CalendarDate, by: String, date: CalendarDate) {
    (self.run, self.cutOff, self.by, self.date) = (run, cutOff, by, date)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("by", by)
    writer.member("cut_off", cutOff)
    writer.member("date", date)
    writer.member("prepare", run.text)
  }
}

/// What drawing up a run would record: every producer with more than nothing available by the cut-off, with her lines and what is kept back.
///
/// A producer whose lines come to nothing or less waits for more.
/// - Throws: `PayablesRefusal.nothingToPay` when nobody is to be paid; `.rejected` for a number that was turned down.
public func decide(_ command: PreparePayoutRun, given state: PayablesState, book: Currency) throws(Refusal) -> Decision {
  try require(command.by, "by")
  if let known = state.run(command.run) {
    // Also for exactly the same again: nobody is to believe that a run which was turned down is under way.
    if let rejected = known.rejected { throw .payables(.rejected(command.run, by: rejected.by, on: rejected.on)) }
    let thing = "run \(command.run)"
    try same(known.cutOff.description, command.cutOff.description, "cut_off", of: thing)
    try same(known.prepared.by, command.by, "by", of: thing)
    try same(known.prepared.on.description, command.date.description, "date", of: thing)
    return .unchanged
  }
  guard command.cutOff <= command.date else { throw .payables(.cutOffAhead(command.cutOff, preparedOn: command.date)) }
  let payable = state.payable(through: command.cutOff)
  if payable.isEmpty { throw .payables(.nothingToPay(by: command.cutOff)) }
  // Every part of the run is below its sum, so with this all of it can be kept exactly.
  guard payable.reduce(Int128(0), { $0 + $1.gross }) <= Int128(largestInteger) else { throw .amountTooLarge(column: "cut_off") }
  let deductions = Deductions(state, on: command.cutOff)
  let payments = payable.map { producer, gross in
    RunPayment(
      totals: deductions.totals(of: producer, gross: Int64(gross), owing: state.balance(of: producer)),
      items: state.openLines(of: producer).filter { $0.availableOn <= command.cutOff }.map { RunItem(sale: $0.sale, amount: $0.amount) })
  }
  guard let parts = inParts(payments) else { throw .payables(.runTooLong(lines: payments.reduce(0) { $0 + $1.items.count })) }
  return .record(
    parts.map { part in
      let event = PayoutRunPrepared(
        run: command.run, cutOff: command.cutOff, preparedBy: command.by, bookCurrency: book, payments: part)
      return Fact(.payoutRunPrepared(event), in: .payables, on: command.date)
    })
}

/// The parts of gross pay that rules keep back at a cut-off.
private struct Deductions {
  let tax: Int64, fee: Int64, reserve: Int64

  init(_ state: PayablesState, on date: CalendarDate) {
    tax = state.basisPoints(.tax, on: date)
    fee = state.basisPoints(.fee, on: date)
    reserve = state.basisPoints(.reserve, on: date)
  }

  /// Tax, fee, reserve, debts, advances, in this order: the state comes first, then the association, then what she owes. Each takes at most
  /// what those before it left, so that nobody is ever paid less than nothing.
  func totals(of producer: ProducerCode, gross: Int64, owing balance: ProducerBalance) -> PaymentTotals {
    var left = gross
    func take(_ asked: Int64) -> Int64 {
      let taken = min(left, max(0, asked))
      left -= taken
      return taken
    }
    func part(_ basisPoints: Int64) -> Int64 {
      Int64(clamping: roundedQuotient(Int128(gross) * Int128(basisPoints), by: 10_000))
    }
    return PaymentTotals(
      producer: producer, gross: gross, tax: take(part(tax)), fee: take(part(fee)), reserve: take(part(reserve)), debt: take(balance.freeDebt),
      advances: take(balance.freeAdvances))
  }
}

/// The payments of as few events as can be, each below the size that an event may have (1 MiB); nil when all together are more than a commit
/// may hold (8 MiB), which is nearly two hundred thousand lines.
private func inParts(_ payments: [RunPayment]) -> [[RunPayment]]? {
  let (largestPart, largestRun) = (1_000_000, 8_200_000)
  var parts: [[RunPayment]] = []
  var (room, total) = (0, 0)
  for payment in payments {
    let size = payment.largestSize
    total += size
    guard size <= largestPart, total <= largestRun else { return nil }
    if room < size {
      parts.append([])
      room = largestPart
    }
    parts[parts.count - 1].append(payment)
    room -= size
  }
  return parts
}

extension RunPayment {
  /// Bytes that it takes at most, written down.
  fileprivate var largestSize: Int {
    items.reduce(220 + written(totals.producer.text)) { $0 + 24 + String($1.amount).utf8.count + written($1.sale?.text ?? "") }
  }

  /// Bytes of a code in JSON: quotes and backslashes are escaped, and control characters no code has.
  private func written(_ code: String) -> Int {
    code.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "\"") || $1 == UInt8(ascii: "\\") ? 2 : 1) }
  }
}
