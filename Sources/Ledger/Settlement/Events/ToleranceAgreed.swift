/// By how much a line of a channel's statements may differ from the book without a dispute, from a day on.
public struct ToleranceAgreed: EventPayload {
  /// Its name in the log.
  public static let type = "ToleranceAgreed"
  /// Whose statements, in which currency.
  public let channel: ChannelCode, currency: Currency
  /// The largest difference that is written off at once, either way, in minor units.
  public let amount: Int64
  /// The first day it holds.
  public let validFrom: CalendarDate

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("amount", amount)
    writer.member("channel", channel.text)
    writer.member("currency", currency.code)
    writer.member("valid_from", validFrom)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(
      channel: fields.code("channel"), currency: fields.currency("currency"), amount: fields.number("amount"), validFrom: fields.date("valid_from"))
  }

  init(channel: ChannelCode, currency: Currency, amount: Int64, validFrom: CalendarDate) {
    (self.channel, self.currency, self.amount, self.validFrom) = (channel, currency, amount, validFrom)
  }
}
