/// Quotient rounded to the nearest integer, halves away from zero: the one rounding of this ledger.
///
/// Exact: both operands are 128 bits wide, so a product of two 64-bit figures never loses a coin on its way here.
/// - Precondition: `divisor > 0`.
@inlinable
public func roundedQuotient(_ dividend: Int128, by divisor: Int128) -> Int128 {
  precondition(divisor > 0, "a rounded quotient needs a positive divisor")
  let (quotient, remainder) = dividend.magnitude.quotientAndRemainder(dividingBy: divisor.magnitude)
  // The magnitude of the smallest figure is one more than the largest figure, so the sign goes on before the range is judged.
  let rounded = Int128(truncatingIfNeeded: remainder >= divisor.magnitude - remainder ? quotient + 1 : quotient)
  return dividend < 0 ? 0 &- rounded : rounded
}

/// The powers of ten that fit in 128 bits with room for a 64-bit factor: 10⁰ … 10¹⁸.
@usableFromInline let powersOfTen: [Int128] = (0...18).map { exponent in (0..<exponent).reduce(Int128(1)) { power, _ in power * 10 } }

/// The largest magnitude an amount or quantity may have: 2⁵³ − 1, so that every JSON reader gets it exactly (RFC 8785 §3.2.2.3).
public let largestInteger: Int64 = 9_007_199_254_740_991
