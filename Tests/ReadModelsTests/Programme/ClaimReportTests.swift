import Ledger
import ReadModels
import Testing

/// Each definition against figures worked out by hand.
@Suite("Published figures beside the book's")
struct ClaimReportTests {
  private static let (year, through) = (Month.month(2019, 1), Month.month(2019, 12))

  private static func scope(
    _ through: Month = through, channels: [String] = [], country: String? = nil, hsCode: String? = nil, payer: String? = nil, kind: SiteKind? = nil,
    programme: String? = nil, oblast: String? = nil
  ) -> ClaimScope {
    ClaimScope(
      from: year, through: through, channels: channels.map { ChannelCode($0) }, country: country, hsCode: hsCode, oblast: oblast, payer: payer,
      programme: programme.map { ProgrammeCode($0) }, siteKind: kind)
  }

  private static func book() throws -> [Command] {
    try [
      Paper.village("TAMGA", "Issyk-Kul"), Paper.village("KOCHKOR", "Naryn", on: .day(2020, 2, 1)),
      Paper.producer("P1", "TAMGA", .female, group: "G"),
      Paper.producer("P2", "TAMGA", .female), Paper.producer("P3", "KOCHKOR", .male, on: .day(2020, 2, 2)), Paper.product("SLIPPER"),
      Paper.product("HONEY", unit: .kilogram, hsCode: "0409000000"), Paper.channel("SHOP"), Paper.channel("MUJI", .exportRetailer, country: "JP"),
      Paper.programme("CA+", from: .day(2019, 4, 1)), Paper.site("W", "TAMGA", funding: [Funding(payer: "Kumtor")], on: .day(2019, 2, 1)),
      Paper.site("PLOT", "KOCHKOR", .demonstrationPlot, programme: "CA+", on: .day(2019, 5, 1)),
      Paper.enrol("CA+", "1", count: 40, on: .day(2019, 5, 1)), Paper.enrol("CA+", "2", .household, count: 9, on: .day(2019, 5, 1)),
      Paper.leave("CA+", "2", on: .day(2020, 1, 1)), Paper.grant("G", "FAO", for: .programme(.init("CA+")), 12_345, "USD", on: .day(2019, 6, 1)),
      Paper.batch("B1", "SLIPPER", site: "W", [("P1", 10)], on: .day(2019, 3, 1)), Paper.batch("B2", "HONEY", [("P2", 10)], on: .day(2019, 4, 1)),
      // Rejected as a whole: it makes nobody active.
      Paper.batch("B3", "SLIPPER", [("P3", 10)], accepted: 0, on: .day(2020, 3, 1)),
      Paper.batch("B4", "SLIPPER", [("P2", 10)], accepted: 1, on: .day(2020, 3, 1)),
      Paper.sale("S1", "SHOP", "SLIPPER", batch: "B1", 2, at: "100", on: .day(2019, 3, 2)),
      Paper.sale("S2", "MUJI", "SLIPPER", batch: "B1", 3, at: "200", country: "JP", on: .day(2019, 4, 2)),
      Paper.sale("S3", "MUJI", "HONEY", batch: "B2", 4, at: "50", country: "DE", on: .day(2020, 1, 2)),
      .certification(
        .agreeCriteria(AgreeCriteria(oblast: "Naryn", criteria: CriteriaSet(version: 1, validFrom: .day(2018, 1, 1), measures: Self.measures)))),
      Self.certificate("SLIPPER", "1", on: .day(2019, 6, 1), until: .day(2020, 2, 29)),
      Self.certificate("HONEY", "2", on: .day(2020, 3, 31), until: .day(2022, 1, 1)),
      Paper.rate("USD", "70", on: .day(2019, 1, 1)), Paper.rate("USD", "69.6", on: .day(2019, 7, 1)), Paper.rate("JPY", "0.6", on: .day(2018, 1, 1)),
    ]
  }

  private static let measures = ByCriterion<Ledger.Measure>(
    qualitySafety: .passFail, localMaterial: .passFail, ecology: .passFail, uniqueDesign: .passFail)

  private static func certificate(_ product: String, _ code: String, on day: CalendarDate, until: CalendarDate) -> Command {
    let results = ByCriterion<CriterionResult>(qualitySafety: .passed, localMaterial: .passed, ecology: .passed, uniqueDesign: .passed)
    return .certification(
      .decide(
        DecideCertification(
          product: .init(product), certificate: .init(code), oblast: "Naryn", results: results, decidedOn: day, validUntil: until)))
  }

  @Test("Every definition, in its unit; money in another currency by the year's average rate")
  func everyDefinition() async throws {
    typealias Case = (ClaimDefinition, String, String, ClaimScope, String)
    func day(_ through: Month = Self.through, oblast: String? = nil, programme: String? = nil, payer: String? = nil, kind: SiteKind? = nil)
      -> ClaimScope
    {
      ClaimScope(through: through, oblast: oblast, payer: payer, programme: programme.map { ProgrammeCode($0) }, siteKind: kind)
    }
    let (later, beforeAll) = (Month.month(2020, 3), ClaimScope(from: .month(2016, 1), through: .month(2016, 12)))
    let cases: [Case] = [
      (.registeredProducers, "3", "persons", day(), "2 1 50.00"), (.registeredProducers, "3", "persons", day(later, oblast: "Naryn"), "1 2 200.00"),
      (.registeredWomen, "2", "persons", day(later), "2 0 0.00"), (.womenShare, "70", "percent", day(later), "66.67 3.33 4.99"),
      (.activeProducers, "5", "persons", day(), "2 3 150.00"), (.activeProducers, "5", "persons", day(later), "1 4 400.00"),
      (.activeProducers, "5", "persons", day(.month(2021, 2)), "1 4 400.00"), (.activeWomen, "1", "persons", day(.month(2021, 2)), "1 0 0.00"),
      (.communities, "300", "communities", day(), "1 299 29900.00"), (.communities, "1", "communities", day(later, oblast: "Naryn"), "1 0 0.00"),
      (.oblasts, "6", "oblasts", day(later), "2 4 200.00"), (.groups, "1", "groups", day(oblast: "Issyk-Kul"), "1 0 0.00"),
      (.productsDeveloped, "2000", "products", day(), "2 1998 99900.00"), (.sites, "6", "sites", day(payer: "Kumtor"), "1 5 500.00"),
      (.sites, "21", "sites", day(programme: "CA+", kind: .demonstrationPlot), "1 20 2000.00"),
      (.sites, "1", "sites", day(.month(2019, 4)), "1 0 0.00"),
      (.enrolledPersons, "800", "persons", day(programme: "CA+"), "40 760 1900.00"),
      (.enrolledHouseholds, "800", "households", day(), "9 791 8788.89"), (.enrolledHouseholds, "800", "households", day(later), "0 800 –"),
      (.netSales, "1000", "KGS", Self.scope(), "800 200 25.00"), (.netSales, "1000", "KGS", Self.scope(channels: ["SHOP"]), "200 800 400.00"),
      // 800 som at 69.8, and 200 of 2020 at the newest before, 69.6: 11.461… + 2.873…
      (.netSales, "20", "USD", Self.scope(later), "14.33 5.67 39.57"), (.netSales, "1", "KGS", beforeAll, "0 1 –"),
      (.netSales, "1", "EUR", Self.scope(), "– – –"), (.exportSales, "10", "USD", Self.scope(), "8.6 1.4 16.28"),
      (.exportSales, "200", "KGS", Self.scope(later, channels: ["MUJI"], country: "DE"), "200 0 0.00"),
      (.exportSales, "1000", "JPY", Self.scope(hsCode: "6405200000"), "1000 0 0.00"),
      (.exportQuantity, "3", "PR", Self.scope(), "3 0 0.00"), (.exportQuantity, "679", "KGM", Self.scope(later, country: "DE"), "4 675 16875.00"),
      (.channelShare, "40", "percent", Self.scope(channels: ["MUJI"]), "75 -35 -46.67"),
      (.productsSold, "10", "products", Self.scope(), "1 9 900.00"),
      (.productsSold, "2", "products", Self.scope(later, channels: ["MUJI"]), "2 0 0.00"),
      (.certifiedShare, "80", "percent", Self.scope(), "100 -20 -20.00"),
      (.certifiedShare, "80", "percent", Self.scope(later), "50 30 60.00"),
      (.certifiedShare, "80", "percent", Self.scope(.month(2020, 2), channels: ["SHOP"]), "100 -20 -20.00"),
      (.certifiedShare, "80", "percent", Self.scope(.month(2019, 5)), "0 80 –"), (.paidToProducers, "5", "KGS", Self.scope(), "0 5 –"),
      (.grants, "123.45", "USD", Self.scope(programme: "CA+"), "123.45 0 0.00"), (.grants, "1", "KGS", Self.scope(), "0 1 –"),
      (.peopleAtSites, "100", "persons", Self.scope(payer: "Kumtor"), "1 99 9900.00"),
      (.womenAtSites, "100", "persons", Self.scope(kind: .workshop), "1 99 9900.00"),
      // P1 has 200 + 600 in one month; P2 nothing until 2020.
      (.lowestIncome, "10", "USD", Self.scope(kind: .workshop), "11.46 -1.46 -12.74"), (.lowestIncome, "5", "KGS", Self.scope(), "0 5 –"),
      (.medianIncome, "5", "KGS", Self.scope(), "400 -395 -98.75"), (.highestIncome, "800", "KGS", Self.scope(), "800 0 0.00"),
      (.highestIncome, "800", "KGS", Self.scope(programme: "CA+"), "– – –"),
    ]
    #expect(Set(cases.map(\.0)) == Set(ClaimDefinition.allCases))
    try await TestBook.with(unroller: .ledger) { book in
      try await book.enter(Self.book())
      try await book.enter(
        cases.enumerated().map { number, asked in
          try Paper.claim(String(100 + number), asked.1, asked.2, asked.0, asked.3)
        })
      let answers = try await book.rows("claims", columns: ["book", "difference", "difference_percent"])
      #expect(answers.count == cases.count)
      for (answer, asked) in zip(answers, cases) { #expect(answer == asked.4, "\(asked.0) \(asked.2) \(asked.3)") }
      #expect(
        try await book.rows("claims").first
          == "100 2020-06-01 paper so 3 persons exactly registered_producers 2 1 50.00")
      #expect(try await Verifier(options: book.reader, catalogue: book.catalogue).verify().isClean)
    }
  }

  @Test("A claim is compared with what the book knew then, stands from its publication on, and no longer when it is taken back")
  func earlier() async throws {
    let columns = ["claim", "book"]
    try await TestBook.with(unroller: .ledger) { book in
      try await book.enter(Self.book())
      let claimed = try await book.enter([
        Paper.claim("A", "3", "persons", .registeredProducers, ClaimScope(through: .month(2020, 3)), on: .day(2020, 6, 1)),
        Paper.claim("B", "1", "KGS", .netSales, ClaimScope(through: .month(2020, 3)), on: .day(2020, 7, 15)),
      ])
      try await book.enter([
        try Paper.sale("S9", "SHOP", "SLIPPER", batch: "B1", 1, at: "33", on: .day(2020, 3, 31)),
        .programme(.withdrawClaim(WithdrawClaim(claim: .init("A"), reason: "misread", date: .day(2020, 8, 1)))),
      ])
      #expect(try await book.rows("claims", columns: columns) == ["B 1033"])
      var parameters = ReportParameters()
      parameters.atPosition = claimed
      #expect(try await book.rows("claims", parameters, columns: columns) == ["A 3", "B 1000"])
      (parameters.atPosition, parameters.through) = (nil, .day(2020, 7, 14))
      #expect(try await book.rows("claims", parameters, columns: columns) == ["A 3"])
      (parameters.atPosition, parameters.through) = (nil, .day(2020, 7, 31))
      #expect(try await book.rows("claims", parameters, columns: columns) == ["A 3", "B 1033"])
      // Asked for up to January nothing after it counts, though both speak of March.
      (parameters.through, parameters.to) = (nil, .day(2020, 1, 31))
      #expect(try await book.rows("claims", parameters, columns: columns).isEmpty)
      parameters.to = .day(2020, 12, 31)
      #expect(try await book.rows("claims", parameters, columns: columns) == ["B 1033"])
      (parameters.from, parameters.to) = (.day(2020, 7, 16), nil)
      #expect(try await book.rows("claims", parameters, columns: columns).isEmpty)
    }
  }
}
