import Postgres

/// What one person asks for and another has to agree to, such as opening a closed month again.
public struct PendingRequest: Hashable, Sendable {
  /// What names it when somebody decides.
  public let id: Int64
  /// What is asked (`reopen-period`), and about what (`2024-03`).
  public let kind: String, subject: String
  public let reason: String, requestedBy: String
  /// In microseconds since 1970 UTC.
  public let requestedAt: Int64
}

extension Accounts {
  /// Asks for something.
  /// - Throws: `SignInProblem.taken` when it is asked for already.
  public func request(kind: String, subject: String, reason: String, by actor: String) async throws -> PendingRequest {
    try await pool.withSession { session in
      try session.transaction {
        let rows = try session.query(
          "INSERT INTO sign_in_request (kind, subject, reason, requested_by) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING "
            + "RETURNING \(Self.requestColumns)", [.text(kind), .text(subject), .text(reason), .text(actor)])
        guard let row = rows.first else { throw SignInProblem.taken }
        try Self.note(session, AccessChange.Action.requested.rawValue, "\(kind) \(subject)", by: actor, reason)
        return try Self.pending(row)
      }
    }
  }

  /// What waits for somebody's agreement, the oldest first.
  /// - Parameter kind: nil for all kinds.
  public func openRequests(kind: String? = nil) async throws -> [PendingRequest] {
    try await pool.withSession { session in
      try session.query(
        "SELECT \(Self.requestColumns) FROM sign_in_request WHERE outcome IS NULL AND (kind = $1 OR $1 = '') ORDER BY id", [.text(kind ?? "")]
      ).map { try Self.pending($0) }
    }
  }

  /// Agrees to a request, as another person than who asked.
  ///
  /// `carryOut` does what was asked before the agreement is written down: when it throws, the request stays open; when the agreement cannot be written
  /// afterwards, agreeing again does no harm, for what is carried out is recorded once.
  /// - Throws: `SignInProblem.unknown` when it is not open any more, `.samePerson`; what `carryOut` throws.
  public func approve(_ id: Int64, by actor: String, carryOut: @Sendable (PendingRequest) async throws -> Void) async throws {
    guard let request = try await openRequests().first(where: { $0.id == id }) else { throw SignInProblem.unknown }
    guard request.requestedBy != actor else { throw SignInProblem.samePerson }
    try await carryOut(request)
    try await decide(id, "approved", by: actor)
  }

  /// Takes a request back, or turns it down.
  /// - Throws: `SignInProblem.unknown`.
  public func cancel(_ id: Int64, by actor: String) async throws { try await decide(id, "cancelled", by: actor) }

  private func decide(_ id: Int64, _ outcome: String, by actor: String) async throws {
    try await pool.withSession { session in
      try session.transaction {
        let rows = try session.query(
          "UPDATE sign_in_request SET outcome = $2, decided_by = $3, decided_at = now() WHERE id = $1 AND outcome IS NULL RETURNING kind, subject",
          [.int64(id), .text(outcome), .text(actor)])
        guard let row = rows.first else { throw SignInProblem.unknown }
        try Self.note(session, outcome, "\(row.text(0)) \(row.text(1))", by: actor)
      }
    }
  }

  private static let requestColumns = "id, kind, subject, reason, requested_by, requested_at"

  private static func pending(_ row: Row) throws -> PendingRequest {
    try PendingRequest(
      id: row.int64(0), kind: row.text(1), subject: row.text(2), reason: row.text(3), requestedBy: row.text(4), requestedAt: row.microseconds(5))
  }
}
