/// A figure somebody published, or the demo assumes, and how the book is asked for it.
public struct Figure: Hashable, Sendable, Identifiable {
  /// A short name for it (`muji-share-2020`).
  public let id: String
  /// What it says.
  public let statement: String
  /// How it is found in the book.
  public let query: FigureQuery
  /// What was published, as precisely as it was published.
  public let expected: ExpectedValue
  /// Whether it was published.
  public let standing: Standing
  /// Who published it, or how it was arrived at.
  public let source: String

  init(_ id: String, _ statement: String, _ query: FigureQuery, _ expected: ExpectedValue, _ standing: Standing = .published, source: String) {
    (self.id, self.statement, self.query) = (id, statement, query)
    (self.expected, self.standing, self.source) = (expected, standing, source)
  }

  /// What was published, as people read it.
  public var expectedText: String {
    switch expected {
    case .exactly(let value): query.unit.text(value)
    case .about(let value, _): "about " + query.unit.text(value)
    case .between(let range): query.unit.text(range.lowerBound) + " to " + query.unit.text(range.upperBound)
    }
  }
}

/// A value with the tolerance it was published with, in the unit of its query.
public enum ExpectedValue: Hashable, Sendable {
  /// To the last coin, piece or person.
  case exactly(Int64)
  /// Rounded half away from zero to a multiple of a step, such as 0.01 million.
  case about(Int64, step: Int64)
  /// Anything from one bound to the other.
  case between(ClosedRange<Int64>)

  /// Whether the book's answer is what was published.
  public func isReproduced(by value: Int64) -> Bool {
    switch self {
    case .exactly(let expected): value == expected
    case .about(let expected, let step): 2 * (value - expected) < step && 2 * (expected - value) <= step
    case .between(let range): range.contains(value)
    }
  }
}
