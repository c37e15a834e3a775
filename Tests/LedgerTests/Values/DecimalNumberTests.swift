import Ledger
import Testing

@Suite("Decimal numbers")
struct DecimalNumberTests {
  @Test(
    "A decimal is kept as short as exactness allows",
    arguments: [
      ("0", "0"), ("-0", "0"), ("-0.000", "0"), ("1.50", "1.5"), ("1.00", "1"), ("100", "100"), ("0.05", "0.05"), ("-0.05", "-0.05"),
      ("007", "7"), ("0.000000000001", "0.000000000001"), ("-12.25", "-12.25"), ("9007199254740991", "9007199254740991"),
      ("-9007199254740991", "-9007199254740991"), ("9007.199254740991", "9007.199254740991"), ("1.500000000000000", "1.5"),
    ])
  func normalised(typed: String, kept: String) {
    #expect(DecimalNumber(typed)?.description == kept)
    #expect(DecimalNumber(typed) == DecimalNumber(kept))
  }

  @Test(
    "What is no plain decimal is refused",
    arguments: [
      "", "-", ".", "-.", ".5", "5.", "-.5", "1.2.3", "1,5", "1 000", " 1", "1 ", "+1", "1e3", "0x1F", "--1", "1-", "NaN", "inf", "٣", "1.-5",
      "1\u{0301}",
    ])
  func noDecimal(text: String) { #expect(DecimalNumber(text) == nil) }

  @Test(
    "A decimal beyond what every reader keeps exactly is refused, never wrapped round",
    arguments: [
      "9007199254740992", "-9007199254740992", "90071992547409.925", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
      "99999999999999999999999999", "0.0000000000001", "18446744073709551617",
    ])
  func outOfBounds(text: String) { #expect(DecimalNumber(text) == nil) }

  @Test("Digits and places outside the bounds are refused, and equal numbers are equal values")
  func fromDigits() {
    #expect(DecimalNumber(mantissa: .min, scale: 0) == nil)
    #expect(DecimalNumber(mantissa: .max, scale: 0) == nil)
    #expect(DecimalNumber(mantissa: 1, scale: -1) == nil)
    #expect(DecimalNumber(mantissa: 1, scale: 13) == nil)
    #expect(DecimalNumber(mantissa: 1, scale: .max) == nil)
    #expect(DecimalNumber(mantissa: 150, scale: 2) == decimal("1.5"))
    #expect(DecimalNumber(mantissa: 1000, scale: 15) == decimal("0.000000000001"))
    #expect(DecimalNumber(mantissa: 0, scale: 5) == decimal("0"))
  }

  @Test("A decimal becomes an integer of smaller units only when no digit is lost")
  func integers() {
    #expect(decimal("12.5").integer(places: 2) == 1250)
    #expect(decimal("-12.5").integer(places: 1) == -125)
    #expect(decimal("12.345").integer(places: 2) == nil)
    #expect(decimal("9007199254740991").integer(places: 3) == 9_007_199_254_740_991_000)
    #expect(decimal("9007199254740991").integer(places: 4) == nil)
    #expect(decimal("1").integer(places: 19) == nil)
    #expect(decimal("1").integer(places: -1) == nil)
    #expect(decimal("0").integer(places: 18) == 0)
  }

  @Test("Any decimal is read back from what it is written as", arguments: 1...20)
  func writtenAndRead(seed: Int) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<500 {
      let mantissa = random.number(-largestInteger...largestInteger) / random.pick([1, 10, 100_000, 10_000_000_000])
      guard let number = DecimalNumber(mantissa: mantissa, scale: random.number(0...12)) else {
        Issue.record("\(mantissa) is within bounds")
        return
      }
      #expect(DecimalNumber(number.description) == number)
    }
  }

  @Test("A quantity is written in units with up to three decimals", arguments: [(2500, "2.5"), (1, "0.001"), (-1000, "-1"), (0, "0")])
  func quantities(thousandths: Int64, text: String) { #expect(Quantity(thousandths: thousandths).description == text) }

  @Test("Quantities are ordered, added and taken away")
  func quantityArithmetic() {
    var quantity = units(2) + thousandths(500) - units(1)
    #expect(quantity == thousandths(1500))
    quantity += units(1)
    quantity -= thousandths(1)
    #expect(quantity == thousandths(2499))
    #expect(Quantity.zero < quantity && quantity < .largest)
  }
}
