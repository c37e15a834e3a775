/// Asks to record that a producer was given money or material beforehand.
public struct PayAdvance: Hashable, Sendable {
  /// Which advance, to whom.
  public let advance: AdvanceCode, producer: ProducerCode
  /// How much, in minor units of the book's currency, and as what.
  public let amount: Int64, form: AdvanceForm
  /// The day she was given it.
  public let date: CalendarDate

  /// An advance.
  public init(advance: AdvanceCode, producer: ProducerCode, amount: Int64, form: AdvanceForm, date: CalendarDate) {
    (self.advance, self.producer) = (advance, producer)
    (self.amount, self.form, self.date) = (amount, form, date)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("advance", advance.text)
    writer.member("amount", asTyped: amount)
    writer.member("date", date)
    writer.member("form", form.rawValue)
    writer.member("producer", producer.text)
  }
}

/// What an advance would record.
/// - Throws: `Refusal.unknown` for an unknown producer, `.producerInactive` for one who has left: nothing could be netted any more.
public func decide(
  _ command: PayAdvance, given state: PayablesState, producers: [ProducerCode: ProducerState], book: Currency
) throws(Refusal) -> Decision {
  try checkAmount(command.amount)
  let event = AdvancePaid(
    advance: command.advance, producer: command.producer, bookCurrency: book, amount: command.amount, form: command.form)
  if let known = state.advances[command.advance] {
    let thing = "advance \(command.advance)"
    try same(known.event.producer.text, event.producer.text, "producer", of: thing)
    try same(String(known.event.amount), String(event.amount), "amount", of: thing)
    try same(known.event.form.rawValue, event.form.rawValue, "form", of: thing)
    try same(known.date.description, command.date.description, "date", of: thing)
    return .unchanged
  }
  guard let producer = producers[command.producer], producer.membership != nil else { throw .unknown(.producer, command.producer.text) }
  if let since = producer.inactiveSince, since <= command.date { throw .producerInactive(command.producer, since: since) }
  let balance = state.balance(of: command.producer)
  guard balance.advances.adding(command.amount) <= largestInteger else { throw .amountTooLarge(column: "amount") }
  return .record([Fact(.advancePaid(event), in: .payables, on: command.date)])
}
