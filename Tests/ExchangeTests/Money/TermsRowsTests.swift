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

  @Test("A last day and what becomes of goods without a certificate are read where they are said")
  func lastDayAndCertification() throws {
    let text = """
      channel,name,kind,country,currency,model,commission_percent,fee_percent,settle_days,valid_from,действует до,сертификация
      GUM,GUM,brand_shop,KG,KGS,consignment,0,12,30,2024-01-01,31.12.2024,обязательно
      TSUM,TSUM,brand_shop,KG,KGS,consignment,0,12,30,2024-01-01,,өзгөчө учур
      FAIR,Fair,fair,KG,KGS,consignment,0,12,30,2024-01-01,,
      """
    let (good, problems) = try commands(ChannelColumn.table, text)
    #expect(problems == [])
    let terms = good.compactMap { read -> Terms? in if case .agreeTerms(let command) = read.command { command.terms } else { nil } }
    #expect(terms.map(\.certification) == [.refuse, .exception, .none])
    #expect(terms.map(\.validTo) == [CalendarDate("2024-12-31"), nil, nil])
    let (_, refused) = try commands(
      ChannelColumn.table,
      """
      channel,name,kind,country,currency,model,commission_percent,fee_percent,settle_days,valid_from,certification
      GUM,GUM,brand_shop,KG,KGS,consignment,0,12,30,2024-01-01,perhaps
      """)
    #expect(refused == ["row 2, column certification: «perhaps» is not known here; write one of: none, exception, refuse"])
  }
}
