/// An exact fraction for the naive model; overflow stops the test rather than rounding.
struct Fraction {
  let numerator: Int128
  let denominator: Int128

  init(_ numerator: Int, over denominator: Int = 1) { self.init(Int128(numerator), Int128(denominator)) }

  private init(_ numerator: Int128, _ denominator: Int128) {
    var (one, other) = (abs(numerator), denominator)
    while other != 0 { (one, other) = (other, one % other) }
    let divisor = one == 0 ? 1 : one
    (self.numerator, self.denominator) = (numerator / divisor, denominator / divisor)
  }

  static func * (left: Fraction, right: Fraction) -> Fraction {
    Fraction(left.numerator * right.numerator, left.denominator * right.denominator)
  }

  static func / (left: Fraction, right: Fraction) -> Fraction {
    Fraction(left.numerator * right.denominator, left.denominator * right.numerator)
  }

  static func - (left: Fraction, right: Fraction) -> Fraction {
    Fraction(left.numerator * right.denominator - right.numerator * left.denominator, left.denominator * right.denominator)
  }

  static func > (left: Fraction, right: Fraction) -> Bool { left.numerator * right.denominator > right.numerator * left.denominator }

  /// The whole part of a fraction that is not negative.
  var whole: Int { Int(numerator / denominator) }

  /// The nearest integer of a fraction that is not negative, halves up: away from zero.
  var nearest: Int { Int((2 * numerator + denominator) / (2 * denominator)) }

  /// `10^exponent`, also for exponents below zero.
  static func ten(_ exponent: Int) -> Fraction {
    (0..<abs(exponent)).reduce(Fraction(1)) { power, _ in exponent > 0 ? power * Fraction(10) : power / Fraction(10) }
  }
}
