import Testing

@testable import Exchange

@Suite("Numbers as people write them")
struct ParsedDecimalTests {
  @Test(
    "A decimal point or comma, and thousands set apart in threes, are understood exactly",
    arguments: [
      ("0", "0"), ("12", "12"), ("-7", "-7"), ("+7", "7"), ("\u{2212}7,5", "-7.5"), ("1.5", "1.5"), ("1,50", "1.50"), ("0,125", "0.125"),
      ("1,234", "1.234"),
      (",5", "0.5"), ("-.5", "-0.5"), ("007", "7"), ("1 234", "1234"), ("1\u{A0}234,50", "1234.50"), ("1\u{202F}234\u{2009}567.8", "1234567.8"),
      ("12'345.60", "12345.60"),
      ("12’345", "12345"), ("1,234.50", "1234.50"), ("1.234,50", "1234.50"), ("1,234,567", "1234567"), ("1.234.567", "1234567"),
      ("1,234,567.89", "1234567.89"),
      ("1,234.5", "1234.5"), ("63 000 000.00", "63000000.00"), ("9223372036854775807", "9223372036854775807"),
      ("-922337203685477.5807", "-922337203685477.5807"),
      (" 5 ", "5"), ("0.000000000000000001", "0.000000000000000001"),
    ])
  func understood(_ text: String, _ expected: String) throws {
    #expect(try ParsedDecimal(text).description == expected)
  }

  @Test("The digits and how many are decimals are kept apart")
  func exact() throws {
    #expect(try ParsedDecimal("1 234,50") == ParsedDecimal(mantissa: 123_450, scale: 2))
  }

  @Test(
    "A number that could mean two things, or nothing, is refused with how to write it",
    arguments: [
      "1.2.3", "1,23.4", "1.23,4", "12 34", "1 2345", "1234 567", "1  234", "1,234 567", "1 234,567.8", "1'234 567", "5.", "5,", ".", ",", "-", "+",
      "--5", "1-2", "12сом",
      "1 200 сом", "½", "٣", "0x10", "1e", "е5", "1.234,", "1,,2", "1,2,3.4", "1.2,3,4", "12%", "(5)", "1 234 ,50",
    ])
  func refused(_ text: String) {
    #expect(message { _ = try ParsedDecimal(text) } == "«\(text)» is not a number; write it like 1234.50 or 1 234,50")
  }

  @Test("Nothing, Excel's short form and too many digits each have their own words")
  func otherRefusals() {
    #expect(message { _ = try ParsedDecimal("  ") } == "a number is missing")
    for short in ["6,3E+07", "6.3e7"] {
      #expect(
        message { _ = try ParsedDecimal(short) }
          == "«\(short)» is shortened by Excel and has lost digits; format the column as a number and save again")
    }
    for long in ["9223372036854775808", "99 999 999 999 999 999 999", "0,0000000000000000001"] {
      #expect(message { _ = try ParsedDecimal(long) } == "«\(long)» has too many digits; at most 18 are read")
    }
    let row = String(repeating: "x", count: 50)
    #expect(message { _ = try ParsedDecimal(row) } == "«\(row.prefix(40))…» is not a number; write it like 1234.50 or 1 234,50")
  }

  @Test("Units of a given number of decimals are exact or refused")
  func units() throws {
    #expect(try ParsedDecimal("1.5").units(digits: 3) == 1500)
    #expect(try ParsedDecimal("-1.5000").units(digits: 1) == -15)
    #expect(try ParsedDecimal("1000").units(digits: 0) == 1000)
    #expect(message { _ = try ParsedDecimal("1.2345").units(digits: 3) } == "1.2345 has more than 3 decimals; round it to 3")
    #expect(message { _ = try ParsedDecimal("9223372036854775807").units(digits: 2) } == "9223372036854775807 is too large")
  }

  @Test("Any number, written any way, is read back", arguments: 1...200 as ClosedRange<UInt64>)
  func random(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let scale = Int.random(in: 0...6, using: &random)
    let value = Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &random)
    let plain = ParsedDecimal(mantissa: value, scale: scale)
    let separator = [" ", "\u{A0}", "\u{202F}", "'", "’", ""].randomElement(using: &random) ?? ""
    var written = NumberText.money(minor: value, decimals: scale, separator: separator)
    if Bool.random(using: &random) { written = written.replacing(".", with: ",") }
    #expect(try ParsedDecimal(written) == plain, "seed \(seed): \(written)")
    #expect(try ParsedDecimal(plain.description) == plain, "seed \(seed)")
  }
}
