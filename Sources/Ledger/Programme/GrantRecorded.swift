/// What a grant was given for.
public enum GrantRecipient: Hashable, Sendable {
  /// A programme.
  case programme(ProgrammeCode)
  /// A site.
  case site(SiteCode)

  /// The stream that the grant is recorded in.
  public var stream: StreamName {
    switch self {
    case .programme(let code): .programme(code)
    case .site(let code): .site(code)
    }
  }

  func write(to writer: inout CanonicalWriter) {
    switch self {
    case .programme(let code): writer.member("programme", code.text)
    case .site(let code): writer.member("site", code.text)
    }
  }
}

/// Somebody gave money for a programme or a site. Never a sale, and no posting: a report about donors, beside the accounts.
public struct GrantRecorded: EventPayload {
  /// Its name in the log.
  public static let type = "GrantRecorded"
  /// Which grant, who gave it, and for what use if that was said.
  public let grant: GrantCode, payer: String, use: String?
  /// What it was given for.
  public let recipient: GrantRecipient
  /// How much, in minor units of its own currency.
  public let amount: Int64, currency: Currency

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("amount", amount)
    writer.member("currency", currency.code)
    writer.member("grant", grant.text)
    writer.member("payer", payer)
    recipient.write(to: &writer)
    writer.member("use", use)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    let recipient: GrantRecipient =
      if let programme: ProgrammeCode = try fields.optionalCode("programme") { .programme(programme) } else { .site(try fields.code("site")) }
    try self.init(
      grant: fields.code("grant"), payer: fields.text("payer"), use: fields.optionalText("use"), recipient: recipient,
      amount: fields.number("amount"), currency: fields.currency("currency"))
  }

  init(grant: GrantCode, payer: String, use: String?, recipient: GrantRecipient, amount: Int64, currency: Currency) {
    (self.grant, self.payer, self.use, self.recipient, self.amount, self.currency) = (grant, payer, use, recipient, amount, currency)
  }
}
