import Postgres

/// Rules as views of the book's schema, for psql and for whoever reads the book without this program.
extension [RuleView] {
  /// Marks the views that are ours, and says which text they were made from.
  private static var mark: String { "made from Projections/Rules, SHA-256 " }

  /// Whether the schema's views are these.
  func areInstalled(_ session: Session) throws -> Bool {
    let installed = try Self.installed(session)
    return installed.count == count && allSatisfy { installed[$0.name] == Self.mark + $0.sha256.hexadecimal }
  }

  /// Makes the views anew, in order.
  func install(_ session: Session) throws {
    try Self.remove(session)
    for rule in self {
      try session.execute("CREATE VIEW \(rule.name.quoted) AS \(rule.body)")
      try session.execute("COMMENT ON VIEW \(rule.name.quoted) IS '\(Self.mark)\(rule.sha256.hexadecimal)'")
    }
  }

  /// Takes the views away, so that the tables below them can be replaced.
  static func remove(_ session: Session) throws {
    let names = try installed(session).keys.sorted()
    guard !names.isEmpty else { return }
    try session.execute("DROP VIEW \(names.map(\.quoted).joined(separator: ", "))")
  }

  private static func installed(_ session: Session) throws -> [String: String] {
    let rows = try session.query(
      """
      SELECT relname, obj_description(oid, 'pg_class') FROM pg_class
      WHERE relnamespace = current_schema()::regnamespace AND relkind = 'v' AND starts_with(obj_description(oid, 'pg_class'), $1)
      """, [.text(mark)])
    return try Dictionary(rows.map { try ($0.text(0), $0.text(1)) }, uniquingKeysWith: { first, _ in first })
  }
}
