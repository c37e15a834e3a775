import Testing

@testable import Web

/// What stands behind a question mark, and what a form without files sends.
@Suite struct QueryTextTests {
  @Test(
    "A plus sign is a blank, a percent sign a byte",
    arguments: [("a+b=c%2Bd", "a b", "c+d"), ("%D0%9E%D0%A8=%D2%AF", "ОШ", "ү"), ("a", "a", ""), ("a==", "a", "=")])
  func reads(text: String, name: String, value: String) throws {
    let pairs = try #require(QueryText.pairs(text))
    #expect(pairs.count == 1 && pairs[0].name == name && pairs[0].value == value)
  }

  @Test("What is no UTF-8, half a byte or NUL is refused, not guessed", arguments: ["a=%ff", "a=%4", "a=%", "a=%zz", "a=%00", "%00=a", "a=%C0%80"])
  func refuses(text: String) { #expect(QueryText.pairs(text) == nil) }

  @Test("What is written is read as it was", arguments: ["", "a b&c=d", "100 %", "Ысык-Көл/«чий»", "\"'<>"])
  func survives(text: String) throws { #expect(QueryText.decoded(QueryText.encoded(text)[...]) == text) }

  @Test("More pairs than anybody needs are refused")
  func hasBound() {
    let many = (0..<600).map { "a\($0)=1" }.joined(separator: "&")
    #expect(QueryText.pairs(many) == nil)
  }
}
