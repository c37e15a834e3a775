/// What one event posts to one account, as an hledger journal shows it.
public struct HledgerPosting: Hashable, Sendable {
  /// The event: its number, day (YYYY-MM-DD), type and stream.
  public var position: Int64, date: String, type: String, stream: String
  /// The account: its code, its name, and the channel if it is kept by channels.
  public var account: String, name: String?, channel: String?
  /// The currency of `amount`, and minor units of it, debit positive.
  public var currency: String, amount: Int64
  /// Its value in minor units of the book's currency.
  public var bookAmount: Int64

  /// A posting from its parts.
  public init(
    position: Int64, date: String, type: String, stream: String, account: String, name: String?, channel: String?, currency: String, amount: Int64,
    bookAmount: Int64
  ) {
    (self.position, self.date, self.type, self.stream) = (position, date, type, stream)
    (self.account, self.name, self.channel) = (account, name, channel)
    (self.currency, self.amount, self.bookAmount) = (currency, amount, bookAmount)
  }
}
