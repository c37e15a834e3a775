import Ledger
import Testing

@Suite("Exchange rates")
struct RateTests {
  @Test(
    "An amount is converted at rate ÷ nominal, between the minor units of both currencies, halves away from zero",
    arguments: [
      // 1 USD = 89.1234 KGS: 12.34 USD = 1099.782756 KGS.
      ("USD", "89.1234", 1, 1234, 109_978),
      // 10 units: 100.00 of 8.5 for ten = 85.00.
      ("UZS", "8.5", 10, 10_000, 8500),
      // 100 JPY = 57.9 KGS: 1500 JPY = 868.5 KGS.
      ("JPY", "57.9", 100, 1500, 86_850),
      // 1 JPY of a rate with a half tyiyn: 0.125 KGS is 13 tyiyn.
      ("JPY", "0.125", 1, 1, 13), ("JPY", "0.125", 1, -1, -13), ("JPY", "0.1249", 1, 1, 12),
      // 1 KWD = 285.5 KGS: 0.005 KWD = 1.4275 KGS.
      ("KWD", "285.5", 1, 5, 143), ("KWD", "285.5", 1, 1000, 28_550), ("KWD", "285.5", 1, 0, 0),
    ])
  func converts(code: String, official: String, nominal: Int64, minor: Int64, expected: Int64) {
    let rate = rate("2024-01-01", official, nominal: nominal)
    #expect(rate.convert(minor, from: currency(code), to: .kgs) == expected)
  }

  @Test("A book kept in yen or dinars gets its own minor units")
  func otherBooks() {
    #expect(rate("2024-01-01", "1.7").convert(1050, from: .kgs, to: currency("JPY")) == 18)
    #expect(rate("2024-01-01", "0.0035").convert(100_000, from: .kgs, to: currency("KWD")) == 3500)
    #expect(rate("2024-01-01", "0.002").convert(1000, from: currency("JPY"), to: currency("KWD")) == 2000)
  }

  @Test("An amount too large to be kept exactly has no conversion, and none overflows")
  func tooLarge() {
    #expect(rate("2024-01-01", "9007199254740991").convert(largestInteger, from: currency("JPY"), to: currency("KWD")) == nil)
    #expect(rate("2024-01-01", "1").convert(largestInteger, from: currency("USD"), to: .kgs) == largestInteger)
    #expect(rate("2024-01-01", "1.000000000001").convert(largestInteger, from: currency("USD"), to: .kgs) == nil)
    #expect(rate("2024-01-01", "1").convert(-largestInteger, from: currency("USD"), to: .kgs) == -largestInteger)
  }

  @Test("The rate of a day is the newest one not later, in whatever order rates were written down", arguments: 1...30)
  func newestNotLater(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var book = TestBook()
    var published: [Int32: Rate] = [:]
    for date in Array(Int32(19_700)...19_740).shuffled(using: &random).prefix(random.number(1...20)) {
      let rate = Rate(date: CalendarDate(daysSince1970: date), nominal: 1, rate: decimal("\(date)"))
      published[date] = rate
      try book.perform(.publishRate(PublishRate(currency: currency("USD"), rate: rate)))
    }
    for date in Int32(19_690)...19_750 {
      let expected = published.filter { $0.key <= date }.max { $0.key < $1.key }?.value
      #expect(book.rates[currency("USD")]?.rate(on: CalendarDate(daysSince1970: date)) == expected)
    }
  }

  @Test("Before the first rate there is none")
  func none() { #expect(RateState().rate(on: day("2024-01-01")) == nil) }

  @Test("A published rate is recorded on its day, and again it changes nothing")
  func recorded() throws {
    var book = TestBook()
    let command = PublishRate(currency: currency("JPY"), rate: rate("2024-01-05", "57.90", nominal: 100))
    let decision = try book.perform(.publishRate(command))
    guard case .record(let facts) = decision, case .fxRatePublished(let event) = facts[0].event else {
      Issue.record("\(decision)")
      return
    }
    #expect(facts.count == 1)
    #expect(facts[0].stream == .rate(currency("JPY")))
    #expect(facts[0].occurredOn == day("2024-01-05"))
    #expect(text(event.canonicalBytes) == #"{"currency":"JPY","date":"2024-01-05","nominal":100,"rate":"57.9"}"#)
    #expect(try book.perform(.publishRate(command)) == .unchanged)
  }

  @Test(
    "A rate that cannot be is refused with what to write instead",
    arguments: [
      (
        "USD", "90", 1,
        "the rate of USD on 2024-01-05 is already recorded with another rate: 89.5 for 1 in the book, 90 for 1 here; "
          + "correct the row or use a new number", "rate"
      ),
      (
        "USD", "89.5", 10,
        "the rate of USD on 2024-01-05 is already recorded with another rate: 89.5 for 1 in the book, 89.5 for 10 here; "
          + "correct the row or use a new number", "rate"
      ),
      ("USD", "0", 1, "a rate is greater than zero", "rate"), ("USD", "-1", 1, "a rate is greater than zero", "rate"),
      ("USD", "1", 0, "a nominal lies between 1 and 1000000", "nominal"), ("USD", "1", 1_000_001, "a nominal lies between 1 and 1000000", "nominal"),
      ("KGS", "1.01", 1, "KGS is the book's own currency; its rate is always 1", "currency"),
    ] as [(String, String, Int64, String, String)])
  func refused(code: String, official: String, nominal: Int64, message: String, column: String) throws {
    var book = TestBook()
    try book.perform(.publishRate(PublishRate(currency: currency("USD"), rate: rate("2024-01-05", "89.5"))))
    let command = PublishRate(currency: currency(code), rate: rate("2024-01-05", official, nominal: nominal))
    let refused = refusal { () throws(Refusal) in try book.decide(.publishRate(command)) }
    #expect(refused?.message == message)
    #expect(refused?.column == column)
  }

  @Test("The book's own currency at one to one changes nothing", arguments: [(Int64(1), "1"), (100, "100")])
  func ownCurrency(nominal: Int64, official: String) throws {
    let command = PublishRate(currency: .kgs, rate: rate("2024-01-05", official, nominal: nominal))
    #expect(try TestBook().decide(.publishRate(command)) == .unchanged)
  }
}
