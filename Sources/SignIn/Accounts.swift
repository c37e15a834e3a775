public import Postgres

/// Users, sessions and tokens of a book: who may come in, and who is in.
public final class Accounts: Sendable {
  let pool: Pool
  /// How long a session lives unused, and at most, in hours.
  let idleHours: Int, hoursMax: Int
  let cost: PasswordHash.Cost
  let workers = PasswordWorkers()
  let gate: SignInGate
  /// What was found out a moment ago, so that a page with its parts asks once.
  let known = IdentityCache()
  /// Compared with where there is no such user, so that names cannot be found out by the time it takes.
  let nobody: Task<PasswordHash?, Never>

  /// The accounts behind a pool of connections of the book's writer role.
  public convenience init(pool: Pool, idleHours: Int = 12, hoursMax: Int = 168, cost: PasswordHash.Cost = .current) {
    self.init(pool: pool, idleHours: idleHours, hoursMax: hoursMax, cost: cost, gate: SignInGate())
  }

  /// The same, with a gate that tests give another clock.
  init(pool: Pool, idleHours: Int, hoursMax: Int, cost: PasswordHash.Cost, gate: SignInGate) {
    (self.pool, self.idleHours, self.hoursMax, self.cost, self.gate) = (pool, idleHours, hoursMax, cost, gate)
    let workers = workers
    nobody = Task { try? await workers.run { try PasswordHash.make("nobody has this password", cost: cost) } }
  }

  /// Holds a name until the transaction ends: a user and a token that are added at the same moment must not both get it.
  static func lock(_ name: String, _ session: Session) throws {
    try session.query("SELECT pg_advisory_xact_lock(hashtextextended('esep actor ' || current_schema() || ' ' || $1, 0))", [.text(name)])
  }

  /// Writes down who changed what.
  static func note(_ session: Session, _ action: String, _ subject: String, by actor: String, _ detail: String = "") throws {
    try session.query(
      "INSERT INTO sign_in_journal (done_by, action, subject, detail) VALUES ($1, $2, $3, $4)",
      [.text(actor), .text(action), .text(subject), .text(detail)])
  }
}
