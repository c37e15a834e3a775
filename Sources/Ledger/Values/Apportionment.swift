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
  return withUnsafeTemporaryAllocation(of: Int128.self, capacity: weights.count) { remainders in
    let magnitude = Int128(amount.magnitude)
    var left = magnitude
    var shares: [Int64] = []
    shares.reserveCapacity(weights.count)
    for (index, weight) in weights.enumerated() {
      let (share, remainder) = (magnitude * weight.numerator).quotientAndRemainder(dividingBy: weight.denominator * total)
      shares.append(Int64(share))
      remainders[index] = remainder
      left -= share
    }
    precondition(left >= 0 && left < Int128(weights.count) + 1, "shares must leave less than one coin a part")
    give(Int(left), to: &shares, remainders, weights)
    if amount < 0 { for index in shares.indices { shares[index].negate() } }
    return shares
  }
}

/// One coin each to the parts with the largest remainders.
private func give(_ coins: Int, to shares: inout [Int64], _ remainders: UnsafeMutableBufferPointer<Int128>, _ weights: [Weight]) {
  // Remainders stand over different denominators; compared crosswise they stay integers.
  func isLarger(_ first: Int, _ second: Int) -> Bool {
    let one = remainders[first] * weights[second].denominator
    let other = remainders[second] * weights[first].denominator
    return one == other ? first < second : one > other
  }
  if coins * shares.count <= 64 {
    // Nearly every split is of a few parts: looking for the largest again and again beats sorting. A part that has its coin is marked.
    for _ in 0..<coins {
      var largest: Int?
      for index in shares.indices where remainders[index] >= 0 {
        if let known = largest, !isLarger(index, known) { continue }
        largest = index
      }
      guard let largest else { return }
      shares[largest] += 1
      remainders[largest] = -1
    }
  } else {
    for index in shares.indices.sorted(by: isLarger).prefix(coins) { shares[index] += 1 }
  }
}
