/// The general ledger and its sub-ledgers, a debit positive.
struct Accounts {
  /// In the book's currency.
  private(set) var book: [String: Int] = [:]
  /// In documents' currencies, of the accounts that keep them: by account and currency.
  private(set) var foreign: [String: [String: Int]] = [:]
  /// What a channel's and a producer's part of an account is, in the book's currency: `1200 SHOP`.
  private(set) var parts: [String: Int] = [:]

  /// Accounts of what channels owe keep the currency of the document.
  static let keepCurrency: Set<String> = ["1200", "1210", "1290", "2150", "2400"]
  /// Accounts that are kept by channel, and by producer.
  static let byChannel: Set<String> = ["1200", "1210", "1290", "2400"]
  static let byProducer: Set<String> = ["1110", "2100", "2110"]

  mutating func debit(_ account: String, _ amount: Both, _ currency: String = MoneyModel.bookCurrency, of whom: String? = nil) {
    book[account, default: 0] += amount.book
    if Self.keepCurrency.contains(account) { foreign[account, default: [:]][currency, default: 0] += amount.own }
    if let whom { parts["\(account) \(whom)", default: 0] += amount.book }
  }

  mutating func credit(_ account: String, _ amount: Both, _ currency: String = MoneyModel.bookCurrency, of whom: String? = nil) {
    debit(account, -amount, currency, of: whom)
  }

  mutating func debit(_ account: String, _ amount: Int, of whom: String? = nil) { debit(account, Both(own: amount, book: amount), of: whom) }
  mutating func credit(_ account: String, _ amount: Int, of whom: String? = nil) { debit(account, -amount, of: whom) }

  /// What debits and credits differ by: nothing.
  var imbalance: Int { book.values.reduce(0, +) }
}
