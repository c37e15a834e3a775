import Ledger
import Testing

@Suite("Products")
struct ProductTests {
  private func product(
    _ name: String = "Slipper", category: String = "felt", unit: Unit = .pair, hsCode: String? = "640520", oblast: String? = "Нарын"
  ) -> Command {
    .developProduct(
      DevelopProduct(
        product: .init("SLIPPER"), name: name, category: category, unit: unit, hsCode: hsCode, oblast: oblast, date: day("2024-01-05")))
  }

  @Test("A product is put into the catalogue once, and under another name it is renamed")
  func catalogue() throws {
    var book = TestBook()
    let facts = try book.perform(product()).facts
    try #require(!facts.isEmpty)
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) }
        == [#"{"category":"felt","hs_code":"640520","name":"Slipper","oblast":"Нарын","product":"SLIPPER","unit":"PR"}"#])
    #expect(facts.map(\.stream) == [.product(.init("SLIPPER"))])
    #expect(try book.perform(product()) == .unchanged)
    let renaming = try book.perform(product("Felt slipper")).facts
    try #require(!renaming.isEmpty)
    #expect(renaming.map(\.event.type) == ["ProductRenamed"])
    #expect(book.products[.init("SLIPPER")]?.name == "Felt slipper")
    #expect(book.products[.init("SLIPPER")]?.developed?.name == "Slipper")
    #expect(try book.perform(product("Felt slipper")) == .unchanged)
  }

  @Test("A product that differs in more than its name is another product")
  func differences() throws {
    var book = TestBook()
    try book.perform(product())
    for (other, column, there, here) in [
      (product(category: "wool"), "category", "felt", "wool"), (product(unit: .piece), "unit", "PR", "H87"),
      (product(hsCode: nil), "hs_code", "640520", "nothing"), (product(oblast: "Ош"), "oblast", "Нарын", "Ош"),
    ] {
      let refused = refusal { () throws(Refusal) in try book.decide(other) }
      #expect(refused?.column == column)
      #expect(
        refused?.message
          == "product SLIPPER is already recorded with another \(column): \(there) in the book, \(here) here; correct the row or use a new number")
    }
  }

  @Test("A product needs name and category, and a customs code of 6 to 10 digits where it has one")
  func refusals() {
    #expect(refusal { () throws(Refusal) in try TestBook().decide(product("")) }?.message == "name is empty; it is required")
    #expect(refusal { () throws(Refusal) in try TestBook().decide(product(category: "")) }?.message == "category is empty; it is required")
    for code in ["", "12345", "12345678901", "6405 20", "6405.20", "٦٤٠٥٢٠", "64052a"] {
      #expect(
        refusal { () throws(Refusal) in try TestBook().decide(product(hsCode: code)) }?.description
          == "hs_code: '\(code)' is no HS code: write 6 to 10 digits without blanks")
    }
    for code in ["640520", "6405209900"] { #expect(refusal { () throws(Refusal) in try TestBook().decide(product(hsCode: code)) } == nil) }
  }
}
