import Ledger

/// What is written down apart from goods and sales: rates, channels, villages, products, producers, workshops, committees, programmes and claims.
enum Opening {
  /// All of it by date; on one day in this order, so that nothing refers to what is not there yet.
  static func commands(_ roster: Roster, _ catalogue: Catalogue, _ certificates: Certificates) -> [DatedCommand] {
    let rates = YearTotals.years.flatMap { year in
      [PublishRate(currency: .yen, rate: Prices.rate(year)), PublishRate(currency: .dollar, rate: Prices.dollarRate(year))].map {
        DatedCommand(recordedAt: CalendarDate(year, 1, 1), command: .publishRate($0))
      }
    }
    let channels = DemoChannel.allCases.flatMap(\.agreements).map {
      DatedCommand(recordedAt: $0.terms.validFrom, command: .agreeTerms($0))
    }
    let goods = catalogue.commands + Recipes.commands(catalogue.products) + certificates.commands + Pipeline.commands(catalogue, certificates)
    let programme = WorkshopLife.commands(roster) + Resiland.commands + PublishedClaims.commands
    let all = rates + channels + Villages.all.map(\.enrolment) + goods + roster.commands + programme
    return all.indices.sorted { (all[$0].recordedAt, $0) < (all[$1].recordedAt, $1) }.map { all[$0] }
  }
}
