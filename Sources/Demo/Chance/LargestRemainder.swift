/// Splits a whole amount by weights so that the parts add up to it exactly: largest remainder, ties to the earlier part.
/// - Precondition: the amount is not negative and some weight is greater than zero.
func largestRemainder(_ amount: Int64, by weights: [Int64]) -> [Int64] {
  let total = weights.reduce(Int128(0)) { $0 + Int128($1) }
  precondition(amount >= 0 && total > 0, "an amount is split among parts that weigh something")
  let products = weights.map { Int128(amount) * Int128($0) }
  var parts = products.map { Int64($0 / total) }
  let left = Int(amount - parts.reduce(0, +))
  let byRemainder = weights.indices.sorted { one, other in
    let (first, second) = (products[one] % total, products[other] % total)
    return first == second ? one < other : first > second
  }
  for index in byRemainder.prefix(left) { parts[index] += 1 }
  return parts
}
