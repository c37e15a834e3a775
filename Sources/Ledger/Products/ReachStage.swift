/// Asks to note that a product reached a step of the OVOP method.
public struct ReachStage: Hashable, Sendable {
  /// Which product, and which step.
  public let product: ProductCode, stage: ProductStage
  /// Anything worth knowing; required where steps are left out.
  public let note: String?
  /// When.
  public let date: CalendarDate

  /// A step as it is reported.
  public init(product: ProductCode, stage: ProductStage, note: String? = nil, date: CalendarDate) {
    (self.product, self.stage, self.note, self.date) = (product, stage, note, date)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("date", date)
    writer.member("note", note)
    writer.member("product", product.text)
    writer.member("stage", stage.rawValue)
  }
}

/// What a step reached would record. A product never goes back; who starts an idea anew develops another product.
/// - Throws: `ProductRefusal.goesBack` to an earlier step, `.skips` when steps are left out without a note, `Refusal.before` when it is dated before the
///   step the product is at.
public func decide(_ command: ReachStage, given state: ProductState) throws(Refusal) -> Decision {
  guard state.developed != nil else { throw .unknown(.product, command.product.text) }
  if let current = state.stage {
    let thing = "step \(current.reached.rawValue) of product \(command.product)"
    if command.stage == current.reached {
      try same(current.since.description, command.date.description, "date", of: thing)
      try same(current.note, command.note, "note", of: thing)
      return .unchanged
    }
    guard command.stage > current.reached else {
      throw .product(.goesBack(command.product, at: current.reached, since: current.since, to: command.stage))
    }
    guard command.date >= current.since else { throw .before(thing, current.since) }
  }
  let next = (state.stage?.reached.rawValue ?? 0) + 1
  if command.stage.rawValue > next, command.note?.isEmpty ?? true {
    throw .product(.skips(command.product, to: command.stage, steps: next...command.stage.rawValue - 1))
  }
  let reached = ProductStageReached(product: command.product, stage: command.stage, note: command.note)
  return .record([Fact(.productStageReached(reached), in: .product(command.product), on: command.date)])
}
