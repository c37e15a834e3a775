/// Asks to put a product into the catalogue, or to rename it.
public struct DevelopProduct: Hashable, Sendable {
  /// Which product and what it is called.
  public let product: ProductCode, name: String, category: String
  /// What it is counted in.
  public let unit: Unit
  /// Customs code and origin, where known.
  public let hsCode: String?, oblast: String?
  /// When it was ready.
  public let date: CalendarDate

  /// A product as it stands in the catalogue.
  public init(product: ProductCode, name: String, category: String, unit: Unit, hsCode: String? = nil, oblast: String? = nil, date: CalendarDate) {
    (self.product, self.name, self.category, self.unit) = (product, name, category, unit)
    (self.hsCode, self.oblast, self.date) = (hsCode, oblast, date)
  }
}

/// What putting a product into the catalogue would record; a known product under another name is renamed, and an origin that was left open is added.
/// - Throws: `Refusal.differs` when category, unit, customs code or origin are other than recorded: that would be another product.
public func decide(_ command: DevelopProduct, given state: ProductState) throws(Refusal) -> Decision {
  try require(command.name, "name")
  try require(command.category, "category")
  if let hsCode = command.hsCode, !(6...10).contains(hsCode.utf8.count) || !hsCode.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
    throw .malformed(column: "hs_code", "'\(hsCode)' is no HS code: write 6 to 10 digits without blanks")
  }
  let stream = StreamName.product(command.product)
  guard let known = state.developed else {
    let developed = ProductDeveloped(
      product: command.product, name: command.name, category: command.category, unit: command.unit, hsCode: command.hsCode, oblast: command.oblast)
    return .record([Fact(.productDeveloped(developed), in: stream, on: command.date)])
  }
  let thing = "product \(command.product)"
  try same(known.category, command.category, "category", of: thing)
  try same(known.unit.rawValue, command.unit.rawValue, "unit", of: thing)
  try same(known.hsCode, command.hsCode, "hs_code", of: thing)
  var facts: [Fact] = []
  if state.oblast == nil, let oblast = command.oblast {
    facts.append(Fact(.productOriginStated(ProductOriginStated(product: command.product, oblast: oblast)), in: stream, on: command.date))
  } else {
    try same(state.oblast, command.oblast, "oblast", of: thing)
  }
  if state.name != command.name {
    facts.append(Fact(.productRenamed(ProductRenamed(product: command.product, name: command.name)), in: stream, on: command.date))
  }
  return facts.isEmpty ? .unchanged : .record(facts)
}
