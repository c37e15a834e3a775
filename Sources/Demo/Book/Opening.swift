import Ledger

/// What is written down apart from goods and sales: rates, channels, villages, products, producers.
enum Opening {
  /// All of it by date; on one day in this order, so that nothing refers to what is not there yet.
  static func commands(_ roster: Roster, _ catalogue: Catalogue) -> [DatedCommand] {
    let rates = YearTotals.years.map { year in
      DatedCommand(recordedAt: CalendarDate(year, 1, 1), command: .publishRate(PublishRate(currency: .yen, rate: Prices.rate(year))))
    }
    let channels = DemoChannel.allCases.map { channel in
      DatedCommand(recordedAt: CalendarDate(channel.firstYear, 1, 1), command: .agreeTerms(channel.opening))
    }
    let all = rates + channels + Villages.all.map(\.enrolment) + catalogue.commands + roster.commands
    return all.indices.sorted { (all[$0].recordedAt, $0) < (all[$1].recordedAt, $1) }.map { all[$0] }
  }
}
