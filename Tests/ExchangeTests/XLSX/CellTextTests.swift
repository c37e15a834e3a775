import Ledger
import Testing

@testable import Exchange

@Suite("What a person sees in a cell")
struct CellTextTests {
  @Test(
    "A number is what Excel shows with fifteen digits, without an exponent",
    arguments: [
      ("12", "12"), ("12.0", "12"), ("1250.50", "1250.5"), ("-0.5", "-0.5"), ("0", "0"), ("-0", "0"), ("1E-3", "0.001"), ("1.5e3", "1500"),
      ("0.30000000000000004", "0.3"), ("520.30000000000007", "520.3"), ("1234567.8899999999", "1234567.89"), ("99999999.999", "99999999.999"),
      ("6405209100", "6405209100"), ("999999999999999", "999999999999999"), ("12345678901234567890", "1.23456789012346E+19"), ("1E+15", "1E+15"),
      ("-2.5E-20", "-2.5E-20"), ("n/a", "n/a"), ("nan", "nan"), ("INF", "INF"),
    ])
  func numbers(raw: String, text: String) { #expect(CellText().text(of: raw, shown: .plain) == text) }

  @Test("A percentage is its hundredfold", arguments: [("0.2", "20"), ("0.125", "12.5"), ("1", "100"), ("0.07", "7"), ("0.29", "29"), ("0", "0")])
  func percent(raw: String, text: String) { #expect(CellText().text(of: raw, shown: .percent) == text) }

  @Test("A decimal of up to fifteen digits comes through a double unharmed", arguments: [UInt64.random(in: 0 ... .max)])
  func roundTrip(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<20_000 {
      let digits = Int.random(in: 1...15, using: &random)
      let scale = Int.random(in: 0...min(6, digits), using: &random)
      var text = String(Int64.random(in: 1..<Int64(pow(10, digits)), using: &random))
      if scale > 0 {
        text = String(repeating: "0", count: max(0, scale + 1 - text.count)) + text
        text = "\(text.dropLast(scale)).\(text.suffix(scale))"
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
      }
      // As writers put it: the shortest text of the double, or one with seventeen digits.
      let double = Double(text) ?? .nan
      #expect(CellText().text(of: "\(double)", shown: .plain) == text, "seed \(seed)")
      #expect(CellText().text(of: "\(double.nextUp)", shown: .plain) == text || digits > 14, "seed \(seed)")
    }
  }

  private func pow(_ base: Int64, _ exponent: Int) -> Int64 { (0..<exponent).reduce(1) { power, _ in power * base } }

  @Test("Days are counted from 1900 with Excel's leap day, or from 1904")
  func days() {
    let (from1900, from1904) = (CellText(), CellText(countsFrom1904: true))
    #expect(from1900.text(of: "61", shown: .date) == "1900-03-01")
    #expect(from1900.text(of: "45292", shown: .date) == "2024-01-01")
    #expect(from1900.text(of: "45351.770833333336", shown: .date) == "2024-02-29")
    #expect(from1900.text(of: "2958465.9999", shown: .date) == "9999-12-31")
    #expect(from1904.text(of: "0", shown: .date) == "1904-01-01")
    #expect(from1904.text(of: "43830", shown: .date) == "2024-01-01")
    // What no calendar of theirs has stays the number it is.
    for number in ["60", "-1", "2958466", "abc"] { #expect(from1900.text(of: number, shown: .date) == number) }
  }

  @Test("Every day of two centuries follows the one before")
  func allDays() {
    guard var date = CalendarDate(year: 1900, month: 3, day: 1) else { return #expect(Bool(false)) }
    for count in 61..<73_000 {
      #expect(CellText().text(of: "\(count)", shown: .date) == date.description)
      date = CalendarDate(daysSince1970: date.daysSince1970 + 1)
    }
  }

  @Test(
    "A format that shows a year, a day or a month shows a day; a time alone does not",
    arguments: [
      ("dd.mm.yyyy", NumberShape.date), ("d mmm yy", .date), ("[$-419]mmmm yyyy;@", .date), ("yyyy-mm-dd hh:mm", .date), ("m/d", .date),
      ("hh:mm:ss", .plain), ("[h]:mm", .plain), ("mm:ss", .plain), ("General", .plain), ("0.00", .plain), ("# ##0,00\" сом\"", .plain),
      ("#,##0.00\\ \"days\"", .plain), ("[Red]0.0", .plain), ("0%", .percent), ("0.00\\%", .plain), ("0.0%;[Red]-0.0%", .percent), ("@", .plain),
    ])
  func formats(code: String, shape: NumberShape) { #expect(NumberShape(code: code) == shape) }

  @Test("The formats that every workbook knows")
  func builtIn() {
    #expect([14, 15, 16, 17, 22, 30].allSatisfy { NumberShape(builtIn: $0) == .date })
    #expect([9, 10].allSatisfy { NumberShape(builtIn: $0) == .percent })
    #expect([0, 1, 2, 4, 11, 18, 21, 37, 45, 49].allSatisfy { NumberShape(builtIn: $0) == .plain })
  }
}
