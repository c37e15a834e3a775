import Ledger

/// What a document about a batch says beyond its spreadsheet: what it was made from, by which recipe, and whether it still waits for its inspection.
struct BatchDocument {
  private let inputs: [MaterialInput]
  private let recipe: Int64?
  private let isInspected: Bool
  /// What was made in all; beside contributions, whose own quantities are in them.
  private let quantity: Quantity?

  /// Takes those members out of the others.
  init(_ members: inout [String: Any]) throws {
    let names = ["inputs", "recipe", "inspected"] + (members["contributions"] == nil ? [] : ["quantity"])
    let own = DocumentMembers(members.filter { names.contains($0.key) })
    for name in names { members[name] = nil }
    inputs = try own.optionalObjects("inputs", of: "material, quantity and unit")?.map(Self.input) ?? []
    (recipe, isInspected) = (try own.optionalWholeNumber("recipe"), try own.optionalFlag("inspected") ?? true)
    quantity = try own.optionalQuantity("quantity")
  }

  private static func input(_ members: DocumentMembers) throws -> MaterialInput {
    let currency = try members.optionalText("currency") == nil ? nil : members.currency()
    // Without its currency a cost is no money; that the two go together is the book's rule, and it says so.
    let cost = try members.optionalAmount("cost", currency ?? .kgs)
    let input = try MaterialInput(
      material: members.text("material"), supplier: members.optionalText("supplier"), quantity: members.quantity("quantity"),
      unit: members.choice("unit"), cost: cost, currency: currency, advance: members.optionalCode("advance"))
    try members.checkAllUsed(by: "batch, in its inputs")
    return input
  }

  /// The sheet with these members.
  func completing(_ command: Command) -> Command {
    guard case .recordBatch(let sheet) = command else { return command }
    return .recordBatch(
      RecordBatch(
        batch: sheet.batch, product: sheet.product, kind: sheet.kind, site: sheet.site, producedOn: sheet.producedOn,
        contributions: sheet.contributions, accepted: sheet.accepted, isInspected: isInspected, inputs: inputs, recipe: recipe, quantity: quantity))
  }
}
