import Crypto
import Foundation
import Postgres

extension Accounts {
  /// Signs somebody in: a new session with a token of its own, whatever cookie she came with, so that nobody can plant one.
  /// - Parameters:
  ///   - name: as it was typed: telephones begin with a capital and end with a blank.
  ///   - address: where she comes from; limits tries, and is kept without its last part.
  /// - Throws: `SignInProblem.wrong`, `.wait`; `PostgresError`.
  public func signIn(name: String, password: String, address: String) async throws -> (identity: Identity, token: SecretToken) {
    let name = User.name(typed: name)
    let row = try await proved(name: name, password: password, address: address)
    let token = SecretToken.random()
    let part = RemoteNetwork.shown(address)
    let isStillSo = try await pool.withSession { session in
      // Locked and compared once more: the password may have been changed, or the user disabled, while it was hashed.
      try !session.query(
        """
        INSERT INTO sign_in_session (sha256, name, address)
        SELECT $1, name, $2 FROM sign_in_user WHERE name = $3 AND password = $4 AND NOT is_disabled FOR SHARE
        RETURNING true
        """, [.bytes(token.sha256), .text(part), .text(name), .text(row.password)]
      ).isEmpty
    }
    guard isStillSo else { throw SignInProblem.wrong }
    return (Identity(name: name, roles: row.roles, kind: .session, csrfToken: Self.csrf(token)), token)
  }

  /// Makes sure that it is somebody's password, without a session: before she changes it, for one. As slow and as limited as signing in.
  /// - Throws: `SignInProblem.wrong`, `.wait`; `PostgresError`.
  public func prove(name: String, password: String, address: String) async throws {
    _ = try await proved(name: name, password: password, address: address)
  }

  /// Whose session a cookie is of; nil when it is none or has ended. Keeps a session that is used alive.
  public func identity(ofSession text: String) async throws -> Identity? {
    guard let token = SecretToken(presented: text) else { return nil }
    let sha256 = token.sha256
    if let identity = known.identity(sha256, .session) { return identity }
    let generation = known.generation
    let (idle, most) = (Int64(idleHours), Int64(hoursMax))
    let found = try await pool.withSession { session -> (String, String)? in
      let rows = try session.query(
        """
        SELECT u.name, array_to_string(u.roles, ' '), s.seen_at < now() - interval '1 minute'
        FROM sign_in_session s JOIN sign_in_user u USING (name)
        WHERE s.sha256 = $1 AND NOT u.is_disabled
          AND s.seen_at > now() - $2 * interval '1 hour' AND s.created_at > now() - $3 * interval '1 hour'
        """, [.bytes(sha256), .int64(idle), .int64(most)])
      guard let row = rows.first else { return nil }
      if try row.bool(2) { try session.query("UPDATE sign_in_session SET seen_at = now() WHERE sha256 = $1", [.bytes(sha256)]) }
      return try (row.text(0), row.text(1))
    }
    guard let found else { return nil }
    let identity = Identity(name: found.0, roles: Self.roles(found.1), kind: .session, csrfToken: Self.csrf(token))
    known.keep(identity, for: sha256, generation: generation)
    return identity
  }

  /// Ends the session of a cookie.
  public func endSession(_ text: String) async throws {
    guard let token = SecretToken(presented: text) else { return }
    _ = try await pool.withSession { session in try session.query("DELETE FROM sign_in_session WHERE sha256 = $1", [.bytes(token.sha256)]) }
    known.forget()
  }

  /// A user's sessions that can still be used, the latest used first.
  /// - Parameter current: the cookie of the one that asks.
  public func sessions(of name: String, current: String? = nil) async throws -> [SessionInfo] {
    let sha256 = current.flatMap { SecretToken(presented: $0) }?.sha256
    let (idle, most) = (Int64(idleHours), Int64(hoursMax))
    return try await pool.withSession { session in
      try session.query(
        """
        SELECT id, created_at, seen_at, address, sha256 FROM sign_in_session
        WHERE name = $1 AND seen_at > now() - $2 * interval '1 hour' AND created_at > now() - $3 * interval '1 hour'
        ORDER BY seen_at DESC, id DESC
        """, [.text(name), .int64(idle), .int64(most)]
      ).map { row in
        try SessionInfo(
          id: row.int64(0), createdAt: row.microseconds(1), seenAt: row.microseconds(2), address: row.text(3), isCurrent: row.bytes(4) == sha256)
      }
    }
  }

  /// Ends one of a user's sessions.
  /// - Throws: `SignInProblem.unknown` when it is not hers.
  public func endSession(_ id: Int64, of name: String, by actor: String) async throws {
    try await pool.withSession { session in
      try session.transaction {
        guard try !session.query("DELETE FROM sign_in_session WHERE id = $1 AND name = $2 RETURNING true", [.int64(id), .text(name)]).isEmpty else {
          throw SignInProblem.unknown
        }
        try Self.note(session, "end session", name, by: actor, "\(id)")
      }
    }
    known.forget()
  }

  /// Ends all of a user's sessions.
  public func endAllSessions(of name: String, by actor: String) async throws {
    try await pool.withSession { session in
      try session.transaction {
        try session.query("DELETE FROM sign_in_session WHERE name = $1", [.text(name)])
        try Self.note(session, "end all sessions", name, by: actor)
      }
    }
    known.forget()
  }

  /// Removes sessions that nobody can use any more.
  public func sweep() async throws {
    let (idle, most) = (Int64(idleHours), Int64(hoursMax))
    _ = try await pool.withSession { session in
      try session.query(
        "DELETE FROM sign_in_session WHERE seen_at < now() - $1 * interval '1 hour' OR created_at < now() - $2 * interval '1 hour'",
        [.int64(idle), .int64(most)])
    }
  }

  /// The user whose password it is.
  private func proved(name: String, password: String, address: String) async throws -> Stored {
    let network = RemoteNetwork.counted(address)
    // Only what can be a name is remembered as one: what a stranger sends may be large.
    let counted = User.isName(name) ? name : nil
    try gate.enter(name: counted, network: network)
    do {
      let row = if let counted { try await stored(counted) } else { nil as Stored? }
      let kept = row.flatMap { PasswordHash($0.password) }
      let compared: PasswordHash?
      if let kept { compared = kept } else { compared = await nobody.value }
      let isRight = try await workers.run { password.count <= User.passwordMax ? try compared?.matches(password) ?? false : false }
      guard isRight, let kept, var row, !row.isDisabled else { throw SignInProblem.wrong }
      gate.passed(name: name, network: network)
      if kept.cost != cost { row.password = try await hashAnew(name, password, instead: row.password) }
      return row
    } catch let error where !(error is SignInProblem) {
      // The database was away, not the password wrong.
      gate.left(name: counted, network: network)
      throw error
    }
  }

  /// Hashes a password with the present cost.
  /// - Returns: what is kept of it now.
  private func hashAnew(_ name: String, _ password: String, instead old: String) async throws -> String {
    let cost = cost
    let new = try await workers.run { try PasswordHash.make(password, cost: cost).text }
    let isChanged = try await pool.withSession { session in
      try !session.query(
        "UPDATE sign_in_user SET password = $2 WHERE name = $1 AND password = $3 RETURNING true", [.text(name), .text(new), .text(old)]
      ).isEmpty
    }
    return isChanged ? new : old
  }

  private struct Stored {
    var password: String
    let roles: Set<Role>
    let isDisabled: Bool
  }

  private func stored(_ name: String) async throws -> Stored? {
    try await pool.withSession { session in
      try session.query("SELECT password, array_to_string(roles, ' '), is_disabled FROM sign_in_user WHERE name = $1", [.text(name)]).first
        .map { try Stored(password: $0.text(0), roles: Self.roles($0.text(1)), isDisabled: $0.bool(2)) }
    }
  }

  /// What forms of a session send along: follows from its token, so that nothing is kept, and tells nothing of it.
  static func csrf(_ token: SecretToken) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: Data("csrf".utf8), using: SymmetricKey(data: Data(token.text.utf8)))
    return Data(code).base64URLText
  }
}
