/// The published figures that the demo book reproduces, to be checked against its reports once it is loaded.
public enum DemoFigures {
  /// All of them, by subject.
  public static let all: [Figure] = yearTotals + channels + orders + exports + membership + products + programme + goods + money

  /// What the book says of published figures, those that do not agree with it too.
  public static let claims: [ClaimFigure] = PublishedClaims.all.map { ClaimFigure(published: $0.publishedText, figure: $0.asFigure) }
}

/// A published figure beside what the book is to say of it.
public struct ClaimFigure: Sendable {
  /// What was published, with its bound and its unit.
  public let published: String
  /// What the book says: not always the same.
  public let figure: Figure
}
