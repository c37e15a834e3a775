import Ledger

extension PublishedClaims {
  // MARK: Sources

  static let jica = "MUJI × JICA, January 2021"
  static let project = "JICA, project reports"
  static let ministry = "Ministry of Economy"
  static let emergencies = "Ministry of Emergency Situations, May 2025"
  static let kumtor = "Kumtor, March 2019"
  static let exportProfile = "export profile 2018"
  static let totals = "the programme's published totals"

  // MARK: Parts

  /// A figure as it was worded.
  enum Told {
    case exactly(Int64), about(Int64), atLeast(Int64), atMost(Int64)
  }

  static func claim(
    _ code: String, _ statement: String, of date: CalendarDate, _ told: Told, _ unit: String, _ definition: ClaimDefinition, _ scope: ClaimScope,
    by source: String, _ book: ExpectedValue
  ) -> PublishedClaim {
    let (value, bound): (Int64, ClaimBound) =
      switch told {
      case .exactly(let value): (value, .exactly)
      case .about(let value): (value, .about)
      case .atLeast(let value): (value, .atLeast)
      case .atMost(let value): (value, .atMost)
      }
    guard let number = DecimalNumber(mantissa: value, scale: 0) else { preconditionFailure("\(value) is a decimal number") }
    return PublishedClaim(
      code: "CL-\(code)", publishedOn: date,
      figure: PublishedFigure(
        source: source, statement: statement, figure: number, bound: bound, unit: unit, definition: definition, scope: scope),
      book: book)
  }

  static func through(_ date: CalendarDate) -> ClaimScope { ClaimScope(through: Month(of: date)) }

  static func year(_ year: Int, _ channels: [DemoChannel] = []) -> ClaimScope {
    ClaimScope(from: Month(year, 1), through: Month(year, 12), channels: channels.map(\.code))
  }

  static func exports(_ year: Int, _ hsCode: String?) -> ClaimScope {
    ClaimScope(from: Month(year, 1), through: Month(year, 12), hsCode: hsCode)
  }

  /// What a year's exports come to by the plan, in cents: MUJI's orders and the honey sold abroad.
  static func exportedCents(_ year: Int) -> Int64 {
    let honey = SalesAbroad.lines(year, catalogue: OrderMoney.catalogue).reduce(0) { $0 + $1.netSales }
    return cents(YearPlan.inBook(OrdersFromMuji.lines(year, catalogue: OrderMoney.catalogue), year) + honey, Prices.dollarRate(year))
  }

  /// Tyiyn in cents.
  static func cents(_ tyiyn: Int64, _ rate: Rate) -> Int64 {
    let scale = (0..<rate.rate.scale).reduce(Int128(1)) { power, _ in power * 10 }
    return Int64(roundedQuotient(Int128(tyiyn) * scale, by: Int128(rate.rate.mantissa)))
  }
}
