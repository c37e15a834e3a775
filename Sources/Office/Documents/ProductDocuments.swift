import Ledger

/// Documents about how products come along and how they are made.
enum ProductDocuments {
  /// The kinds there are.
  static let kinds = ["recipe", "stage"]

  /// What a document asks for; nil for a kind that is not about products.
  static func command(_ kind: String, _ members: DocumentMembers) throws -> Command? {
    switch kind {
    case "stage":
      return try .product(
        .reach(ReachStage(product: members.code("product"), stage: stage(members), note: members.optionalText("note"), date: members.date())))
    case "recipe":
      let recipe = try Recipe(
        version: members.wholeNumber("version"), validFrom: members.date("valid_from"), inputs: inputs(members),
        yieldBasisPoints: members.basisPoints("yield_percent"))
      return try .product(.agreeRecipe(AgreeRecipe(product: members.code("product"), recipe: recipe)))
    default: return nil
    }
  }

  private static func stage(_ members: DocumentMembers) throws -> ProductStage {
    let number = try members.wholeNumber("stage")
    guard let stage = ProductStage(rawValue: number) else {
      throw DocumentProblem(of: "stage", "\"stage\": \(number) is no step of the method; write 1 (territory analysis) to 11 (branding and sales)")
    }
    return stage
  }

  private static func inputs(_ members: DocumentMembers) throws -> [RecipeInput] {
    try members.objects("inputs", of: "material, quantity and unit").map { line in
      let input = try RecipeInput(material: line.text("material"), quantity: line.quantity("quantity"), unit: line.choice("unit"))
      try line.checkAllUsed(by: "recipe")
      return input
    }
  }
}
