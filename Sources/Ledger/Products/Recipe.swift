/// A material and how much of it goes into one unit of a product.
public struct RecipeInput: Hashable, Sendable {
  /// What it is called.
  public let material: String
  /// How much, more than nothing, and what it is counted in.
  public let quantity: Quantity, unit: Unit

  /// One line of a recipe.
  public init(material: String, quantity: Quantity, unit: Unit) { (self.material, self.quantity, self.unit) = (material, quantity, unit) }
}

/// How a product is made, from a day on until the next version.
public struct Recipe: Hashable, Sendable {
  /// 1, 2, 3 … in the order they were agreed.
  public let version: Int64
  /// The first day it holds.
  public let validFrom: CalendarDate
  /// What goes into one unit.
  public let inputs: [RecipeInput]
  /// The part of what is made that is expected to pass inspection, in basis points, 1…10 000.
  public let yieldBasisPoints: Int64

  /// A version as it was agreed.
  public init(version: Int64, validFrom: CalendarDate, inputs: [RecipeInput], yieldBasisPoints: Int64) {
    (self.version, self.validFrom, self.inputs, self.yieldBasisPoints) = (version, validFrom, inputs, yieldBasisPoints)
  }
}

/// It was agreed how a product is made.
public struct RecipeAgreed: EventPayload {
  /// Its name in the log.
  public static let type = "RecipeAgreed"
  /// Which product, and how.
  public let product: ProductCode, recipe: Recipe

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("inputs", recipe.inputs) { writer, input in
      writer.member("material", input.material)
      writer.member("quantity", asTyped: input.quantity.thousandths)
      writer.member("unit", input.unit.rawValue)
    }
    writer.member("product", product.text)
    writer.member("valid_from", recipe.validFrom)
    writer.member("version", asTyped: recipe.version)
    writer.member("yield_bp", asTyped: recipe.yieldBasisPoints)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var inputs: [RecipeInput] = []
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      guard name == "inputs" else { return false }
      try reader.array { reader throws(PayloadProblem) in
        let input = try PayloadFields(&reader)
        inputs.append(try RecipeInput(material: input.text("material"), quantity: input.quantity("quantity"), unit: input.word("unit")))
      }
      return true
    }
    let recipe = try Recipe(
      version: fields.number("version"), validFrom: fields.date("valid_from"), inputs: inputs, yieldBasisPoints: fields.number("yield_bp"))
    try self.init(product: fields.code("product"), recipe: recipe)
  }

  init(product: ProductCode, recipe: Recipe) { (self.product, self.recipe) = (product, recipe) }
}
