import Ledger
import Testing

@Suite("Currencies")
struct CurrencyTests {
  @Test(
    "A currency has the decimals ISO 4217 gives it",
    arguments: [
      ("KGS", 2), ("USD", 2), ("EUR", 2), ("RUB", 2), ("KZT", 2), ("UZS", 2), ("CNY", 2), ("TRY", 2), ("GBP", 2), ("HUF", 2), ("JPY", 0),
      ("KRW", 0), ("VND", 0), ("ISK", 0), ("CLP", 0), ("KWD", 3), ("BHD", 3), ("OMR", 3), ("JOD", 3), ("TND", 3),
    ])
  func decimals(code: String, decimals: Int) {
    #expect(Currency(code)?.decimals == decimals)
    #expect(Currency(code)?.description == code)
  }

  @Test("What is no active ISO 4217 code is refused", arguments: ["", "kgs", "KG", "KGSS", "XXX", "DEM", "BTC", "СОМ", "KGS "])
  func unknown(code: String) { #expect(Currency(code) == nil) }

  @Test("The som of the book is the som of the table") func som() { #expect(Currency("KGS") == .kgs) }

  @Test("Amounts always balance: net is what discount, commission and fee leave of gross")
  func amounts() {
    let amounts = Amounts(gross: 1000, discount: 100, commission: 180, fee: 45)
    #expect(amounts.net == 675)
    #expect(amounts.netSales == 900)
    #expect(Amounts(net: 675, discount: 100, commission: 180, fee: 45) == amounts)
    #expect(amounts - amounts == .zero)
    #expect(-amounts + amounts == .zero)
    #expect((amounts + amounts).net == 1350)
  }
}
