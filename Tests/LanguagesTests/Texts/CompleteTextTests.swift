import Languages
import Testing

@Suite("Texts are complete in every language")
struct CompleteTextTests {
  private let book = PhraseBook.shared
  private var all: Set<String> { book.phrases.values.reduce(into: []) { $0.formUnion($1.keys) } }

  @Test("No language lacks a text that another has", arguments: Language.allCases)
  func sameKeys(language: Language) {
    #expect(all.subtracting((book.phrases[language] ?? [:]).keys).sorted() == [])
  }

  @Test("Every text that a page asks for is there")
  func noneMissing() throws {
    let keys = try SourceKeys()
    #expect(keys.asked.count > 300)
    #expect(keys.asked.subtracting(all).sorted() == [])
  }

  @Test("No text is kept that no page uses")
  func noneUnused() throws {
    let keys = try SourceKeys()
    #expect(all.filter { !keys.uses($0) }.sorted() == [])
  }

  @Test("A text has the same places for values in all languages")
  func samePlaces() {
    for key in all.sorted() {
      let places = Language.allCases.map { (book.phrases[$0]?[key]?.places ?? []).sorted() }
      #expect(places.allSatisfy { $0 == places[0] }, "\(key): \(places)")
    }
  }

  @Test("A text with a number has every form its language needs, and is one in all languages")
  func pluralForms() {
    for key in all.sorted() {
      var kinds: Set<Bool> = []
      for language in Language.allCases {
        switch book.phrases[language]?[key] {
        case .plural(let forms)?:
          kinds.insert(true)
          #expect(Set(forms.keys) == Set(language.pluralForms), "\(key) in \(language)")
        case .plain?: kinds.insert(false)
        case nil: break
        }
      }
      #expect(kinds.count == 1, "\(key) has a number in one language and none in another")
    }
  }

  @Test("No text is empty, and none begins or ends with a blank")
  func noneEmpty() {
    for (language, phrases) in book.phrases {
      for (key, phrase) in phrases {
        let texts: [String] =
          switch phrase {
          case .plain(let text): [text];
          case .plural(let forms): Array(forms.values)
          }
        for text in texts {
          #expect(!text.isEmpty && text.first?.isWhitespace == false && text.last?.isWhitespace == false, "\(key) in \(language)")
        }
      }
    }
  }

  @Test("Kyrgyz and Russian texts are not left in English", arguments: [Language.ky, .ru])
  func translated(language: Language) {
    let cyrillic: ClosedRange<Unicode.Scalar> = "\u{400}"..."\u{4FF}"
    for (key, phrase) in book.phrases[language] ?? [:] {
      guard case .plain(let text) = phrase else { continue }
      let latin = text.replacing(/\{\w+\}/, with: "").unicodeScalars.filter { ("a"..."z").contains($0) }.count
      #expect(latin < 12 || text.unicodeScalars.contains { cyrillic.contains($0) }, "\(key): \(text)")
    }
  }
}
