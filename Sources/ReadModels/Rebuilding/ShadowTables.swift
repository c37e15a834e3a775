import EventLog
import Postgres

/// The tables of a rebuild, beside the live ones, and the statements that make and swap them.
struct ShadowTables {
  let models: [Definition]
  /// Whether entries are made anew too.
  let fromLog: Bool

  static let entries = "entry__rebuild"

  /// The table that read models are folded from.
  var source: String { fromLog ? Self.entries : "entry" }

  /// What a read model's new table is called until the swap. No read model has two underscores in its name.
  static func whole(_ model: Definition) -> String { "\(model.name)__rebuild" }
  /// What each range comes to, one after the other: rows are only added, so that no connection waits for another's, and no index is kept.
  static func parts(_ model: Definition) -> String { "\(model.name)__parts" }

  /// Makes the empty tables, and sees that each definition gives what it says.
  func create(_ session: Session) throws {
    if fromLog { try session.execute("CREATE TABLE \(Self.entries) (LIKE entry INCLUDING DEFAULTS)") }
    for model in models {
      try model.check(session)
      try session.execute(model.createTable(Self.parts(model)))
    }
  }

  /// Drops whatever a rebuild of this book has left.
  static func dropAll(_ session: Session) throws {
    let names = try session.query(
      """
      SELECT relname FROM pg_class
      WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relname ~ '^[a-z][a-z0-9_]*__(rebuild|parts)$'
      """
    ).map { try $0.text(0) }
    for name in names { try session.execute("DROP TABLE \(name.quoted)") }
  }

  /// Loading a table and indexing it then is faster than keeping an index while loading.
  func indexEntries(_ session: Session) throws {
    guard fromLog else { return }
    let isIndexed = try session.query("SELECT relhasindex FROM pg_class WHERE oid = to_regclass($1)", [.text(Self.entries)]).first?.bool(0)
    if isIndexed != true {
      try session.execute("SET LOCAL maintenance_work_mem = '256MB'")
      try session.execute("ALTER TABLE \(Self.entries) ADD PRIMARY KEY (position, line)")
      // The others, as the live table has them.
      let others = try session.query(
        """
        SELECT regexp_replace(pg_get_indexdef(indexrelid), '^CREATE INDEX \\S+ ON \\S+ ', 'CREATE INDEX ON \(Self.entries) ')
        FROM pg_index WHERE indrelid = 'entry'::regclass AND NOT indisprimary
        """)
      for index in others { try session.execute(try index.text(0)) }
    }
    try session.execute("ANALYZE \(Self.entries)")
  }

  /// Adds up the parts of one read model, unless that is done.
  func merge(_ model: Definition, _ session: Session) throws {
    let (whole, parts) = (Self.whole(model), Self.parts(model))
    guard try session.query("SELECT to_regclass($1) IS NOT NULL", [.text(parts.quoted)]).first?.bool(0) == true else { return }
    try session.execute("SET LOCAL maintenance_work_mem = '256MB'")
    try session.execute(model.createTable(whole))
    try session.execute(model.merge(parts, into: whole))
    try session.execute(model.createIndex(whole))
    try session.execute("DROP TABLE \(parts.quoted)")
    try session.execute("ANALYZE \(whole.quoted)")
  }

  /// Takes the new tables from one position on to another.
  func advance(after: Int64, through: Int64, _ folding: Folding, _ session: Session) throws {
    guard through > after else { return }
    if fromLog { try session.copyEntries(session.unrolled(after: after, through: through, folding.unroller), into: Self.entries) }
    for model in models { try folding.fold(model, into: Self.whole(model), entries: source, after: after, through: through, session) }
    try session.query("UPDATE rebuild SET position = $1", [.int64(through)])
  }

  /// Puts the new tables in the place of the old ones. All locks are taken first and at once, so that no reader ever sees some new and some old.
  /// - Throws: `PostgresError` with SQLSTATE 55P03 when readers hold a table longer than the lock timeout.
  func swap(removing removed: [String], lockTimeoutMilliseconds: Int, _ session: Session) throws {
    let old = (fromLog ? ["entry"] : []) + models.map(\.name) + removed
    let existing = try old.filter { try session.query("SELECT to_regclass($1) IS NOT NULL", [.text($0.quoted)]).first?.bool(0) == true }
    try session.execute("SET LOCAL lock_timeout = \(lockTimeoutMilliseconds)")
    if !existing.isEmpty { try session.execute("LOCK TABLE \(existing.map(\.quoted).joined(separator: ", ")) IN ACCESS EXCLUSIVE MODE") }
    for name in existing { try session.execute("DROP TABLE \(name.quoted)") }
    if fromLog { try session.execute("ALTER TABLE \(Self.entries) RENAME TO entry") }
    for model in models { try session.execute("ALTER TABLE \(Self.whole(model).quoted) RENAME TO \(model.name.quoted)") }
    try session.query("DELETE FROM read_model WHERE name = ANY($1)", [.textArray(removed)])
    try Self.register(models, session)
  }

  /// Writes down which definitions the tables were made by.
  static func register(_ models: [Definition], _ session: Session) throws {
    for model in models {
      try session.query(
        """
        INSERT INTO read_model (name, sha256, rebuilt_at) VALUES ($1, $2, now())
        ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256, rebuilt_at = excluded.rebuilt_at
        """, [.text(model.name), .bytes(model.sha256)])
    }
  }
}
