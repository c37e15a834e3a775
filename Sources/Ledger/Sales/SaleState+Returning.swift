extension SaleState {
  /// The lines that bring what was taken back from `returnedQuantity` up to a new cumulative quantity.
  ///
  /// Negative in all; a single line may be a coin positive, because largest remainders of growing amounts do not all grow.
  func returnLines(upTo returned: Quantity) -> [Allocation] {
    guard let sale = recorded else { return [] }
    let (r, q) = (Int128(returned.thousandths), Int128(sale.quantity.thousandths))
    let parts = parts()
    let (given, takenBack) = (given(), takenBack())
    // What the sale's head says, but for the fee of goods that were allocated later and are our own.
    let whole = given.values.reduce(into: TwoAmounts()) { ($0.own, $0.book) = ($0.own + $1.own, $0.book + $1.book) }
    func cumulative(_ amounts: Amounts) -> Amounts { amounts.map { Int64(roundedQuotient(Int128($0) * r, by: q)) } }
    let weights = parts.map(\.weight)
    let own = split(cumulative(whole.own), among: parts, weighing: weights, total: q)
    let book = split(cumulative(whole.book), among: parts, weighing: weights, total: q)
    let quantities = apportion(returned.thousandths, among: weights, total: q)
    return parts.indices.compactMap { index in
      let pair = Pair(batch: parts[index].batch, producer: parts[index].producer)
      let before = takenBack[pair] ?? TwoAmounts()
      var after = TwoAmounts(own: own[index], book: book[index], quantity: Quantity(thousandths: quantities[index]))
      // The last goods take everything along, also what a later allocation split for itself.
      if r == q, let given = given[pair] { after = given }
      let line = Allocation(
        batch: pair.batch, producer: pair.producer, contributed: parts[index].contributed, quantity: before.quantity - after.quantity,
        amounts: before.own - after.own, bookAmounts: before.book - after.book)
      return line.amounts == .zero && line.bookAmounts == .zero && line.quantity == .zero ? nil : line
    }
  }
}
