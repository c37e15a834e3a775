public import Postgres

/// Brings a book's schema up to what this program knows, or says why it must not.
///
/// Several programs may start at once: an advisory lock lets one migrate while the others wait and then find nothing to do.
/// Each migration is a transaction of its own, so a failure leaves all before it applied and nothing of itself.
public struct Migrator: Sendable {
  private let migrations: [Migration]

  /// A migrator for these, applied in the order given. Several components may be mixed; numbers must rise within each.
  public init(_ migrations: [Migration]) {
    for (component, own) in Dictionary(grouping: migrations, by: \.component) {
      precondition(zip(own, own.dropFirst()).allSatisfy { $0.number < $1.number }, "The migrations of \(component) are out of order.")
    }
    self.migrations = migrations
  }

  /// Applies what is missing. The session is the owner's, with the book as its search path, and in no transaction.
  /// - Returns: the migrations applied, in order.
  /// - Throws: `LogError.migrationChanged`, `.databaseNewer`; `PostgresError` when a statement fails.
  public func apply(_ session: Session) throws -> [Migration] {
    try session.transaction {
      try lock(session)
      try session.execute(Migration.table)
    }
    return try check(session).filter { migration in
      try session.transaction {
        try lock(session)
        guard try !isApplied(migration, session) else { return false }
        try session.execute(migration.sql)
        try session.query(
          "INSERT INTO migration (component, number, name, sha256) VALUES ($1, $2, $3, encode(sha256(convert_to($4, 'UTF8')), 'hex'))",
          [.text(migration.component), .int32(migration.number), .text(migration.name), .text(migration.sql)])
        return true
      }
    }
  }

  /// What is missing, in order. Changes nothing.
  /// - Throws: `LogError.migrationChanged` when one that was applied reads differently now; `.databaseNewer` when the book has had
  ///   one of these components' migrations that this program does not know.
  public func check(_ session: Session) throws -> [Migration] {
    let rows = try session.query(
      """
      SELECT applied.component, applied.number, applied.name,
             known.number IS NULL AS unknown,
             encode(sha256(convert_to(known.sql, 'UTF8')), 'hex') IS DISTINCT FROM applied.sha256 AS changed
      FROM migration AS applied
      LEFT JOIN unnest($1, $2, $3) AS known(component, number, sql) USING (component, number)
      WHERE applied.component = ANY($1)
      ORDER BY applied.component, applied.number
      """, [.textArray(migrations.map(\.component)), .int32Array(migrations.map(\.number)), .textArray(migrations.map(\.sql))])
    var applied: Set<String> = []
    for row in rows {
      let (component, number, name) = try (row.text(0), row.int64(1), row.text(2))
      if try row.bool(3) {
        throw LogError(
          .databaseNewer, "The book has had migration \(component) \(number) \(name), which this program does not know. Use a newer esep.")
      }
      if try row.bool(4) {
        throw LogError(
          .migrationChanged,
          "Migration \(component) \(number) \(name) was changed after the book had it. Restore the file as it was, and put the change into a new one."
        )
      }
      applied.insert("\(component) \(number)")
    }
    return migrations.filter { !applied.contains("\($0.component) \($0.number)") }
  }

  private func lock(_ session: Session) throws {
    try session.query("SELECT pg_advisory_xact_lock(hashtextextended('esep migrate ' || current_schema(), 0))")
  }

  private func isApplied(_ migration: Migration, _ session: Session) throws -> Bool {
    let rows = try session.query(
      "SELECT true FROM migration WHERE component = $1 AND number = $2", [.text(migration.component), .int32(migration.number)])
    return !rows.isEmpty
  }
}
