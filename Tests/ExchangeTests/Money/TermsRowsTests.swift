import Ledger
import Testing

@testable import Exchange

@Suite("Rows of channels.csv")
struct TermsRowsTests {
  @Test("Who bears the exchange risk is read where it is said; the association does where it is not")
  func fxRisk() throws {
    let text = """
      channel,name,kind,country,currency,model,commission_percent,fee_percent,settle_days,valid_from,курсовая разница
      TOKYO,Tokyo,export_retailer,JP,JPY,purchase,0,5,60,2024-01-01,мастерицы
      SEOUL,Seoul,export_retailer,KR,KRW,purchase,0,5,60,2024-01-01,
      """
    let (good, problems) = try commands(ChannelColumn.table, text)
    #expect(problems == [])
    let risks = good.map { read -> FxRisk? in if case .agreeTerms(let command) = read.command { command.terms.fxRisk } else { nil } }
    #expect(risks == [.producers, .association])
  }
}
