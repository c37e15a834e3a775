import Ledger

/// Who sells in the demo. The raw value is the column in `ChannelShares`.
enum DemoChannel: Int, CaseIterable {
  case muji, bishkek, karakol, petrol, fairs, exhibitions, online

  /// All whose sales are counted out month by month; MUJI's are purchase orders.
  static let domestic: [DemoChannel] = [.bishkek, .karakol, .petrol, .fairs, .exhibitions, .online]

  var code: ChannelCode {
    switch self {
    case .muji: ChannelCode("MUJI")
    case .bishkek: ChannelCode("BISHKEK")
    case .karakol: ChannelCode("KARAKOL")
    case .petrol: ChannelCode("PETROL")
    case .fairs: ChannelCode("FAIRS")
    case .exhibitions: ChannelCode("EXHIBITIONS")
    case .online: ChannelCode("ONLINE")
    }
  }

  /// What the buyer pays in.
  var currency: Currency { self == .muji ? .yen : .kgs }

  /// The first year with a share of the sales.
  var firstYear: Int { YearTotals.years.first { ChannelShares.basisPoints(self, $0) > 0 } ?? YearTotals.years.upperBound }

  /// The channel's terms, the first of which open it. No rate is published: all of them are assumed.
  var agreements: [AgreeTerms] {
    let first = agreement(from: CalendarDate(firstYear, 1, 1), .none)
    guard let (since, demand) = certificatesAskedFor else { return [first] }
    return [first, agreement(from: since, demand)]
  }

  /// Since when it asks for certificates of brand committees, and what it does with goods that have none.
  var certificatesAskedFor: (since: CalendarDate, CertificationDemand)? {
    switch self {
    case .muji: (CalendarDate(2021, 1, 1), .refuse)
    case .bishkek: (CalendarDate(2023, 1, 1), .exception)
    case .karakol, .petrol, .fairs, .exhibitions, .online: nil
    }
  }

  private func agreement(from date: CalendarDate, _ certification: CertificationDemand) -> AgreeTerms {
    let (name, kind): (String, ChannelKind) =
      switch self {
      case .muji: ("MUJI (заказы из Японии)", .exportRetailer)
      case .bishkek: ("Магазин в Бишкеке", .brandShop)
      case .karakol: ("Магазин в Караколе", .brandShop)
      case .petrol: ("Автозаправки", .petrolStation)
      case .fairs: ("Ярмарки", .fair)
      case .exhibitions: ("Выставки", .exhibition)
      case .online: ("Интернет-магазин", .online)
      }
    let terms = Terms(
      model: self == .muji ? .purchase : .consignment, commissionBasisPoints: commissionBasisPoints, feeBasisPoints: feeBasisPoints,
      currency: currency, settleDays: Int64(settleDays), validFrom: date, certification: certification)
    return AgreeTerms(channel: code, name: name, kind: kind, country: self == .muji ? "JP" : "KG", terms: terms)
  }

  /// What the channel keeps, and what the association keeps, in ten-thousandths of net sales.
  var commissionBasisPoints: Int64 {
    switch self {
    case .petrol: 2000
    case .online: 1000
    case .muji, .bishkek, .karakol, .fairs, .exhibitions: 0
    }
  }
  var feeBasisPoints: Int64 {
    switch self {
    case .muji: 0
    case .petrol: 800
    case .online: 1000
    case .bishkek, .karakol, .fairs, .exhibitions: 1200
    }
  }

  /// How many days after its statement it pays.
  var settleDays: Int {
    switch self {
    case .muji: 60
    case .petrol: 30
    case .bishkek, .karakol: 15
    case .online: 14
    case .exhibitions: 7
    case .fairs: 0
    }
  }

  /// Weights of the twelve months of a year. Spring 2020: the shops are closed in April and May, fairs and exhibitions until summer,
  /// and people buy online.
  func monthWeights(_ year: Int) -> [Int64] {
    switch (self, year) {
    case (.muji, _): [0, 0, 35, 0, 0, 30, 0, 0, 0, 35, 0, 0]
    case (.bishkek, 2020): [8, 8, 8, 0, 0, 7, 8, 9, 10, 11, 12, 19]
    case (.bishkek, _): [6, 6, 9, 7, 8, 8, 8, 8, 8, 8, 9, 15]
    case (.karakol, 2020): [6, 6, 6, 0, 0, 10, 18, 20, 12, 8, 6, 8]
    case (.karakol, _): [4, 4, 6, 6, 8, 12, 15, 15, 10, 7, 5, 8]
    case (.petrol, _): [6, 6, 7, 7, 8, 10, 12, 12, 9, 8, 7, 8]
    case (.fairs, 2020): [0, 0, 0, 0, 0, 0, 20, 30, 25, 0, 0, 25]
    case (.fairs, _): [0, 0, 20, 0, 10, 10, 20, 20, 10, 0, 0, 10]
    case (.exhibitions, 2020): [0, 0, 0, 0, 0, 0, 0, 0, 0, 100, 0, 0]
    case (.exhibitions, _): [0, 0, 0, 30, 0, 30, 0, 0, 0, 40, 0, 0]
    case (.online, 2020): [4, 5, 10, 16, 16, 11, 6, 5, 6, 6, 7, 8]
    case (.online, _): [6, 7, 9, 7, 7, 7, 7, 7, 8, 9, 11, 15]
    }
  }

  /// How many days after a sale the book learns of it. Shops send their sheets every few days, petrol stations by the month.
  func reportingDelay(_ chance: inout SplitMix64) -> Int { chance.within(reportingDelays) }

  /// After how many days all sales of a month are known.
  var longestDelay: Int { reportingDelays.upperBound }

  private var reportingDelays: ClosedRange<Int> {
    switch self {
    case .muji: 1...3
    case .bishkek, .karakol: 0...3
    case .petrol: 3...12
    case .fairs: 1...6
    case .exhibitions: 3...10
    case .online: 0...1
    }
  }

  /// The place of the channel where something is sold, where it has several: one petrol station more every year.
  func outlet(_ year: Int, _ chance: inout SplitMix64) -> OutletCode? {
    guard self == .petrol else { return nil }
    return OutletCode("PS-0\(chance.within(1...min(9, year - firstYear + 2)))")
  }
}

extension Currency {
  /// The Japanese yen.
  static var yen: Currency { known("JPY") }

  /// The US dollar.
  static var dollar: Currency { known("USD") }

  private static func known(_ code: String) -> Currency {
    guard let currency = Currency(code) else { preconditionFailure("ISO 4217 has \(code)") }
    return currency
  }
}
