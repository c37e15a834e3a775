import Ledger
import Testing

@Suite("Rounding")
struct RoundingTests {
  @Test(
    "A half goes away from zero, anything less to the nearer side",
    arguments: [
      (5, 2, 3), (-5, 2, -3), (4, 2, 2), (1, 2, 1), (-1, 2, -1), (1, 3, 0), (-1, 3, 0), (2, 3, 1), (-2, 3, -1), (0, 7, 0), (7, 7, 1),
      (14_999, 10_000, 1), (15_000, 10_000, 2), (-15_000, 10_000, -2), (-14_999, 10_000, -1),
    ] as [(Int128, Int128, Int128)])
  func halvesGoAwayFromZero(dividend: Int128, divisor: Int128, expected: Int128) {
    #expect(roundedQuotient(dividend, by: divisor) == expected)
  }

  @Test("The largest and the smallest figures of 128 bits are rounded exactly")
  func extremes() {
    #expect(roundedQuotient(.max, by: .max) == 1)
    #expect(roundedQuotient(.max, by: 2) == Int128.max / 2 + 1)
    #expect(roundedQuotient(.max - 1, by: .max) == 1)
    #expect(roundedQuotient(.max / 2, by: .max) == 0)
    #expect(roundedQuotient(.max / 2 + 1, by: .max) == 1)
    #expect(roundedQuotient(.min, by: .max) == -1)
    #expect(roundedQuotient(.min, by: 2) == Int128.min / 2)
    #expect(roundedQuotient(.max, by: 1) == .max)
    #expect(roundedQuotient(.min + 1, by: 1) == Int128.min + 1)
    #expect(roundedQuotient(.min, by: 1) == .min)
  }

  @Test("A rounded quotient is never further than half from the exact one, and the opposite rounds to the opposite", arguments: 1...50)
  func isNearest(seed: Int) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let dividend = Int128(random.number(Int64.min...Int64.max)) * Int128(random.number(0...Int64(1) << 40))
      let divisor = Int128(random.number(1...Int64.max))
      let quotient = roundedQuotient(dividend, by: divisor)
      let twiceTheError = 2 * (dividend - quotient * divisor)
      #expect(twiceTheError.magnitude <= divisor.magnitude)
      if twiceTheError.magnitude == divisor.magnitude { #expect(quotient.magnitude > (dividend / divisor).magnitude) }
      #expect(roundedQuotient(-dividend, by: divisor) == -quotient)
    }
  }
}
