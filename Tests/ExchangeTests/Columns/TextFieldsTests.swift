import Testing

@testable import Exchange

@Suite("Codes, names and whole numbers")
struct TextFieldsTests {
  @Test("A code is kept as it is, without blanks around it", arguments: ["S-88121", "КБ 2024/13", "ӨҮҢ-1", String(repeating: "ң", count: 64)])
  func codes(_ code: String) throws {
    #expect(try TextFields.code("\u{A0} \(code) ") == code)
  }

  @Test("A code that is missing, too long or not all visible is refused")
  func badCodes() {
    #expect(message { _ = try TextFields.code(" \u{A0}") } == "a code is missing")
    #expect(message { _ = try TextFields.code(String(repeating: "ң", count: 65)) } == "the code has 65 letters; at most 64 are allowed")
    #expect(message { _ = try TextFields.code("S\n1") } == "the code holds an invisible character (U+000A); type it again")
    #expect(message { _ = try TextFields.code("S\u{7F}1") } == "the code holds an invisible character (U+007F); type it again")
    #expect(message { _ = try TextFields.code("S\u{85}1") } == "the code holds an invisible character (U+0085); type it again")
    #expect(message { _ = try TextFields.code("S\u{200B}1") } == "the code holds an invisible character (U+200B); type it again")
    #expect(message { _ = try TextFields.code("S\u{AD}1") } == "the code holds an invisible character (U+00AD); type it again")
  }

  private func text(_ text: String) throws(FieldProblem) -> String { try parse(text) { bytes throws(FieldProblem) in try TextFields.text(bytes) } }

  @Test("A name may be long and broken into lines, which become blanks")
  func names() throws {
    #expect(try text("Айым\r\nБейшенова\tкызы\nТөң") == "Айым Бейшенова кызы Төң")
    #expect(try text(String(repeating: "ү", count: 1000)).count == 1000)
    #expect(message { _ = try text(String(repeating: "ү", count: 1001)) } == "the text has 1001 letters; at most 1000 are allowed")
    #expect(message { _ = try text("a\u{1B}[2J") } == "the text holds an invisible character (U+001B); type it again")
  }

  private func integer(_ text: String) throws(FieldProblem) -> Int {
    try parse(text) { bytes throws(FieldProblem) in try TextFields.integer(bytes, in: 1...3650) }
  }

  @Test("A whole number stands in its range; decimals of zeros do no harm")
  func integers() throws {
    #expect(try integer("60") == 60)
    #expect(try integer("1 000,00") == 1000)
    for text in ["0", "3651", "1.5", "9223372036854775807"] {
      #expect(message { _ = try integer(text) } == "«\(text)» is not a whole number from 1 to 3650")
    }
    #expect(message { _ = try integer("many") } == "«many» is not a number; write it like 1234.50 or 1 234,50")
  }
}
