import Languages
import Testing

@Suite("The language a browser asks for")
struct AcceptLanguageTests {
  @Test(
    "Weights decide, then the order (RFC 9110, section 12.5.4)",
    arguments: [
      (nil, .ru), ("", .ru), ("ky", .ky), ("en-GB,en;q=0.9", .en), ("ru-KG,ru;q=0.9,en;q=0.8", .ru), ("en;q=0.5, ky;q=0.9", .ky), ("de, fr", .ru),
      ("de,en;q=0.1", .en), ("KY-Cyrl-KG", .ky), ("ky;q=0, en;q=0.2", .en), ("*", .ru), ("de;q=1, *;q=0.5", .ru), ("en;q=x", .ru), ("en;q=2", .ru),
      ("en , ky", .en), (";;;,,,", .ru), ("en; q=0.4, ky; q=0.6", .ky),
    ] as [(String?, Language)])
  func chosen(header: String?, language: Language) { #expect(Language(accepting: header) == language) }

  @Test("A very long header is read only in part and does no harm")
  func bounded() {
    let many = String(repeating: "de,", count: 100_000) + "en"
    #expect(Language(accepting: many, fallback: .ky) == .ky)
  }
}
