import Postgres

extension Accounts {
  /// Adds a user.
  /// - Throws: `SignInProblem.badName`, `.badPassword`, `.noRole`, `.taken`; `PostgresError`.
  public func addUser(name: String, roles: Set<Role>, password: String, by actor: String) async throws {
    guard User.isName(name) else { throw SignInProblem.badName }
    guard !roles.isEmpty else { throw SignInProblem.noRole }
    try User.check(password: password, of: name)
    let cost = cost
    let text = try await workers.run { try PasswordHash.make(password, cost: cost).text }
    let words = roles.map(\.rawValue).sorted()
    try await pool.withSession { session in
      try session.transaction {
        try Self.lock(name, session)
        // Who acts under a name in the log is one and the same, a user or a program; also when the program's token was taken back.
        let isToken =
          try session.query(
            "SELECT EXISTS (SELECT FROM sign_in_journal WHERE action = 'add token' AND subject = $1)", [.text(name)]
          ).first?.bool(0) ?? false
        let added = try session.query(
          "INSERT INTO sign_in_user (name, roles, password) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING true",
          [.text(name), .textArray(words), .text(text)])
        guard !isToken, !added.isEmpty else { throw SignInProblem.taken }
        try Self.note(session, "add user", name, by: actor, words.joined(separator: " "))
      }
    }
  }

  /// Gives a user another password; all her sessions end.
  /// - Throws: `SignInProblem.badPassword`, `.unknown`.
  public func setPassword(of name: String, to password: String, by actor: String) async throws {
    try User.check(password: password, of: name)
    let cost = cost
    let text = try await workers.run { try PasswordHash.make(password, cost: cost).text }
    try await change(name, "set password", by: actor) { session in
      let changed = try session.query("UPDATE sign_in_user SET password = $2 WHERE name = $1 RETURNING true", [.text(name), .text(text)])
      try session.query("DELETE FROM sign_in_session WHERE name = $1", [.text(name)])
      return !changed.isEmpty
    }
  }

  /// Gives a user other roles; they count at once, in other processes within five seconds.
  /// - Throws: `SignInProblem.noRole`, `.unknown`, `.lastAdmin`.
  public func setRoles(of name: String, to roles: Set<Role>, by actor: String) async throws {
    guard !roles.isEmpty else { throw SignInProblem.noRole }
    let words = roles.map(\.rawValue).sorted()
    try await change(name, "set roles", by: actor, detail: words.joined(separator: " ")) { session in
      try !session.query("UPDATE sign_in_user SET roles = $2 WHERE name = $1 RETURNING true", [.text(name), .textArray(words)]).isEmpty
    }
  }

  /// Refuses a user, or takes her back. Who is refused is out at once, in other processes within five seconds.
  /// - Throws: `SignInProblem.unknown`, `.lastAdmin`.
  public func setDisabled(_ isDisabled: Bool, of name: String, by actor: String) async throws {
    try await change(name, isDisabled ? "disable" : "enable", by: actor) { session in
      // The user first: whoever signs in at this moment waits for that, and then may not, or is done and loses the session.
      let changed = try session.query("UPDATE sign_in_user SET is_disabled = $2 WHERE name = $1 RETURNING true", [.text(name), .bool(isDisabled)])
      if isDisabled { try session.query("DELETE FROM sign_in_session WHERE name = $1", [.text(name)]) }
      return !changed.isEmpty
    }
  }

  /// All users, by name.
  public func users() async throws -> [User] {
    try await pool.withSession { session in
      try session.query("SELECT name, array_to_string(roles, ' '), is_disabled, created_at FROM sign_in_user ORDER BY name").map { row in
        try User(name: row.text(0), roles: Self.roles(row.text(1)), isDisabled: row.bool(2), createdAt: row.microseconds(3))
      }
    }
  }

  /// Whether anybody can sign in at all.
  public func hasUsers() async throws -> Bool {
    try await pool.withSession { try $0.query("SELECT EXISTS (SELECT FROM sign_in_user WHERE NOT is_disabled)").first?.bool(0) ?? false }
  }

  /// Roles from words with blanks between; unknown ones (of a newer program) give nothing.
  static func roles(_ words: String) -> Set<Role> { Set(words.split(separator: " ").compactMap { Role(rawValue: String($0)) }) }

  /// Changes a user in one transaction, and leaves at least one admin where there was one.
  private func change(
    _ name: String, _ action: String, by actor: String, detail: String = "", _ body: @escaping @Sendable (Session) throws -> Bool
  ) async throws {
    let admins = "SELECT count(*) FROM sign_in_user WHERE 'admin' = ANY(roles) AND NOT is_disabled"
    try await pool.withSession { session in
      try session.transaction {
        try session.execute("LOCK TABLE sign_in_user IN SHARE ROW EXCLUSIVE MODE")
        let before = try session.query(admins).first?.int64(0) ?? 0
        guard try body(session) else { throw SignInProblem.unknown }
        if before > 0, try session.query(admins).first?.int64(0) == 0 { throw SignInProblem.lastAdmin }
        try Self.note(session, action, name, by: actor, detail)
      }
    }
    known.forget()
  }
}
