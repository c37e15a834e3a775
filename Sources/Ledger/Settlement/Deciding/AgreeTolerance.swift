/// Asks to write down by how much lines of a channel's statements may differ from the book.
public struct AgreeTolerance: Hashable, Sendable {
  /// Whose statements, in which currency.
  public let channel: ChannelCode, currency: Currency
  /// The largest difference that is written off at once, in minor units; zero ends it.
  public let amount: Int64
  /// The first day it holds.
  public let validFrom: CalendarDate

  /// A tolerance from a day on.
  public init(channel: ChannelCode, currency: Currency, amount: Int64, validFrom: CalendarDate) {
    (self.channel, self.currency, self.amount, self.validFrom) = (channel, currency, amount, validFrom)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("amount", asTyped: amount)
    writer.member("channel", channel.text)
    writer.member("currency", currency.code)
    writer.member("settlement", "tolerance")
    writer.member("valid_from", validFrom)
  }
}

/// What a tolerance would record.
/// - Throws: `Refusal.differs` when the day has another already.
func decide(_ command: AgreeTolerance, given context: SettlementContext) throws(Refusal) -> Decision {
  guard context.channel.opened != nil else { throw .unknown(.channel, command.channel.text) }
  guard command.amount >= 0 else { throw .malformed(column: "amount", "a tolerance is not negative: it holds either way") }
  guard command.amount <= largestInteger else { throw .amountTooLarge(column: "amount") }
  let known = context.settlement.tolerances.first { $0.currency == command.currency && $0.validFrom == command.validFrom }
  if let known {
    try same(String(known.amount), String(command.amount), "amount", of: "the tolerance in \(command.currency) from \(command.validFrom)")
    return .unchanged
  }
  let agreed = ToleranceAgreed(channel: command.channel, currency: command.currency, amount: command.amount, validFrom: command.validFrom)
  return .record([Fact(.toleranceAgreed(agreed), in: .settlement(command.channel), on: command.validFrom)])
}
