import Postgres

/// Something that was changed about who may come in.
public struct AccessChange: Hashable, Sendable {
  /// What was done. Its name is what the journal keeps.
  public enum Action: String, CaseIterable, Sendable {
    case addUser = "add user"
    case setPassword = "set password"
    case setRoles = "set roles"
    case disable, enable
    case endSession = "end session"
    case endAllSessions = "end all sessions"
    case addToken = "add token"
    case revokeToken = "revoke token"
    case requested, approved, cancelled
  }

  /// Its number: larger, later.
  public let id: Int64
  /// In microseconds since 1970 UTC.
  public let at: Int64
  /// Who did it.
  public let actor: String
  /// What was done; nil for something that a newer program did.
  public let action: Action?
  /// To whom or to what, and what exactly: roles, the number of a session, a reason.
  public let subject: String, detail: String
}

extension Accounts {
  /// Who changed what about users, tokens and requests, the latest first. Nothing is ever taken out of it.
  /// - Parameters:
  ///   - name: only what this person did or what was done to her; empty for everybody.
  ///   - before: only what has a smaller number; nil from the latest on.
  ///   - rowsMax: how many at most.
  public func journal(of name: String = "", before: Int64? = nil, rowsMax: Int) async throws -> [AccessChange] {
    try await pool.withSession { session in
      try session.query(
        """
        SELECT id, at, done_by, action, subject, detail FROM sign_in_journal
        WHERE id < $1 AND ($2 = '' OR done_by = $2 OR subject = $2) ORDER BY id DESC LIMIT $3
        """, [.int64(before ?? .max), .text(name), .int64(Int64(rowsMax))]
      ).map { row in
        try AccessChange(
          id: row.int64(0), at: row.microseconds(1), actor: row.text(2), action: .init(rawValue: row.text(3)), subject: row.text(4),
          detail: row.text(5))
      }
    }
  }
}
