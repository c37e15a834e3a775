/// Why a product's step or recipe is not recorded.
public enum ProductRefusal: Hashable, Sendable {
  /// It has come further already.
  case goesBack(ProductCode, at: ProductStage, since: CalendarDate, to: ProductStage)
  /// Steps are left out, and nothing says why.
  case skips(ProductCode, to: ProductStage, steps: ClosedRange<Int64>)
  /// Versions are counted 1, 2, 3 …, each from a later day than the one before.
  case recipeOutOfOrder(ProductCode, version: Int64, validFrom: CalendarDate, last: Recipe?)

  /// The field the reason lies in.
  public var column: String {
    switch self {
    case .goesBack: "stage"
    case .skips: "note"
    case .recipeOutOfOrder(_, let version, _, let last): version == (last?.version ?? 0) + 1 ? "valid_from" : "version"
    }
  }

  /// The reason and what to do next.
  public var message: String {
    switch self {
    case .goesBack(let product, let current, let since, let stage):
      "product \(product) reached step \(current.rawValue) on \(since) and does not go back to step \(stage.rawValue); "
        + "correct the step, or develop the new idea as a product of its own"
    case .skips(let product, let stage, let steps):
      "step \(stage.rawValue) of product \(product) leaves out \(Self.words(steps)); record \(steps.count == 1 ? "it" : "them") first, "
        + "or say in a note why \(steps.count == 1 ? "it was" : "they were") left out"
    case .recipeOutOfOrder(let product, let version, let validFrom, let last):
      Self.outOfOrder("recipe \(version) of product \(product)", version, validFrom, last.map { ($0.version, $0.validFrom) })
    }
  }

  private static func words(_ steps: ClosedRange<Int64>) -> String {
    steps.count == 1 ? "step \(steps.lowerBound)" : "steps \(steps.lowerBound) to \(steps.upperBound)"
  }

  /// Why a version is not the next one; shared by recipes and criteria.
  static func outOfOrder(_ thing: String, _ version: Int64, _ validFrom: CalendarDate, _ last: (version: Int64, validFrom: CalendarDate)?) -> String {
    guard let last else { return "\(thing) cannot be the first: versions are counted from 1" }
    guard version == last.version + 1 else {
      return "\(thing) does not follow version \(last.version), the newest in the book; the next is \(last.version + 1)"
    }
    return "\(thing) is to hold from \(validFrom), but version \(last.version) holds from \(last.validFrom); the next begins on a later day"
  }
}
