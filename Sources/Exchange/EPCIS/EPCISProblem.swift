/// What keeps an EPCIS document from being written, or from being read back: what, where, and what to do.
public struct EPCISProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// A sentence for a person.
  public let description: String

  /// A problem in words.
  public init(_ description: String) { self.description = description }
}
