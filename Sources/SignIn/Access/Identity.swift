/// Who asks: somebody who signed in, or a program with a token.
public struct Identity: Hashable, Sendable {
  /// How it is proved.
  public enum Kind: String, Hashable, Sendable {
    /// By a session's cookie.
    case session
    /// By an API token.
    case token
  }

  /// The user's name, or the token's; recorded as the actor of what is done.
  public let name: String
  /// What she may do.
  public let roles: Set<Role>
  /// How it is proved.
  public let kind: Kind
  /// What forms of her session must send along; nil for tokens, which no browser sends by itself.
  public let csrfToken: String?

  /// An identity from its parts.
  public init(name: String, roles: Set<Role>, kind: Kind, csrfToken: String? = nil) {
    (self.name, self.roles, self.kind, self.csrfToken) = (name, roles, kind, csrfToken)
  }

  /// Whether one of her roles allows it.
  public func may(_ permission: Permission) -> Bool { roles.contains { $0.permissions.contains(permission) } }
}

/// Who may use a route.
public enum Access: Hashable, Sendable {
  /// Everybody, signed in or not.
  case everybody
  /// Whoever is signed in.
  case signedIn
  /// Who has any of these permissions.
  case any([Permission])

  /// One permission.
  public static func only(_ permission: Permission) -> Access { .any([permission]) }

  /// Whether somebody may come in; nil stands for a stranger.
  public func admits(_ identity: Identity?) -> Bool {
    switch self {
    case .everybody: true
    case .signedIn: identity != nil
    case .any(let permissions): identity.map { who in permissions.contains { who.may($0) } } ?? false
    }
  }
}
