/// Asks to record money given for a programme or a site.
public struct RecordGrant: Hashable, Sendable {
  /// Which grant, who gave it, and for what use if that was said.
  public let grant: GrantCode, payer: String, use: String?
  /// What it was given for.
  public let recipient: GrantRecipient
  /// How much, in minor units of its currency, and when.
  public let amount: Int64, currency: Currency, date: CalendarDate

  /// A grant as it is announced.
  public init(
    grant: GrantCode, payer: String, use: String? = nil, recipient: GrantRecipient, amount: Int64, currency: Currency, date: CalendarDate
  ) {
    (self.grant, self.payer, self.use, self.recipient) = (grant, payer, use, recipient)
    (self.amount, self.currency, self.date) = (amount, currency, date)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("amount", asTyped: amount)
    writer.member("currency", currency.code)
    writer.member("date", date)
    writer.member("grant", grant.text)
    writer.member("payer", payer)
    recipient.write(to: &writer)
    writer.member("use", use)
  }
}

/// What recording a grant would record.
func decide(_ command: RecordGrant, given context: ProgrammeContext) throws(Refusal) -> Decision {
  try requireWord(command.payer, "payer")
  try checkAmount(command.amount)
  let grants: [GrantCode: RecordedGrant]
  switch command.recipient {
  case .programme(let code):
    guard let state = context.programmes[code], state.opened != nil else { throw .programme(.unknownProgramme(code)) }
    grants = state.grants
  case .site(let code):
    guard let state = context.sites[code], state.opened != nil else { throw .programme(.unknownSite(code)) }
    grants = state.grants
  }
  let recorded = GrantRecorded(
    grant: command.grant, payer: command.payer, use: command.use, recipient: command.recipient, amount: command.amount, currency: command.currency)
  if let known = grants[command.grant] {
    let thing = "grant \(command.grant)"
    try same(known.grant.payer, recorded.payer, "payer", of: thing)
    try same(known.grant.currency.code, recorded.currency.code, "currency", of: thing)
    try same(Money(known.grant.amount, known.grant.currency).description, Money(recorded.amount, recorded.currency).description, "amount", of: thing)
    try same(known.grant.use, recorded.use, "use", of: thing)
    try same(known.on.description, command.date.description, "date", of: thing)
    return .unchanged
  }
  return .record([Fact(.grantRecorded(recorded), in: command.recipient.stream, on: command.date)])
}
