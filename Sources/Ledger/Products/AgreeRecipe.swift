/// Asks to write down how a product is made, from a day on.
public struct AgreeRecipe: Hashable, Sendable {
  /// Which product, and how.
  public let product: ProductCode, recipe: Recipe

  /// A recipe as it was agreed.
  public init(product: ProductCode, recipe: Recipe) { (self.product, self.recipe) = (product, recipe) }

  func write(to writer: inout CanonicalWriter) { RecipeAgreed(product: product, recipe: recipe).write(to: &writer) }
}

/// What agreeing a recipe would record.
/// - Throws: `Refusal.malformed` for inputs or a yield that cannot be, `ProductRefusal.recipeOutOfOrder` for a version that is not the next, or one that
///   does not hold from a later day than the last, and `Refusal.differs` for a version that is known with other content.
public func decide(_ command: AgreeRecipe, given state: ProductState) throws(Refusal) -> Decision {
  guard state.developed != nil else { throw .unknown(.product, command.product.text) }
  let recipe = command.recipe
  try check(recipe)
  if let known = state.recipe(version: recipe.version) {
    if known == recipe { return .unchanged }
    throw .differs("recipe \(recipe.version) of product \(command.product)", column: "version", there: "other content", here: "this")
  }
  let last = state.recipes.last
  guard recipe.version == (last?.version ?? 0) + 1, last.map({ recipe.validFrom > $0.validFrom }) ?? true else {
    throw .product(.recipeOutOfOrder(command.product, version: recipe.version, validFrom: recipe.validFrom, last: last))
  }
  let agreed = RecipeAgreed(product: command.product, recipe: recipe)
  return .record([Fact(.recipeAgreed(agreed), in: .product(command.product), on: recipe.validFrom)])
}

private func check(_ recipe: Recipe) throws(Refusal) {
  guard !recipe.inputs.isEmpty else { throw .missing(column: "inputs") }
  var materials: Set<String> = []
  for input in recipe.inputs {
    try require(input.material, "material")
    guard materials.insert(input.material).inserted else {
      throw .malformed(column: "material", "material '\(input.material)' stands in the recipe twice; write one line with both quantities together")
    }
    guard input.quantity > .zero, input.quantity <= .largest else {
      throw .malformed(
        column: "quantity", "\(input.quantity) of '\(input.material)' cannot be: a unit of product takes more than 0, up to \(Quantity.largest)")
    }
  }
  guard (1...10_000).contains(recipe.yieldBasisPoints) else {
    throw .malformed(column: "yield_percent", "the yield is the part that is expected to pass inspection: more than 0 and at most 100 percent")
  }
}
