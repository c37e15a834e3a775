import Languages
import Testing

@Suite("Numbers as people write them")
struct NumberFormatTests {
  @Test(
    "Groups of three, with a no-break space or a comma",
    arguments: [
      (Language.ru, "1\u{A0}234\u{A0}567"), (.ky, "1\u{A0}234\u{A0}567"), (.en, "1,234,567"),
    ])
  func groups(language: Language, text: String) { #expect(NumberFormat(language).whole(1_234_567) == text) }

  @Test("The smallest and largest numbers are written exactly")
  func edges() {
    #expect(NumberFormat(.en).whole(.min) == "\u{2212}9,223,372,036,854,775,808")
    #expect(NumberFormat(.en).whole(.max) == "9,223,372,036,854,775,807")
    #expect(NumberFormat(.en).whole(0) == "0")
    #expect(NumberFormat(.en).whole(999) == "999")
  }

  @Test("Decimals keep the noughts of money and drop those of quantities")
  func decimals() {
    #expect(NumberFormat(.ru).decimal(150_000, places: 2) == "1\u{A0}500,00")
    #expect(NumberFormat(.en).decimal(2_500, places: 3, dropsZeros: true) == "2.5")
    #expect(NumberFormat(.en).decimal(3_000, places: 3, dropsZeros: true) == "3")
    #expect(NumberFormat(.ru).decimal(-5, places: 2) == "\u{2212}0,05")
  }

  @Test("Money: som by name, other currencies by code, yen without decimals")
  func money() {
    #expect(NumberFormat(.ru).money(123_450, currency: "KGS", decimals: 2) == "1\u{A0}234,50\u{A0}сом")
    #expect(NumberFormat(.ky).money(123_450, currency: "KGS", decimals: 2) == "1\u{A0}234,50\u{A0}сом")
    #expect(NumberFormat(.en).money(123_450, currency: "KGS", decimals: 2) == "KGS\u{A0}1,234.50")
    #expect(NumberFormat(.ru).money(1_234, currency: "JPY", decimals: 0) == "1\u{A0}234\u{A0}JPY")
  }

  @Test("Shares are rounded half away from zero")
  func percent() {
    #expect(NumberFormat(.ru).percent(millionths: 400_000) == "40,0\u{A0}%")
    #expect(NumberFormat(.en).percent(millionths: 400_500) == "40.1%")
    #expect(NumberFormat(.en).percent(millionths: -400_500) == "\u{2212}40.1%")
    #expect(NumberFormat(.en).percent(millionths: 999_999, places: 0) == "100%")
  }
}
