import Postgres

extension Book {
  var missing: LogError {
    LogError(.bookMissing, "There is no book “\(name)” in this database. Create it with: esep book create \(name)")
  }

  /// Who owns the schema of this name; nil when there is none.
  func schemaOwner(_ session: Session) throws -> String? {
    try session.query("SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = $1", [.text(name)]).first?.text(0)
  }

  /// Whether the schema of this name holds a log. The migration table comes with the first migration, hence is proof of a begun book only.
  func isBook(_ session: Session) throws -> Bool {
    let sql =
      "SELECT count(*) FROM pg_class WHERE relname IN ('migration', 'head', 'event') AND relkind IN ('r', 'p') "
      + "AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1)"
    return try session.query(sql, [.text(name)]).first?.int64(0) == 3
  }

  /// Creates those of the three roles that are missing, and makes the login a member.
  func createRoles(_ session: Session) throws {
    let names = BookRole.allCases.map(roleName)
    let existing = Set(try session.query("SELECT rolname FROM pg_roles WHERE rolname = ANY($1)", [.textArray(names)]).map { try $0.text(0) })
    for name in names where !existing.contains(name) {
      do {
        try explainingRefusal { try session.execute("CREATE ROLE \(name) NOLOGIN") }
      } catch let error as PostgresError where error.sqlState == "42710" || error.sqlState == "23505" {
        // Somebody created it in another database just now; roles belong to the whole server.
      }
    }
    // A superuser may take on any role; everybody else has to be a member, and a role's creator is not one by itself.
    let isMember = try session.query("SELECT bool_and(pg_has_role(current_user, role, 'MEMBER')) FROM unnest($1) AS role", [.textArray(names)])
    guard try isMember.first?.bool(0) != true else { return }
    try explainingRefusal { try session.execute("GRANT \(names.joined(separator: ", ")) TO CURRENT_USER") }
  }

  /// Turns PostgreSQL's "permission denied" into what an administrator has to type.
  func explainingRefusal<T>(_ body: () throws -> T) throws -> T {
    do { return try body() } catch let error as PostgresError where error.sqlState == "42501" {
      throw LogError(.notPermitted, refusal)
    }
  }

  /// The login may not act for the book.
  func notMember(of roles: [BookRole], _ session: Session) throws -> LogError {
    let login = try session.query("SELECT current_user::text").first?.text(0) ?? ""
    let names = roles.map(roleName).joined(separator: ", ")
    return LogError(
      .notPermitted,
      "The login role “\(login)” may not act as \(names). An administrator types: GRANT \(names) TO \(quotedIdentifier(login));")
  }

  private var refusal: String {
    let names = BookRole.allCases.map(roleName)
    let create = names.map { "CREATE ROLE \($0) NOLOGIN;" }.joined(separator: " ")
    return """
      The login role may not create or drop the roles and the schema of book “\(name)”: it lacks CREATEROLE, or CREATE on the database. \
      Either an administrator gives it both, or prepares the book: \(create) GRANT \(names.joined(separator: ", ")) TO <login>; \
      GRANT CREATE ON DATABASE <database> TO <login>; then type again: esep book create \(name)
      """
  }
}
