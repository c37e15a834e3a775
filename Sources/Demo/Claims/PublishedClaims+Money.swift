import Ledger

extension PublishedClaims {
  // MARK: Sales

  static let sales: [PublishedClaim] = [
    claim(
      "S-01", "MUJI takes 40 % of the sales", of: CalendarDate(2021, 1, 31), .exactly(40), "percent", .channelShare, year(2020, [.muji]), by: jica,
      .exactly(4000)),
    claim(
      "S-02", "63.0 million som through shops in Bishkek and Karakol, fairs, exhibitions and online", of: CalendarDate(2025, 5, 15),
      .exactly(63_000_000), "KGS",
      .netSales, year(2024, DemoChannel.domestic), by: emergencies, .exactly(YearTotals.outsideMujiIn2024)),
    claim(
      "S-03", "37.48 million som in 2010 to 2016 together", of: CalendarDate(2016, 12, 31), .about(37_480_000), "KGS", .netSales,
      ClaimScope(from: Month(2010, 1), through: Month(2016, 12)), by: totals, .about(3_748_000_000, step: 1_000_000)),
    claim(
      "S-04", "12.75 million som in 2016", of: CalendarDate(2016, 12, 31), .about(12_750_000), "KGS", .netSales, year(2016), by: totals,
      .about(YearTotals.minor(2016), step: 1_000_000)),
    claim(
      "S-05", "23.0 million som in 2018", of: CalendarDate(2018, 12, 31), .about(23_000_000), "KGS", .netSales, year(2018), by: totals,
      .about(YearTotals.minor(2018), step: 1_000_000)),
    claim(
      "S-06", "23 798 felt pieces exported in 2018", of: CalendarDate(2018, 12, 31), .exactly(OrdersFromMuji.feltPiecesIn2018), Unit.piece.rawValue,
      .exportQuantity, exports(2018, ProductLine.feltPieces.hsCode), by: exportProfile, .exactly(OrdersFromMuji.feltPiecesIn2018 * 1000)),
    claim(
      "S-07", "worth about 8.05 million som", of: CalendarDate(2018, 12, 31), .about(8_050_000), "KGS", .exportSales,
      exports(2018, ProductLine.feltPieces.hsCode), by: exportProfile, .about(OrdersFromMuji.feltValueIn2018, step: 1_000_000)),
    claim(
      "S-08", "679 kg of honey exported in 2018", of: CalendarDate(2018, 12, 31), .exactly(679), Unit.kilogram.rawValue, .exportQuantity,
      exports(2018, ProductLine.honey.hsCode), by: exportProfile, .exactly(679_000)),
    claim(
      "S-21", "exports of 2.5 million US dollars in 2023", of: CalendarDate(2023, 12, 31), .about(2_500_000), "USD", .exportSales, exports(2023, nil),
      by: "publications about the programme", .exactly(exportedCents(2023))),
    claim(
      "S-22", "exports of 1.2 million US dollars in 2024", of: CalendarDate(2024, 12, 31), .about(1_200_000), "USD", .exportSales, exports(2024, nil),
      by: "publications about the programme", .exactly(exportedCents(2024))),
  ]

  // MARK: What women earn in the workshops

  static let incomes: [PublishedClaim] = [
    claim(
      "W-01", "6 workshops co-financed", of: told, .exactly(6), "sites", .sites, ClaimScope(through: Month(2019, 3), payer: Workshop.payer),
      by: kumtor,
      .exactly(Int64(Workshop.all.count))),
    claim(
      "W-02", "more than 100 women work there", of: told, .atLeast(100), "persons", .womenAtSites, workshops2019, by: kumtor,
      .exactly(Int64(Workshop.all.reduce(0) { $0 + $1.places }))),
    claim("W-03", "at least 10 000 som a month", of: told, .atLeast(10_000), "KGS", .lowestIncome, workshops2019, by: kumtor, som),
    claim("W-04", "at most 18 000 som a month", of: told, .atMost(18_000), "KGS", .highestIncome, workshops2019, by: kumtor, som),
    claim(
      "W-21", "115 to 210 US dollars a month (10 000 som were 143)", of: told, .atLeast(115), "USD", .lowestIncome, workshops2019, by: kumtor, dollars
    ),
    claim(
      "W-22", "115 to 210 US dollars a month (18 000 som were 258)", of: told, .atMost(210), "USD", .highestIncome, workshops2019, by: kumtor, dollars
    ),
  ]
  private static let told = CalendarDate(2019, 3, 20)
  private static let workshops2019 = ClaimScope(from: Month(2019, 1), through: Month(2019, 12), payer: Workshop.payer)
  private static let som: ExpectedValue = .between(1_000_000...1_800_000)
  private static let dollars: ExpectedValue = .between(cents(1_000_000, Prices.dollarRate(2019))...cents(1_800_000, Prices.dollarRate(2019)))
}
