/// Asks to record that a producer agrees to something, or no longer does.
public struct ChangeConsent: Hashable, Sendable {
  /// Who, and what it is about.
  public let producer: ProducerCode, purpose: ConsentPurpose
  /// Whether she agrees, and since when.
  public let isGiven: Bool, date: CalendarDate

  /// A signed form, or a word that takes it back.
  public init(producer: ProducerCode, purpose: ConsentPurpose, isGiven: Bool, date: CalendarDate) {
    (self.producer, self.purpose, self.isGiven, self.date) = (producer, purpose, isGiven, date)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("consent", purpose.rawValue)
    writer.member("date", date)
    writer.member("given", isGiven)
    writer.member("producer", producer.text)
  }
}

/// What a change of consent would record. Of a producer whose data were erased there is nothing left to agree to.
func decide(_ command: ChangeConsent, given context: ProgrammeContext) throws(Refusal) -> Decision {
  guard let state = context.producers[command.producer], state.membership != nil else { throw .unknown(.producer, command.producer.text) }
  if state.hasConsented(to: command.purpose) == command.isGiven { return .unchanged }
  if command.isGiven, state.isErased { throw .programme(.erased(command.producer)) }
  let event: Event =
    command.isGiven
    ? .consentGiven(ConsentGiven(producer: command.producer, purpose: command.purpose))
    : .consentWithdrawn(ConsentWithdrawn(producer: command.producer, purpose: command.purpose))
  return .record([Fact(event, in: .producer(command.producer), on: command.date)])
}
