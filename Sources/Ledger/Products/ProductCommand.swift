/// What is asked about how a product comes along and how it is made.
public enum ProductCommand: Hashable, Sendable {
  /// To note that it reached a step of the OVOP method.
  case reach(ReachStage)
  /// To write down its recipe, or the next version.
  case agreeRecipe(AgreeRecipe)

  /// Which product.
  public var product: ProductCode {
    switch self {
    case .reach(let command): command.product
    case .agreeRecipe(let command): command.product
    }
  }

  func write(to writer: inout CanonicalWriter) {
    switch self {
    case .reach(let command): command.write(to: &writer)
    case .agreeRecipe(let command): command.write(to: &writer)
    }
  }
}

/// What something asked about a product would record.
/// - Throws: `Refusal`; nothing is recorded then.
public func decide(_ command: ProductCommand, given state: ProductState) throws(Refusal) -> Decision {
  switch command {
  case .reach(let command): try decide(command, given: state)
  case .agreeRecipe(let command): try decide(command, given: state)
  }
}
