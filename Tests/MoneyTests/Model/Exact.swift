/// The model's own arithmetic, from DESIGN section 4: whole numbers, halves away from zero, every split adds up to the whole.
enum Exact {
  /// The nearest whole number to `amount × by ÷ over`, halves away from zero.
  static func scaled(_ amount: Int, by factor: Int, over divisor: Int) -> Int {
    precondition(divisor > 0, "a divisor of nothing")
    let product = Int128(amount) * Int128(factor)
    let (whole, rest) = (abs(product) / Int128(divisor), abs(product) % Int128(divisor))
    let rounded = whole + (2 * rest >= Int128(divisor) ? 1 : 0)
    return Int(product < 0 ? -rounded : rounded)
  }

  /// Largest remainder, a coin at a time: whole parts first, then one coin to whoever is owed most, the earlier one when two are owed alike.
  static func split(_ amount: Int, _ weights: [Int]) -> [Int] {
    let whole = weights.reduce(0, +)
    guard whole > 0 else { return weights.map { _ in 0 } }
    if amount < 0 { return split(-amount, weights).map { -$0 } }
    var parts = weights.map { Int(Int128(amount) * Int128($0) / Int128(whole)) }
    var owed = weights.map { Int128(amount) * Int128($0) % Int128(whole) }
    for _ in 0..<(amount - parts.reduce(0, +)) {
      var best = 0
      for index in owed.indices where owed[index] > owed[best] { best = index }
      parts[best] += 1
      owed[best] = -1
    }
    return parts
  }
}

/// An amount in its document's currency beside its value in the book's.
struct Both: Hashable {
  var own = 0
  var book = 0

  static func + (left: Both, right: Both) -> Both { Both(own: left.own + right.own, book: left.book + right.book) }
  static func - (left: Both, right: Both) -> Both { Both(own: left.own - right.own, book: left.book - right.book) }
  static prefix func - (value: Both) -> Both { Both() - value }
  static func += (left: inout Both, right: Both) { left = left + right }
  static func -= (left: inout Both, right: Both) { left = left - right }

  /// A part of it at the value the whole has, the whole for the whole.
  func part(_ own: Int) -> Both {
    if own == self.own { return self }
    if self.own == 0 { return Both(own: own, book: 0) }
    return Both(own: own, book: (self.own < 0 ? -1 : 1) * Exact.scaled(own, by: book, over: abs(self.own)))
  }
}

/// Money of a sale in one currency.
struct Five: Hashable {
  var gross = 0
  var discount = 0
  var commission = 0
  var fee = 0
  var net: Int { gross - discount - commission - fee }
  var netSales: Int { gross - discount }

  static func + (left: Five, right: Five) -> Five {
    Five(
      gross: left.gross + right.gross, discount: left.discount + right.discount, commission: left.commission + right.commission,
      fee: left.fee + right.fee)
  }

  static func - (left: Five, right: Five) -> Five {
    Five(
      gross: left.gross - right.gross, discount: left.discount - right.discount, commission: left.commission - right.commission,
      fee: left.fee - right.fee)
  }

  /// Each figure scaled and rounded; the net is what is left of them.
  func scaled(by factor: Int, over divisor: Int) -> Five {
    func one(_ amount: Int) -> Int { Exact.scaled(amount, by: factor, over: divisor) }
    return Five(gross: one(gross), discount: one(discount), commission: one(commission), fee: one(fee))
  }

  /// The same where some parts are our own, which pay no fee: they have their share of the rest first, and the others share what is left.
  func split(_ weights: [Int], ours: [Bool]) -> [Five] {
    guard ours.contains(true) else { return split(weights) }
    var parts = Five(gross: gross, discount: discount, commission: commission, fee: 0).split(weights)
    let others = weights.indices.filter { !ours[$0] }
    var left = others.reduce(Five()) { $0 + parts[$1] }
    left.fee = fee
    for (index, part) in zip(others, left.split(others.map { weights[$0] })) { parts[index] = part }
    return parts
  }

  /// With the fee on so many pieces only.
  func withFee(on pieces: Int, of all: Int) -> Five {
    Five(gross: gross, discount: discount, commission: commission, fee: Exact.scaled(fee, by: pieces, over: all))
  }

  /// Net, commission, fee and discount each split for itself; gross is put together again.
  func split(_ weights: [Int]) -> [Five] {
    let (nets, commissions) = (Exact.split(net, weights), Exact.split(commission, weights))
    let (fees, discounts) = (Exact.split(fee, weights), Exact.split(discount, weights))
    return weights.indices.map { index in
      Five(
        gross: nets[index] + commissions[index] + fees[index] + discounts[index], discount: discounts[index], commission: commissions[index],
        fee: fees[index])
    }
  }
}
