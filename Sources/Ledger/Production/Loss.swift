/// What the association had paid for goods of its own that were lost: part of the batch's price that no sale brings back.
public struct Loss: Hashable, Sendable {
  /// Minor units of the book's currency; not less than nothing.
  public let cost: Int64
  /// The book's currency.
  public let bookCurrency: Currency

  /// What is lost with goods that leave a batch otherwise than by a sale; nil where nothing leaves it, or the goods are their producers' own.
  init?(of quantity: Quantity, from stock: BatchStock, book: Currency) {
    guard quantity > .zero, let cost = stock.cost(of: quantity) else { return nil }
    (self.cost, bookCurrency) = (cost, book)
  }

  func writeCurrency(to writer: inout CanonicalWriter) { writer.member("book_currency", bookCurrency.code) }
  func writeCost(to writer: inout CanonicalWriter) { writer.member("cost", cost) }

  init?(_ fields: PayloadFields) throws(PayloadProblem) {
    guard let cost = try fields.optionalNumber("cost") else { return nil }
    (self.cost, bookCurrency) = (cost, try fields.currency("book_currency"))
  }
}
