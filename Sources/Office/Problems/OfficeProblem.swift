/// Why something people asked for cannot be done, in words for them.
public struct OfficeProblem: Error, Sendable, CustomStringConvertible {
  /// Whose move it is.
  public enum Kind: Sendable, Equatable {
    /// The book says no, or something on this machine is in the way.
    case refused
    /// What was handed in cannot be read as what it should be.
    case malformed
    /// What was named is not there.
    case unknown
  }

  /// Whose move it is.
  public let kind: Kind
  /// What, where, why, and what to do next.
  public let message: String
  /// The member or column it is about, where that is known.
  public let field: String?

  /// A problem with a message for a person.
  public init(_ kind: Kind, _ message: String, field: String? = nil) { (self.kind, self.message, self.field) = (kind, message, field) }

  /// The book says no.
  public static func refused(_ message: String) -> OfficeProblem { OfficeProblem(.refused, message) }
  /// What was named is not there.
  public static func unknown(_ message: String) -> OfficeProblem { OfficeProblem(.unknown, message) }
  /// What was handed in cannot be read.
  public static func malformed(_ message: String, field: String? = nil) -> OfficeProblem { OfficeProblem(.malformed, message, field: field) }

  /// The message.
  public var description: String { message }
}
