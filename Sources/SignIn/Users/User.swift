/// Somebody who may sign in.
public struct User: Hashable, Sendable {
  /// What she signs in with; it stands in the log as the actor of what she records.
  public let name: String
  /// What she may do.
  public let roles: Set<Role>
  /// Whether signing in is refused.
  public let isDisabled: Bool
  /// In microseconds since 1970 UTC.
  public let createdAt: Int64

  /// Whether a text can be a name.
  public static func isName(_ text: String) -> Bool {
    (2...40).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || [45, 46, 95].contains(byte)
      }
  }

  /// A name as somebody typed it, as it is kept: small letters, no blanks around it.
  static func name(typed text: String) -> String {
    let text = text.prefix(100).drop { $0 == " " }
    let end = text.lastIndex { $0 != " " }.map { text.index(after: $0) } ?? text.startIndex
    return text[..<end].lowercased()
  }

  /// The most characters of a password: enough for every sentence, too few to keep the server hashing.
  static let passwordMax = 200

  /// A password made up for somebody: 96 bits of chance are enough, and short enough to type once.
  public static func newPassword() -> String { String(SecretToken.random().text.prefix(16)) }

  /// - Throws: `SignInProblem.badPassword`.
  static func check(password: String, of name: String) throws(SignInProblem) {
    guard (10...passwordMax).contains(password.count), password != name else { throw .badPassword }
  }
}

/// A session, as its owner sees it.
public struct SessionInfo: Hashable, Sendable {
  /// What names it when it is to be ended; opens nothing.
  public let id: Int64
  /// In microseconds since 1970 UTC.
  public let createdAt: Int64, seenAt: Int64
  /// The network it was begun from, without its last part.
  public let address: String
  /// Whether it is the one that asks.
  public let isCurrent: Bool
}

/// An API token, without what opens anything.
public struct TokenInfo: Hashable, Sendable {
  /// Under which name its program acts.
  public let name: String
  /// What it may do.
  public let roles: Set<Role>
  /// Who made it.
  public let createdBy: String
  /// In microseconds since 1970 UTC.
  public let createdAt: Int64
}
