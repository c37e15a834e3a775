import Ledger

/// A hundredth of a million KGS, in tyiyn: how precisely totals were published.
private let hundredthOfMillion: Int64 = 1_000_000

extension DemoFigures {
  /// Net sales year by year. Published ones are anchors; the book carries the others between them.
  static let yearTotals: [Figure] =
    YearTotals.years.map { year in
      let standing = YearTotals.standing(year)
      let source =
        switch standing {
        case .published: "the programme's published totals"
        case .interpolated: "interpolated between published totals"
        case .assumed: "the 63.0 million published by the Ministry of Emergency Situations, and 40 % for MUJI beside them, as in 2020"
        }
      return Figure(
        "net-sales-\(year)", "Net sales of \(year)", .netSales(channel: nil, from: "\(year)", to: "\(year)"),
        .about(YearTotals.minor(year), step: hundredthOfMillion), standing, source: source)
    } + [
      Figure(
        "net-sales-2010-2016", "Net sales of 2010 to 2016 together", .netSales(channel: nil, from: "2010", to: "2016"),
        .about(3748 * hundredthOfMillion, step: hundredthOfMillion), source: "the programme's published totals")
    ]

  /// Who sold how much, and how much depends on whom.
  static let channels: [Figure] =
    [
      Figure(
        "outside-muji-2024", "Sales of 2024 through shops, petrol stations, fairs, exhibitions and online, all but MUJI",
        .netSalesOutside(channel: DemoChannel.muji.code.text, from: "2024", to: "2024"), .exactly(YearTotals.outsideMujiIn2024),
        source: "Ministry of Emergency Situations, May 2025"),
      Figure(
        "muji-share-2020", "MUJI's share of the sales of 2020", .share(channel: DemoChannel.muji.code.text, period: "2020"), .exactly(4000),
        source: "MUJI × JICA, January 2021"),
    ]
    + DemoChannel.allCases.map { channel in
      Figure(
        "share-2024-\(channel.code.text.lowercased())", "Share of \(channel.code) in the sales of 2024",
        .share(channel: channel.code.text, period: "2024"), .exactly(ChannelShares.basisPoints(channel, 2024)), .assumed,
        source: "the programme's channels of 2024, shared out so that the 63.0 million come out")
    } + [
      Figure(
        "hhi-2024", "Concentration of the sales of 2024 on channels (HHI)", .concentration(.hhi, year: 2024), .exactly(2498), .assumed,
        source: "follows from the shares of 2024"),
      Figure(
        "effective-channels-2024", "Effective number of channels in 2024", .concentration(.effectiveChannels, year: 2024), .exactly(400), .assumed,
        source: "follows from the shares of 2024"),
    ]

  /// How many products MUJI orders.
  static let orders: [Figure] = (2011...YearTotals.years.upperBound).map { year in
    Figure(
      "muji-products-\(year)", "Products that MUJI ordered in \(year)", .distinctProducts(channel: DemoChannel.muji.code.text, year: year),
      .between(10...20), source: "MUJI × JICA, January 2021")
  }

  /// What left the country in 2018.
  static let exports: [Figure] = [
    Figure(
      "felt-exported-2018", "Felt pieces exported in 2018 (HS 6307909100)",
      .exported(.quantity, hsCode: ProductLine.feltPieces.hsCode, year: 2018), .exactly(OrdersFromMuji.feltPiecesIn2018 * 1000),
      source: "export profile 2018"),
    Figure(
      "felt-value-2018", "What they brought", .exported(.value, hsCode: ProductLine.feltPieces.hsCode, year: 2018),
      .about(OrdersFromMuji.feltValueIn2018, step: hundredthOfMillion), source: "export profile 2018"),
    Figure(
      "honey-exported-2018", "Kilograms of honey exported in 2018 (HS 0409000000)",
      .exported(.quantity, hsCode: ProductLine.honey.hsCode, year: 2018), .exactly(679_000), source: "export profile 2018"),
  ]
}
