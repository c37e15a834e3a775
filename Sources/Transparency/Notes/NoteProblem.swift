/// Why a text is no signed note, key or checkpoint, or why its signatures are worth nothing.
public struct NoteProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in plain words; without the text itself.
  public let message: String

  /// A problem in those words.
  public init(_ message: String) { self.message = message }

  /// The same as `message`.
  public var description: String { message }
}
