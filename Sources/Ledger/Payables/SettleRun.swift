/// Asks to record that the bank confirmed a run's whole list: everybody who was still waiting has her money.
public struct SettleRun: Hashable, Sendable {
  /// Which run, the bank's reference, and the day of its word.
  public let run: RunCode, reference: String?, date: CalendarDate

  /// A list that was paid.
  public init(run: RunCode, reference: String? = nil, date: CalendarDate) { (self.run, self.reference, self.date) = (run, reference, date) }

  func write(to writer: inout CanonicalWriter) {
    writer.member("date", date)
    writer.member("reference", reference)
    writer.member("settle_all", run.text)
  }
}

/// What the bank's word about a whole list would record. Payments that came back, or were settled one by one before, are not touched.
///
/// Of a list longer than a commit may be (5 000 events) the first payments are recorded; the same again records the next.
/// - Throws: `PayablesRefusal.unknownRun`, `.rejected`, `.notInstructed`.
public func decide(_ command: SettleRun, given state: PayablesState, book: Currency) throws(Refusal) -> Decision {
  guard let run = state.run(command.run) else { throw .payables(.unknownRun(command.run)) }
  if let rejected = run.rejected { throw .payables(.rejected(run.run, by: rejected.by, on: rejected.on)) }
  guard let instructed = run.instructed else { throw .payables(.notInstructed(run.run)) }
  guard command.date >= instructed.on else { throw .before("the instruction of run \(run.run)", instructed.on) }
  let waiting = run.orderedPayments.filter { $0.status == .asItsRun }.map(\.totals)
  if waiting.isEmpty { return .unchanged }
  return .record(
    waiting.prefix(5_000).map { totals in
      let event = ProducerPaid(
        run: run.run, producer: totals.producer, bookCurrency: book, amount: totals.net, reference: command.reference)
      return Fact(.producerPaid(event), in: .payables, on: command.date)
    })
}
