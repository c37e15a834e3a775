/// Why an audit pack cannot be written, or is not what it says it is.
public struct BundleProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What, where, why, and what to do next; it names files and positions, never a payload.
  public let message: String

  /// A problem in words for the person at the terminal.
  public init(_ message: String) { self.message = message }

  /// The message.
  public var description: String { message }
}
