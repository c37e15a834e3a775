/// Why a file proves nothing.
public struct ProofProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in plain words.
  public let message: String

  /// A problem in those words.
  public init(_ message: String) { self.message = message }

  /// The same as `message`.
  public var description: String { message }
}
