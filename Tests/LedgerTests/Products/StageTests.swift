import Ledger
import Testing

@Suite("The steps of the OVOP method")
struct StageTests {
  private func book() throws(Refusal) -> TestBook {
    var book = TestBook()
    try book.perform(.developProduct(DevelopProduct(product: .init("SOAP"), name: "Soap", category: "care", unit: .piece, date: day("2023-01-01"))))
    return book
  }

  private func reach(_ stage: ProductStage, on date: String = "2024-01-10", note: String? = nil, product: String = "SOAP") -> Command {
    .product(.reach(ReachStage(product: .init(product), stage: stage, note: note, date: day(date))))
  }

  @Test("The eleven steps are counted from territory analysis to branding and sales")
  func eleven() {
    #expect(ProductStage.allCases.map(\.rawValue) == Array(1...11))
    #expect(ProductStage.allCases.sorted() == ProductStage.allCases)
  }

  @Test("A product goes through all steps one after the other, each in its stream on its day, without a note")
  func throughAll() throws {
    var book = try book()
    for stage in ProductStage.allCases {
      let facts = try book.perform(reach(stage, on: "2024-01-\(stage.rawValue + 10)")).facts
      #expect(facts.map(\.stream.text) == ["product/SOAP"])
      #expect(facts.map { text($0.event.payload.canonicalBytes) } == [#"{"product":"SOAP","stage":\#(stage.rawValue)}"#])
      #expect(book.products[.init("SOAP")]?.stage?.since == day("2024-01-\(stage.rawValue + 10)"))
    }
    #expect(try book.perform(reach(.brandingAndSales, on: "2024-01-21")) == .unchanged)
  }

  @Test("Steps are left out only with a note that says why")
  func skipping() throws {
    var book = try book()
    #expect(
      book.refusalText(reach(.recipeAndTechnology))
        == "note: step 6 of product SOAP leaves out steps 1 to 5; record them first, or say in a note why they were left out")
    #expect(
      book.refusalText(reach(.recipeAndTechnology, note: ""))
        == "note: step 6 of product SOAP leaves out steps 1 to 5; record them first, or say in a note why they were left out")
    let facts = try book.perform(reach(.recipeAndTechnology, note: "made since 1998")).facts
    #expect(facts.map { text($0.event.payload.canonicalBytes) } == [#"{"note":"made since 1998","product":"SOAP","stage":6}"#])
    #expect(
      book.refusalText(reach(.samples, on: "2024-02-01"))
        == "note: step 8 of product SOAP leaves out step 7; record it first, or say in a note why it was left out")
    #expect(book.refusalText(reach(.makersTrained, on: "2024-02-01")) == nil)
  }

  @Test("A product never goes back, neither in its steps nor in their days")
  func backwards() throws {
    var book = try book()
    try book.perform(reach(.concept, note: "an old idea"))
    #expect(
      book.refusalText(reach(.ideaChosen, on: "2024-05-01"))
        == "stage: product SOAP reached step 5 on 2024-01-10 and does not go back to step 4; "
        + "correct the step, or develop the new idea as a product of its own")
    #expect(
      book.refusalText(reach(.recipeAndTechnology, on: "2024-01-09"))
        == "date: the date lies before step 5 of product SOAP (2024-01-10); correct one of the two")
    #expect(book.refusalText(reach(.recipeAndTechnology, on: "2024-01-10")) == nil)
    #expect(
      book.refusalText(reach(.concept, on: "2024-01-11", note: "an old idea"))
        == "date: step 5 of product SOAP is already recorded with another date: 2024-01-10 in the book, 2024-01-11 here; "
        + "correct the row or use a new number")
    #expect(
      book.refusalText(reach(.concept))
        == "note: step 5 of product SOAP is already recorded with another note: an old idea in the book, nothing here; "
        + "correct the row or use a new number")
    #expect(
      book.refusalText(reach(.concept, product: "HAT"))
        == "product: there is no product 'HAT' in this book; correct the code or record the product first")
  }
}
