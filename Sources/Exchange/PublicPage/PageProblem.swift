/// What keeps a public page from being made: what, and what to do.
public struct PageProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// A sentence for a person.
  public let description: String

  /// A problem in words.
  public init(_ description: String) { self.description = description }
}
