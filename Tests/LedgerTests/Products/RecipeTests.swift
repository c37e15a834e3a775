import Ledger
import Testing

@Suite("Recipes")
struct RecipeTests {
  private func book() throws(Refusal) -> TestBook {
    var book = TestBook()
    try book.perform(.developProduct(DevelopProduct(product: .init("SOAP"), name: "Soap", category: "care", unit: .piece, date: day("2023-01-01"))))
    return book
  }

  private static let inputs = [
    RecipeInput(material: "tallow", quantity: thousandths(80), unit: .kilogram),
    RecipeInput(material: "lye", quantity: thousandths(11), unit: .litre),
  ]

  private func recipe(
    _ version: Int64 = 1, from date: String = "2024-01-01", with inputs: [RecipeInput] = inputs, yield: Int64 = 9500, of product: String = "SOAP"
  ) -> Command {
    .product(
      .agreeRecipe(
        AgreeRecipe(product: .init(product), recipe: Recipe(version: version, validFrom: day(date), inputs: inputs, yieldBasisPoints: yield))))
  }

  @Test("A recipe is written down in the product's stream, version by version; the same again changes nothing")
  func versions() throws {
    var book = try book()
    let facts = try book.perform(recipe()).facts
    #expect(facts.map(\.stream.text) == ["product/SOAP"])
    #expect(facts.map(\.occurredOn) == [day("2024-01-01")])
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"inputs":[{"material":"tallow","quantity":80,"unit":"KGM"},{"material":"lye","quantity":11,"unit":"LTR"}],"product":"SOAP","#
          + #""valid_from":"2024-01-01","version":1,"yield_bp":9500}"#
      ])
    #expect(try book.perform(recipe()) == .unchanged)
    try book.perform(recipe(2, from: "2024-07-01", yield: 9700))
    let product = try #require(book.products[.init("SOAP")])
    for (date, version) in [("2023-12-31", nil), ("2024-01-01", 1), ("2024-06-30", 1), ("2024-07-01", 2), ("2030-01-01", 2)] as [(String, Int64?)] {
      #expect(product.recipe(on: day(date))?.version == version, "\(date)")
    }
    #expect(product.recipe(version: 2)?.yieldBasisPoints == 9700)
    #expect(product.recipe(version: 3) == nil)
  }

  @Test("A recipe that cannot be, or is not the next, is refused")
  func refusals() throws {
    var book = try book()
    func input(_ material: String, _ quantity: Int64) -> RecipeInput {
      RecipeInput(material: material, quantity: thousandths(quantity), unit: .kilogram)
    }
    for (command, expected) in [
      (recipe(with: []), "inputs: inputs is empty; it is required"),
      (recipe(with: [input("", 1)]), "material: material is empty; it is required"),
      (
        recipe(with: [input("lye", 1), input("ash", 1), input("lye", 2)]),
        "material: material 'lye' stands in the recipe twice; write one line with both quantities together"
      ),
      (recipe(with: [input("lye", 0)]), "quantity: 0 of 'lye' cannot be: a unit of product takes more than 0, up to 99999999.999"),
      (recipe(with: [input("lye", -5)]), "quantity: -0.005 of 'lye' cannot be: a unit of product takes more than 0, up to 99999999.999"),
      (
        recipe(with: [input("lye", 100_000_000_000)]),
        "quantity: 100000000 of 'lye' cannot be: a unit of product takes more than 0, up to 99999999.999"
      ),
      (recipe(yield: 0), "yield_percent: the yield is the part that is expected to pass inspection: more than 0 and at most 100 percent"),
      (recipe(yield: 10_001), "yield_percent: the yield is the part that is expected to pass inspection: more than 0 and at most 100 percent"),
      (recipe(2), "version: recipe 2 of product SOAP cannot be the first: versions are counted from 1"),
      (recipe(of: "HAT"), "product: there is no product 'HAT' in this book; correct the code or record the product first"),
    ] { #expect(book.refusalText(command) == expected) }
    try book.perform(recipe())
    for (command, expected) in [
      (recipe(3, from: "2025-01-01"), "version: recipe 3 of product SOAP does not follow version 1, the newest in the book; the next is 2"),
      (
        recipe(2, from: "2023-12-31"),
        "valid_from: recipe 2 of product SOAP is to hold from 2023-12-31, but version 1 holds from 2024-01-01; the next begins on a later day"
      ),
      (
        recipe(yield: 9000),
        "version: recipe 1 of product SOAP is already recorded with another version: other content in the book, this here; "
          + "correct the row or use a new number"
      ),
    ] { #expect(book.refusalText(command) == expected) }
  }
}
