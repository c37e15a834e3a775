import Ledger
import Testing

@Suite("What a batch is made from")
struct MaterialTests {
  private let wool = MaterialInput(material: "wool", supplier: "Naryn shearers", quantity: units(4), unit: .kilogram, cost: 160_000, currency: .kgs)

  private func batch(_ inputs: [MaterialInput], recipe: Int64? = nil) -> Command {
    .recordBatch(
      RecordBatch(
        batch: .init("B1"), product: .init("SLIPPER"), site: "Kochkor", producedOn: day("2024-01-10"),
        contributions: [Contribution(producer: .init("P1"), quantity: units(2))], inputs: inputs, recipe: recipe))
  }

  private func book() throws -> TestBook {
    var book = try TestBook.trading()
    try book.perform(.payables(advance("A1", to: "P1", 70_000, .material, on: "2024-01-05")))
    try book.perform(.payables(advance("A2", to: "P2", 70_000, .material, on: "2024-01-05")))
    for (version, date) in [(Int64(1), "2024-01-01"), (2, "2024-01-11")] {
      try book.perform(
        .product(
          .agreeRecipe(
            AgreeRecipe(
              product: .init("SLIPPER"),
              recipe: Recipe(
                version: version, validFrom: day(date), inputs: [RecipeInput(material: "wool", quantity: units(2), unit: .kilogram)],
                yieldBasisPoints: 9500)))))
    }
    return book
  }

  @Test("Materials with supplier, cost and the advance they were given out with are kept with the batch, and known again")
  func inputs() throws {
    var book = try book()
    let dye = MaterialInput(material: "dye", quantity: thousandths(20), unit: .kilogram, advance: .init("A1"))
    let facts = try book.perform(batch([wool, dye], recipe: 1)).facts
    #expect(
      facts.first.map { text($0.event.payload.canonicalBytes) }
        == #"{"batch":"B1","contributions":[{"producer":"P1","quantity":2000}],"#
        + #""inputs":[{"cost":160000,"currency":"KGS","material":"wool","quantity":4000,"supplier":"Naryn shearers","unit":"KGM"},"#
        + #"{"advance":"A1","material":"dye","quantity":20,"unit":"KGM"}],"kind":"regular","produced_on":"2024-01-10","product":"SLIPPER","#
        + #""quantity":2000,"recipe":1,"site":"Kochkor","unit":"PR"}"#)
    #expect(try book.perform(batch([wool, dye], recipe: 1)) == .unchanged)
    #expect(
      book.refused { book throws(Refusal) in try book.perform(batch([dye, wool], recipe: 1)) }
        == "inputs: batch B1 is already recorded with another inputs: other material in the book, this here; correct the row or use a new number")
    #expect(
      book.refused { book throws(Refusal) in try book.perform(batch([wool, dye])) }
        == "recipe: batch B1 is already recorded with another recipe: 1 in the book, nothing here; correct the row or use a new number")
  }

  @Test("Material that cannot be, and a recipe that the product has not, are refused")
  func refusals() throws {
    let book = try book()
    func refused(_ inputs: [MaterialInput], recipe: Int64? = nil) -> String? {
      book.refused { book throws(Refusal) in try book.perform(batch(inputs, recipe: recipe)) }
    }
    func dye(_ advance: String) -> MaterialInput { MaterialInput(material: "dye", quantity: units(1), unit: .gram, advance: .init(advance)) }
    #expect(
      refused([dye("A9")])
        == "advance: there is no advance of material 'A9' in this book; correct the code or record the advance first")
    #expect(
      refused([dye("A2")])
        == "advance: advance A2 was given to producer P2, who made nothing of this batch; correct the code or the contributions")
    #expect(refused([dye("A1")]) == nil)
    #expect(
      refused([MaterialInput(material: "dye", quantity: units(1), unit: .gram, cost: 5)])
        == "cost: a cost needs its currency, and a currency a cost; write both or neither")
    #expect(refused([MaterialInput(material: "dye", quantity: units(1), unit: .gram, cost: -5, currency: .kgs)]) == "cost: the cost is negative")
    #expect(refused([MaterialInput(material: "", quantity: units(1), unit: .gram)]) == "material: material is empty; it is required")
    #expect(refused([MaterialInput(material: "dye", quantity: .zero, unit: .gram)]) == "quantity: the quantity is zero; leave the row out")
    #expect(
      refused([wool], recipe: 3) == "recipe: product SLIPPER has no recipe 3; agree it first, or leave it out")
    #expect(
      refused([wool], recipe: 2)
        == "date: the date lies before recipe 2 of product SLIPPER (2024-01-11); correct one of the two")
  }

  @Test("An advance of money is no material")
  func cash() throws {
    var book = try book()
    try book.perform(
      .payables(.payAdvance(PayAdvance(advance: .init("A3"), producer: .init("P1"), amount: 5000, form: .cash, date: day("2024-01-05")))))
    let bought = MaterialInput(material: "dye", quantity: units(1), unit: .gram, advance: .init("A3"))
    #expect(book.refused { book throws(Refusal) in try book.perform(batch([bought])) }?.contains("no advance of material 'A3'") == true)
  }
}
