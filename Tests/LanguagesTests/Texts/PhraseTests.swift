import Languages
import Testing

@Suite("Phrases")
struct PhraseTests {
  @Test("Places are filled; one without a value is left as it is, so that a mistake is seen")
  func places() {
    let phrase = Phrase.plain("{name} owes {sum}")
    #expect(phrase.text(["name": "Aigül"], in: .en) == "Aigül owes {sum}")
    #expect(phrase.places == ["name", "sum"])
  }

  @Test("A value that looks like a place is not filled again")
  func once() { #expect(Phrase.plain("{a}{b}").text(["a": "{b}", "b": "x"], in: .en) == "{b}x") }

  @Test("A key that nobody wrote is shown in brackets")
  func missing() { #expect(Words(.en)("no.such.key") == "[no.such.key]") }

  @Test(
    "Russian nouns follow their numbers",
    arguments: [
      (0, "many"), (1, "one"), (2, "few"), (4, "few"), (5, "many"), (11, "many"), (12, "many"), (14, "many"), (21, "one"), (22, "few"), (25, "many"),
      (100, "many"), (101, "one"), (111, "many"), (112, "many"), (122, "few"), (1_000, "many"), (1_001, "one"), (-1, "one"), (-3, "few"),
    ] as [(Int64, String)])
  func russian(number: Int64, form: String) { #expect(Language.ru.pluralForm(number).rawValue == form) }

  @Test("Kyrgyz and English nouns know one and many", arguments: [Language.ky, .en])
  func others(language: Language) {
    #expect(language.pluralForm(1) == .one)
    for number in [0, 2, 11, 21, 100] as [Int64] { #expect(language.pluralForm(number) == .other) }
  }

  @Test("The count stands in the phrase as its language writes numbers")
  func counted() {
    let phrase = Phrase.plural([.one: "{count} строка", .few: "{count} строки", .many: "{count} строк"])
    #expect(phrase.text(number: 1_022, in: .ru) == "1\u{A0}022 строки")
  }
}
