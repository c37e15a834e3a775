// Goods of our own among others: the association takes no fee from itself.

extension Amounts {
  /// The same with the fee on the part of the goods that is not our own, rounded; what it would have been on the others is net.
  func withoutFee(on own: Quantity, of quantity: Quantity) -> Amounts {
    if own == .zero { return self }
    let others = Int128((quantity - own).thousandths)
    let fee = Int64(roundedQuotient(Int128(fee) * others, by: Int128(quantity.thousandths)))
    return Amounts(gross: gross, discount: discount, commission: commission, fee: fee)
  }
}

extension [Part] {
  /// How much of the goods is our own; weights of such parts are whole numbers.
  var ownQuantity: Quantity { reduce(.zero) { $1.isOwn ? $0 + Quantity(thousandths: Int64($1.weight.numerator)) : $0 } }
}

/// Splits among parts of which some may be our own. These take their share of discount, commission and of what is left after both; the rest is
/// split among the others as always, the whole fee with it.
/// - Parameter weights: of the parts; handed in, because a sale is split twice.
func split(_ amounts: Amounts, among parts: [Part], weighing weights: [Weight], total: Int128) -> [Amounts] {
  if !parts.contains(where: \.isOwn) { return split(amounts, among: weights, total: total) }
  let feeless = Amounts(gross: amounts.gross, discount: amounts.discount, commission: amounts.commission, fee: 0)
  var shares = split(feeless, among: weights, total: total)
  let others = parts.indices.filter { !parts[$0].isOwn }
  guard !others.isEmpty else {
    precondition(amounts.fee == 0, "goods of our own have no fee")
    return shares
  }
  let rest = others.reduce(Amounts.zero) { $0 + shares[$1] }
  let owed = Amounts(gross: rest.gross, discount: rest.discount, commission: rest.commission, fee: amounts.fee)
  let otherWeights = others.map { weights[$0] }
  for (index, share) in zip(others, split(owed, among: otherWeights, total: total - Int128(parts.ownQuantity.thousandths))) { shares[index] = share }
  return shares
}
