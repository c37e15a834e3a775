/// An official exchange rate: so many units of the book currency for `nominal` units of a foreign one.
public struct Rate: Hashable, Sendable {
  /// The day it became valid.
  public let date: CalendarDate
  /// For how many foreign units the rate is quoted: 1, 10, 100.
  public let nominal: Int64
  /// Book currency units, exact.
  public let rate: DecimalNumber

  /// A rate as a central bank publishes it.
  public init(date: CalendarDate, nominal: Int64, rate: DecimalNumber) { (self.date, self.nominal, self.rate) = (date, nominal, rate) }

  /// An amount in the book's minor units: round(x × rate), x in major units (DESIGN section 4).
  /// - Returns: nil when the result is beyond 2⁵³ − 1.
  public func convert(_ minor: Int64, from currency: Currency, to book: Currency) -> Int64? {
    let shift = book.decimals - currency.decimals
    let (product, overflow) = (Int128(minor) * powersOfTen[max(0, shift)]).multipliedReportingOverflow(by: Int128(rate.mantissa))
    if overflow { return nil }
    let divisor = Int128(nominal) * powersOfTen[rate.scale] * powersOfTen[max(0, -shift)]
    let result = roundedQuotient(product, by: divisor)
    return result.magnitude <= UInt128(largestInteger) ? Int64(result) : nil
  }
}

/// A rate was published.
public struct FxRatePublished: EventPayload {
  /// Its name in the log.
  public static let type = "FxRatePublished"
  /// Of which currency.
  public let currency: Currency
  /// Its value in book currency; the date stands in the envelope too.
  public let rate: Rate

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("currency", currency.code)
    writer.member("date", rate.date)
    writer.member("nominal", rate.nominal)
    writer.member("rate", rate.rate)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(
      currency: fields.currency("currency"), rate: Rate(date: fields.date("date"), nominal: fields.number("nominal"), rate: fields.decimal("rate")))
  }

  init(currency: Currency, rate: Rate) { (self.currency, self.rate) = (currency, rate) }
}

/// Asks to write down a published rate.
public struct PublishRate: Hashable, Sendable {
  /// Of which currency, and what was published.
  public let currency: Currency, rate: Rate

  /// A row of `rates.csv`.
  public init(currency: Currency, rate: Rate) { (self.currency, self.rate) = (currency, rate) }
}

/// All rates of one currency.
public struct RateState: Sendable {
  /// By date, oldest first.
  public private(set) var rates: [Rate] = []

  /// None yet.
  public init() {}

  /// Takes a fact in.
  public mutating func evolve(_ event: Event) {
    guard case .fxRatePublished(let event) = event else { return }
    // Rates nearly always arrive in order; look from the end.
    let index = rates.lastIndex { $0.date < event.rate.date }.map { $0 + 1 } ?? 0
    rates.insert(event.rate, at: index)
  }

  /// The rate valid on a day: the newest whose date is not later; nil before the first.
  /// - Complexity: O(log n).
  public func rate(on date: CalendarDate) -> Rate? {
    var (low, high) = (0, rates.count)
    while low < high {
      let middle = (low + high) / 2
      if rates[middle].date <= date { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? rates[low - 1] : nil
  }
}

/// What writing a rate down would record.
/// - Throws: `Refusal.differs` when that day already has another rate: sales may have been booked with it.
public func decide(_ command: PublishRate, given state: RateState, book: Currency) throws(Refusal) -> Decision {
  guard (1...1_000_000).contains(command.rate.nominal) else { throw .malformed(column: "nominal", "a nominal lies between 1 and 1000000") }
  guard command.rate.rate.mantissa > 0 else { throw .malformed(column: "rate", "a rate is greater than zero") }
  if command.currency == book {
    if command.rate.rate.integer(places: 0) == command.rate.nominal { return .unchanged }
    throw .malformed(column: "currency", "\(book) is the book's own currency; its rate is always 1")
  }
  if let known = state.rate(on: command.rate.date), known.date == command.rate.date {
    if known == command.rate { return .unchanged }
    throw .differs(
      "the rate of \(command.currency) on \(known.date)", column: "rate", there: "\(known.rate) for \(known.nominal)",
      here: "\(command.rate.rate) for \(command.rate.nominal)")
  }
  let published = FxRatePublished(currency: command.currency, rate: command.rate)
  return .record([Fact(.fxRatePublished(published), in: .rate(command.currency), on: command.rate.date)])
}
