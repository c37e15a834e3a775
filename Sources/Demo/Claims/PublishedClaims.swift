import Ledger

/// What has been published about the programme: figures the book gives again, and figures that do not agree with it or with one another.
///
/// Papers without a day are dated to the end of the time they speak of.
enum PublishedClaims {
  /// The day the figures were put beside the book.
  static let comparedOn = CalendarDate(2025, 12, 22)

  static let all: [PublishedClaim] = people + places + sales + incomes + enrolment

  static var commands: [DatedCommand] { all.map(\.command) }

  // MARK: Who takes part

  private static let people: [PublishedClaim] = registered + women + manuals + active

  private static let registered: [PublishedClaim] = MemberCounts.later.filter { $0.standing == .published }.enumerated().map { index, count in
    let producers = Int64(count.producers)
    return claim(
      "P-\(Names.padded(index + 1, to: 2))", "\(FigureUnit.decimal(producers, places: 0)) producers on \(count.date)", of: count.date,
      .exactly(producers), "persons", .registeredProducers, through(count.date), by: "\(project); \(ministry)", .exactly(producers))
  }

  private static let women: [PublishedClaim] = [
    claim(
      "P-11", "2 430 of 2 700 producers are women", of: CalendarDate(2021, 1, 31), .exactly(2430), "persons", .registeredWomen,
      ClaimScope(through: Month(2021, 1)), by: jica, .exactly(2430)),
    claim(
      "P-12", "2 464 of 2 800 producers are women", of: CalendarDate(2024, 12, 31), .exactly(2464), "persons", .registeredWomen,
      ClaimScope(through: Month(2024, 12)), by: ministry, .exactly(2464)),
  ]

  private static let manuals: [PublishedClaim] = [
    claim(
      "P-21", "more than 3 500 producers", of: CalendarDate(2023, 2, 28), .atLeast(3500), "persons", .registeredProducers,
      ClaimScope(through: Month(2023, 2)), by: "manual of the method, Russian edition (no day)", .exactly(3500)),
    claim(
      "P-22", "more than 500 producers (the same sentence)", of: CalendarDate(2023, 2, 28), .atLeast(500), "persons", .registeredProducers,
      ClaimScope(through: Month(2023, 2)), by: "manual of the method, Kyrgyz edition (no day)", .exactly(3500)),
  ]

  /// Each count of these years is also called "active". The book's active producers are others: in the small scale, whose batches are few and large,
  /// about a third of them; in the full one nearly all, and some who left in the year.
  private static let active: [PublishedClaim] = [CalendarDate(2023, 2, 28), CalendarDate(2024, 12, 31), CalendarDate(2025, 12, 31)].enumerated().map {
    index, date in
    let producers = Int64(MemberCounts.later.first { $0.date == date }?.producers ?? 0)
    return claim(
      "P-\(31 + index)", "\(FigureUnit.decimal(producers, places: 0)) active producers", of: date, .exactly(producers), "persons", .activeProducers,
      through(date), by: "\(project); \(ministry)", .between(producers / 5...producers * 6 / 5))
  }

  // MARK: Where, and what

  private static let places: [PublishedClaim] = [
    claim(
      "G-01", "42 groups at the end of 2010", of: CalendarDate(2010, 12, 31), .exactly(42), "groups", .groups, ClaimScope(through: Month(2010, 12)),
      by: project,
      .exactly(42)),
    claim(
      "G-02", "300 communities", of: CalendarDate(2019, 12, 31), .exactly(300), "communities", .communities, ClaimScope(through: Month(2019, 12)),
      by: project,
      .exactly(300)),
    claim(
      "G-03", "6 of 7 oblasts", of: CalendarDate(2023, 2, 28), .exactly(6), "oblasts", .oblasts, ClaimScope(through: Month(2023, 2)), by: project,
      .exactly(6)),
    claim(
      "G-04", "2 000 products developed", of: CalendarDate(2023, 2, 28), .exactly(2000), "products", .productsDeveloped,
      ClaimScope(through: Month(2023, 2)),
      by: project, .exactly(2000)),
    claim(
      "G-05", "10 to 20 MUJI products", of: CalendarDate(2020, 12, 31), .atLeast(10), "products", .productsSold, year(2020, [.muji]), by: jica,
      .exactly(Int64(OrderRange.count(2020)))),
    claim(
      "G-06", "10 to 20 MUJI products", of: CalendarDate(2020, 12, 31), .atMost(20), "products", .productsSold, year(2020, [.muji]), by: jica,
      .exactly(Int64(OrderRange.count(2020)))),
  ]

  // MARK: RESILAND CA+

  private static let enrolment: [PublishedClaim] = [
    claim(
      "R-01", "21 sites", of: CalendarDate(2025, 5, 15), .exactly(21), "sites", .sites, resiland, by: emergencies,
      .exactly(Int64(Resiland.sites.count))),
    claim(
      "R-02", "800 participants", of: CalendarDate(2025, 5, 15), .exactly(800), "persons", .enrolledPersons, resiland, by: emergencies,
      .exactly(Resiland.enrolled)),
    claim(
      "R-03", "800 families (the same article)", of: CalendarDate(2025, 5, 15), .exactly(800), "households", .enrolledHouseholds, resiland,
      by: emergencies, .exactly(0)),
  ]
  private static let resiland = ClaimScope(through: Month(2025, 4), programme: Resiland.programme)
}
