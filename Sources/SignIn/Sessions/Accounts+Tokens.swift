import Postgres

extension Accounts {
  /// Makes an API token.
  /// - Returns: the token: shown now and never again.
  /// - Throws: `SignInProblem.badName`, `.noRole`, `.taken`.
  public func addToken(name: String, roles: Set<Role>, by actor: String) async throws -> SecretToken {
    guard User.isName(name) else { throw SignInProblem.badName }
    guard !roles.isEmpty else { throw SignInProblem.noRole }
    let token = SecretToken.random()
    let words = roles.map(\.rawValue).sorted()
    try await pool.withSession { session in
      try session.transaction {
        try Self.lock(name, session)
        // A token acts under its name: one name, one actor.
        let isUser = try session.query("SELECT EXISTS (SELECT FROM sign_in_user WHERE name = $1)", [.text(name)]).first?.bool(0) ?? false
        let added = try session.query(
          "INSERT INTO sign_in_token (name, sha256, roles, created_by) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING true",
          [.text(name), .bytes(token.sha256), .textArray(words), .text(actor)])
        guard !isUser, !added.isEmpty else { throw SignInProblem.taken }
        try Self.note(session, "add token", name, by: actor, words.joined(separator: " "))
      }
    }
    return token
  }

  /// All tokens, by name.
  public func tokens() async throws -> [TokenInfo] {
    try await pool.withSession { session in
      try session.query("SELECT name, array_to_string(roles, ' '), created_by, created_at FROM sign_in_token ORDER BY name").map { row in
        try TokenInfo(name: row.text(0), roles: Self.roles(row.text(1)), createdBy: row.text(2), createdAt: row.microseconds(3))
      }
    }
  }

  /// Takes a token back; it opens nothing from now on.
  /// - Throws: `SignInProblem.unknown`.
  public func revokeToken(name: String, by actor: String) async throws {
    try await pool.withSession { session in
      try session.transaction {
        guard try !session.query("DELETE FROM sign_in_token WHERE name = $1 RETURNING true", [.text(name)]).isEmpty else {
          throw SignInProblem.unknown
        }
        try Self.note(session, "revoke token", name, by: actor)
      }
    }
    known.forget()
  }

  /// Whose token it is; nil when it is none.
  public func identity(ofToken text: String) async throws -> Identity? {
    guard let token = SecretToken(presented: text) else { return nil }
    let sha256 = token.sha256
    if let identity = known.identity(sha256, .token) { return identity }
    let generation = known.generation
    let found = try await pool.withSession { session in
      try session.query("SELECT name, array_to_string(roles, ' ') FROM sign_in_token WHERE sha256 = $1", [.bytes(sha256)]).first
        .map { try ($0.text(0), $0.text(1)) }
    }
    guard let found else { return nil }
    let identity = Identity(name: found.0, roles: Self.roles(found.1), kind: .token)
    known.keep(identity, for: sha256, generation: generation)
    return identity
  }
}
