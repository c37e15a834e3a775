/// What one of the payment's items is traced to.
struct ItemTrace: Sendable, Hashable {
  /// The sale; nil for what no single sale gave: exchange differences and corrections.
  let sale: String?
  /// What of the payment's gross it is, in major units of the book's currency.
  let amount: String
  let steps: [TraceStep]
}

/// A payment that was drawn, traced.
struct PaymentTrace: Sendable, Hashable {
  /// 1, 2, 3 … by ticket.
  let number: Int
  /// The ticket in hexadecimal digits.
  let ticket: String
  let producer: String, run: String
  /// What she got, in major units, and the book's currency.
  let amount: String, currency: String
  /// The payment and its run.
  let steps: [TraceStep]
  /// What it was made of, in the order of the run; when there are too many, those with the lowest tickets.
  let items: [ItemTrace]
  /// How many items the run lists for her.
  let itemCount: Int

  /// The positions of all events in it.
  var positions: Set<Int64> { Set((steps + items.flatMap(\.steps)).map(\.position)) }
}
