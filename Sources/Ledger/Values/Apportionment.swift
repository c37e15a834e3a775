/// One part of a split: its weight as the exact fraction `numerator ÷ denominator`.
struct Weight {
  /// Drawn × contributed, in thousandths of thousandths.
  let numerator: Int128
  /// The batch's quantity.
  let denominator: Int128
}

/// Splits an amount among parts by largest remainder, exactly and to the last coin.
///
/// Every part gets the whole coins of its exact share; the coins left over go one each to the largest remainders, and among
/// equal remainders to the earlier part. Callers order the parts by (batch code, producer code), as DESIGN section 4 asks.
/// A negative amount is split as its opposite, so that taking back mirrors giving.
/// - Parameter total: the sum of all weights; passed in because callers know it as an integer (the quantity).
/// - Complexity: O(n log n) for n parts.
func apportion(_ amount: Int64, among weights: [Weight], total: Int128) -> [Int64] {
  if amount == 0 { return Array(repeating: 0, count: weights.count) }
  precondition(total > 0, "an amount cannot be split among weightless parts")
  if weights.count == 1 { return [amount] }
  let magnitude = Int128(amount.magnitude)
  var shares: [Int64] = []
  var remainders: [(index: Int, remainder: Int128)] = []
  shares.reserveCapacity(weights.count)
  remainders.reserveCapacity(weights.count)
  var left = magnitude
  for (index, weight) in weights.enumerated() {
    let (share, remainder) = (magnitude * weight.numerator).quotientAndRemainder(dividingBy: weight.denominator * total)
    shares.append(Int64(share))
    remainders.append((index, remainder))
    left -= share
  }
  precondition(left >= 0 && left < Int128(weights.count) + 1, "shares must leave less than one coin a part")
  if left > 0 {
    // Remainders stand over different denominators; compared crosswise they stay integers.
    remainders.sort { first, second in
      let one = first.remainder * weights[second.index].denominator
      let other = second.remainder * weights[first.index].denominator
      return one == other ? first.index < second.index : one > other
    }
    for entry in remainders.prefix(Int(left)) { shares[entry.index] += 1 }
  }
  return amount < 0 ? shares.map { -$0 } : shares
}
