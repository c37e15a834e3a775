/// Money of one currency in the model: five plain numbers.
struct ModelMoney: Equatable {
  var gross = 0
  var discount = 0
  var commission = 0
  var fee = 0
  var net = 0

  static func + (left: ModelMoney, right: ModelMoney) -> ModelMoney {
    ModelMoney(
      gross: left.gross + right.gross, discount: left.discount + right.discount, commission: left.commission + right.commission,
      fee: left.fee + right.fee, net: left.net + right.net)
  }

  static func - (left: ModelMoney, right: ModelMoney) -> ModelMoney {
    ModelMoney(
      gross: left.gross - right.gross, discount: left.discount - right.discount, commission: left.commission - right.commission,
      fee: left.fee - right.fee, net: left.net - right.net)
  }

  /// Each figure times a fraction, rounded; the net is the difference.
  func times(_ factor: Fraction) -> ModelMoney {
    let (gross, discount) = ((Fraction(gross) * factor).nearest, (Fraction(discount) * factor).nearest)
    let (commission, fee) = ((Fraction(commission) * factor).nearest, (Fraction(fee) * factor).nearest)
    return ModelMoney(gross: gross, discount: discount, commission: commission, fee: fee, net: gross - discount - commission - fee)
  }

  /// Net, commission, fee and discount each split by shares that add up to one; gross is put together again.
  func split(_ shares: [Fraction]) -> [ModelMoney] {
    let (nets, commissions) = (largestRemainder(net, shares), largestRemainder(commission, shares))
    let (fees, discounts) = (largestRemainder(fee, shares), largestRemainder(discount, shares))
    return shares.indices.map {
      ModelMoney(
        gross: nets[$0] + commissions[$0] + fees[$0] + discounts[$0], discount: discounts[$0], commission: commissions[$0], fee: fees[$0],
        net: nets[$0])
    }
  }
}

/// Largest remainder, coin by coin: whole parts first, then one coin at a time to whoever is owed most, the earlier one first.
func largestRemainder(_ amount: Int, _ shares: [Fraction]) -> [Int] {
  if amount < 0 { return largestRemainder(-amount, shares).map { -$0 } }
  var owed = shares.map { Fraction(amount) * $0 }
  var parts = owed.map(\.whole)
  for index in owed.indices { owed[index] = owed[index] - Fraction(parts[index]) }
  for _ in 0..<(amount - parts.reduce(0, +)) {
    var best = 0
    for index in owed.indices where owed[index] > owed[best] { best = index }
    parts[best] += 1
    owed[best] = Fraction(-1)
  }
  return parts
}
