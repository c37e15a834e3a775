public import Postgres

extension Book {
  /// The books of a database, by name. Needs no right to any of them.
  public static func list(on options: ConnectionOptions) async throws -> [Book] {
    try await withSession(options) { session in
      // Our own three tables tell a book from somebody else's schema that happens to have a table called migration.
      try session.query(
        """
        SELECT namespace.nspname
        FROM pg_namespace AS namespace JOIN pg_class AS relation ON relation.relnamespace = namespace.oid AND relation.relkind IN ('r', 'p')
        WHERE relation.relname IN ('migration', 'head', 'event')
        GROUP BY namespace.nspname HAVING count(*) = 3 ORDER BY namespace.nspname
        """
      ).compactMap { row in try? Book(named: row.text(0)) }
    }
  }

  /// Creates the book: roles, schema, tables. Finishes a creation that broke off half-way.
  /// - Throws: `LogError.bookExists`; `LogError.notPermitted`, saying what an administrator has to type.
  public func create(on options: ConnectionOptions, migrations: [Migration] = Migration.log) async throws {
    try await withSession(options) { session in
      if let owner = try schemaOwner(session) {
        guard try owner == roleName(.owner) && !isBook(session) else {
          throw LogError(.bookExists, "There is a schema “\(name)” already. Choose another name, or look at it with: esep book list")
        }
        return
      }
      try createRoles(session)
      try explainingRefusal { try session.execute("CREATE SCHEMA \(quotedIdentifier(name)) AUTHORIZATION \(roleName(.owner))") }
    }
    try await applyMigrations(migrations, on: options)
  }

  /// Deletes the book with everything in it, for good, and its roles unless something else still needs them.
  /// - Throws: `LogError.bookMissing`; `LogError.notPermitted`.
  public func drop(on options: ConnectionOptions) async throws {
    try await withSession(options) { session in
      guard try isBook(session) else { throw missing }
      try explainingRefusal {
        try session.transaction {
          try session.execute("SET LOCAL ROLE \(roleName(.owner))")
          try session.execute("DROP SCHEMA \(quotedIdentifier(name)) CASCADE")
        }
      }
      for role in BookRole.allCases {
        // Roles are shared by all databases of a server: another one may have a book of this name, and then they stay.
        do { try session.execute("DROP ROLE \(roleName(role))") } catch let error as PostgresError where error.code == .server {}
      }
    }
  }

  /// Applies the migrations the book has not had, in order.
  /// - Returns: those applied.
  /// - Throws: `LogError.bookMissing`, `.migrationChanged`, `.databaseNewer`, `.notPermitted`.
  @discardableResult
  public func migrate(on options: ConnectionOptions, migrations: [Migration] = Migration.log) async throws -> [Migration] {
    try await withSession(options) { session in
      guard try isBook(session) else { throw missing }
    }
    return try await applyMigrations(migrations, on: options)
  }

  /// Checks that the book is there, that this program fits it and that the login may act in the role.
  /// - Returns: the options for connections that do.
  /// - Throws: `LogError.bookMissing`, `.migrationNeeded`, `.migrationChanged`, `.databaseNewer`, `.notPermitted`.
  public func open(
    on options: ConnectionOptions, as role: BookRole, migrations: [Migration] = Migration.log
  ) async throws -> ConnectionOptions {
    try await withSession(options) { session in
      guard try isBook(session) else { throw missing }
      let isMember = try session.query("SELECT pg_has_role(current_user, $1, 'MEMBER')", [.text(roleName(role))]).first?.bool(0) ?? false
      guard isMember else { throw try notMember(of: [role], session) }
    }
    let options = self.options(options, as: role)
    try await withSession(options) { session in
      let pending = try Migrator(migrations).check(session)
      if let first = pending.first {
        throw LogError(.migrationNeeded, "Book “\(name)” needs \(pending.count) migration(s), first \(first). Type: esep migrate --book \(name)")
      }
    }
    return options
  }

  @discardableResult
  private func applyMigrations(_ migrations: [Migration], on options: ConnectionOptions) async throws -> [Migration] {
    try await withSession(options) { session in
      let isMember = try session.query("SELECT pg_has_role(current_user, $1, 'MEMBER')", [.text(roleName(.owner))]).first?.bool(0) ?? false
      guard isMember else { throw try notMember(of: [.owner], session) }
    }
    return try await withSession(self.options(options, as: .owner)) { try Migrator(migrations).apply($0) }
  }
}
