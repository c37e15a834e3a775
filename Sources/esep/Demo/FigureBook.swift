import Demo
import Ledger
import Office
import Postgres
import ReadModels

/// Answers the demo's figures from the book's own reports.
struct FigureBook {
  private let reporter: Reporter

  init(pool: Pool, catalogue: Catalogue) { reporter = Reporter(pool: pool, catalogue: catalogue) }

  /// What the book answers, in the query's unit.
  func answer(_ query: FigureQuery) async throws -> Int64 {
    switch query {
    case .netSales(let channel, let from, let to): try await netSales(from, to) { channel == nil || $0 == channel }
    case .netSalesOutside(let channel, let from, let to): try await netSales(from, to) { $0 != channel }
    case .share(let channel, let period):
      try await decimal("channel-share", "share", places: 4, year: period) { $0.text("channel") == channel }
    case .exported(let measure, let hsCode, let year):
      try await rows("export-profile", year: "\(year)").filter { $0.text("hs_code") == hsCode }
        .reduce(0) { $0 + $1.number(measure == .quantity ? "quantity" : "net_sales") }
    case .members(.oblasts, let date): try await Int64(rows("coverage", through: date).count { $0.number("communities") > 0 })
    case .members(let kind, let date): try await rows("membership", through: date).last?.number(kind.rawValue) ?? 0
    case .productsDeveloped(let date): try await rows("product-development", through: date).reduce(0) { $0 + $1.number("developed") }
    case .distinctProducts(let channel, let year):
      try await rows("channel-assortment", year: "\(year)").first { $0.text("channel") == channel }?.number("products") ?? 0
    case .concentration(.hhi, let year): try await decimal("channel-concentration", "hhi", places: 0, year: "\(year)") { _ in true }
    case .concentration(.effectiveChannels, let year):
      try await decimal("channel-concentration", "effective_channels", places: 2, year: "\(year)") { _ in true }
    case .balance(let account, let year): try await balance(account, throughYear: year)
    case .movement(let account, let year): try await balance(account, throughYear: year) - balance(account, throughYear: year - 1)
    case .paidToProducers(let year): try await rows("producer-balance", to: lastDay(year)).reduce(0) { $0 + $1.number("paid") }
    case .exchange(let year): try await rows("fx-result", year: "\(year)").reduce(0) { $0 + $1.number("result") }
    case .receivable(let channel, let year):
      try await rows("channel-receivable", to: lastDay(year)).reduce(0) { $1.text("channel") == channel ? $0 + $1.number("total") : $0 }
    default: try await programmeAnswer(query)
    }
  }

  /// What the reports on the programme, on goods and on published figures say.
  private func programmeAnswer(_ query: FigureQuery) async throws -> Int64 {
    switch query {
    case .sites(let owner, let date): try await Int64(rows("sites", to: date).count { $0.text("open") == "yes" && isOf(owner, $0) })
    case .work(let measure, let payer, let year): try await work(measure, payer: payer, year: year)
    case .enrolled(let programme, let date):
      try await rows("enrolment", to: date).reduce(0) { $1.text("programme") == programme ? $0 + $1.number("persons") : $0 }
    case .certified(let year): try await decimal("certified-products", "share", places: 4, year: "\(year)") { _ in true }
    case .lying(let measure, let place):
      try await rows("stock").reduce(0) { $1.text("place") == place ? $0 + $1.number(measure.rawValue) : $0 }
    case .short(let place): try await rows("deliveries").reduce(0) { $1.text("place") == place ? $0 + $1.number("short") : $0 }
    case .stillOut: try await rows("recall").reduce(0) { $0 + $1.number("still_out") }
    case .claimed(let claim, let unit): try await claimed(claim, unit)
    default: preconditionFailure("every figure is asked of some report")
    }
  }

  private func isOf(_ owner: SiteOwner, _ site: ReportRow) -> Bool {
    switch owner {
    case .payer(let payer): site.text("payers").split(separator: "; ").contains { $0 == payer }
    case .programme(let programme): site.text("programme") == programme
    }
  }

  private func work(_ measure: WorkMeasure, payer: String, year: Int) async throws -> Int64 {
    let sites = Set(try await rows("sites").filter { isOf(.payer(payer), $0) }.map { $0.text("site") })
    let answers = try await rows("income-distribution", year: "\(year)").filter { sites.contains($0.text("site")) }.map {
      $0.number(measure.rawValue)
    }
    return switch measure {
    case .people, .women: answers.reduce(0, +)
    case .lowest: answers.min() ?? 0
    case .highest: answers.max() ?? 0
    }
  }

  private func claimed(_ claim: String, _ unit: FigureUnit) async throws -> Int64 {
    guard let text = try await rows("claims").first(where: { $0.text("claim") == claim })?.text("book"), let number = DecimalNumber(text) else {
      return 0
    }
    return number.integer(places: unit.places) ?? 0
  }

  private func balance(_ account: Account?, throughYear year: Int) async throws -> Int64 {
    try await rows("trial-balance", to: lastDay(year)).reduce(0) { sum, row in
      account.map { $0.rawValue == row.text("account") } ?? true ? sum + row.number("balance") : sum
    }
  }

  private func lastDay(_ year: Int) -> CalendarDate? { CalendarDate(year: year, month: 12, day: 31) }

  private func netSales(_ from: String, _ to: String, _ isMeant: (String) -> Bool) async throws -> Int64 {
    try await rows("channel-share").reduce(0) { sum, row in
      (from...to).contains(row.text("period")) && isMeant(row.text("channel")) ? sum + row.number("net_sales") : sum
    }
  }

  /// A decimal column of the one row meant, rounded half away from zero to that many places, as a whole number of the last place.
  private func decimal(
    _ report: String, _ column: String, places: Int, year: String, _ isMeant: (ReportRow) -> Bool
  ) async throws -> Int64 {
    guard let text = try await rows(report, year: year).first(where: isMeant)?.text(column), let number = DecimalNumber(text) else { return 0 }
    if let exact = number.integer(places: places) { return exact }
    let divisor = (places..<number.scale).reduce(Int128(1)) { power, _ in power * 10 }
    return Int64(roundedQuotient(Int128(number.mantissa), by: divisor))
  }

  private func rows(
    _ report: String, year: String? = nil, through date: CalendarDate? = nil, to lastDay: CalendarDate? = nil
  ) async throws -> [ReportRow] {
    var parameters = ReportParameters()
    (parameters.through, parameters.to) = (date, lastDay)
    // The year that holds the day is not over: only months up to it count.
    if date != nil { parameters.by = .month }
    let answer = try await reporter.run(report, parameters: parameters)
    return answer.reportRows.filter { year == nil || $0.text("period") == year }
  }
}
