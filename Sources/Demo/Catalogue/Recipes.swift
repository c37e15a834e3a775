import Ledger

/// How products that are made to order are made. Nobody published it: materials, amounts and prices are assumed.
enum Recipes {
  /// A material: who sells it, and for how many som of 2024 a kilogram.
  private struct Material {
    let name: String, supplier: String
    let price: Int64
  }

  private static let materials = [
    Material(name: "sheep's wool, washed", supplier: "Supplier 01 (example)", price: 170),
    Material(name: "soap for felting", supplier: "Supplier 02 (example)", price: 240),
    Material(name: "mutton fat, clarified", supplier: "Supplier 03 (example)", price: 210),
    Material(name: "lye", supplier: "Supplier 02 (example)", price: 130),
    Material(name: "sugar", supplier: "Supplier 04 (example)", price: 95), Material(name: "apricots", supplier: "Supplier 05 (example)", price: 80),
  ]

  /// Since when the second version of all recipes holds: less wool, less waste.
  private static let revisedOn = CalendarDate(2020, 12, 1)

  /// The recipe that holds for a product on a day; nil for what nobody wrote down.
  static func recipe(of product: DemoProduct, on date: CalendarDate) -> Recipe? { versions(of: product).last { $0.validFrom <= date } }

  /// All recipes, as they are agreed.
  static func commands(_ products: [DemoProduct]) -> [DatedCommand] {
    products.flatMap { product in
      versions(of: product).map {
        DatedCommand(recordedAt: $0.validFrom, command: .product(.agreeRecipe(AgreeRecipe(product: product.product, recipe: $0))))
      }
    }
  }

  /// What goes into so many pieces, bought at the prices of the year.
  static func inputs(for pieces: Int64, by recipe: Recipe?, on date: CalendarDate) -> [MaterialInput] {
    (recipe?.inputs ?? []).map { input in
      let quantity = input.quantity.thousandths * pieces
      let known = materials.first { $0.name == input.material }
      let cost = known.map { Int64(roundedQuotient(Int128(quantity) * Int128($0.price) * Int128(Prices.index(date.components.year)), by: 1000)) }
      return MaterialInput(
        material: input.material, supplier: known?.supplier, quantity: Quantity(thousandths: quantity), unit: input.unit, cost: cost,
        currency: cost == nil ? nil : .kgs)
    }
  }

  private static func versions(of product: DemoProduct) -> [Recipe] {
    let grams: [(first: Int64, second: Int64)]
    let names: [String]
    switch product.line.hsCode {
    case ProductLine.feltPieces.hsCode where product.isMadeToOrder:
      (names, grams) = ([materials[0].name, materials[1].name], [(260, 240), (20, 20)])
    case ProductLine.soap.hsCode where product.isMadeToOrder: (names, grams) = ([materials[2].name, materials[3].name], [(90, 85), (30, 30)])
    case RecallStory.hsCode where !product.isMadeToOrder && product.developedOn >= CalendarDate(2021, 1, 1):
      (names, grams) = ([materials[4].name, materials[5].name], [(180, 170), (320, 320)])
    default: return []
    }
    func version(_ number: Int64, from date: CalendarDate, yield: Int64, _ amounts: [Int64]) -> Recipe {
      Recipe(
        version: number, validFrom: date,
        inputs: zip(names, amounts).map { RecipeInput(material: $0, quantity: Quantity(thousandths: $1), unit: .kilogram) }, yieldBasisPoints: yield)
    }
    let agreedOn = max(product.developedOn, Month.first.firstDay)
    let first = version(1, from: agreedOn, yield: 9500, grams.map(\.first))
    let isStillMade = agreedOn < revisedOn && OrderRange.isOrdered(product, in: revisedOn.components.year + 1)
    return isStillMade ? [first, version(2, from: revisedOn, yield: 9700, grams.map(\.second))] : [first]
  }
}
