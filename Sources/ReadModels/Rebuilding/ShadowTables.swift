import EventLog
import Postgres

/// The tables of a rebuild, beside the live ones, and the statements that make and swap them.
struct ShadowTables {
  let models: [Definition]
  let rules: [RuleView]
  /// Whether entries are made anew too.
  let fromLog: Bool

  static let entries = "entry__rebuild"

  /// The table that read models are folded from.
  var source: String { fromLog ? Self.entries : "entry" }

  /// What a read model's new table is called until the swap. No read model has two underscores in its name.
  static func whole(_ model: Definition) -> String { "\(model.name)__rebuild" }

  /// Makes the empty table of entries, and sees that each definition gives what it says.
  func create(_ session: Session) throws {
    if fromLog { try session.execute("CREATE TABLE \(Self.entries) (LIKE entry INCLUDING DEFAULTS)") }
    for model in models { try model.check(session) }
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

  /// Lets the planner know what the new entries are like before read models are made of them: a small sample, which takes a moment. The server's own
  /// analysis follows later.
  func sampleEntries(_ session: Session) throws {
    if fromLog { try session.execute("SET LOCAL default_statistics_target = 20; ANALYZE \(Self.entries)") }
  }

  /// The statements that index the new entries: loading a table and indexing it then is faster than keeping an index while loading. The primary key only as
  /// an index yet, because adding it as a key would shut out those who make read models of the table meanwhile; the others as the live table has them.
  static func indexStatements(_ session: Session) throws -> [String] {
    let others = try session.query(
      """
      SELECT regexp_replace(pg_get_indexdef(indexrelid), '^CREATE INDEX \\S+ ON \\S+ ', 'CREATE INDEX ON \(entries) ')
      FROM pg_index WHERE indrelid = 'entry'::regclass AND NOT indisprimary ORDER BY pg_relation_size(indexrelid) DESC
      """)
    return try ["CREATE UNIQUE INDEX \(entryKey) ON \(entries) (position, line)"] + others.map { try $0.text(0) }
  }

  /// A name of its own until the swap.
  private static let entryKey = "entry__rebuild_key"

  /// The read models that are made each for itself: all but sums of months that are made too.
  var pieces: [Definition] { models.pieces }

  /// Makes one read model whole, from everything up to a position, and its quarters and years from it.
  /// - Throws: `FoldFailure` when the definition cannot take it.
  func make(_ model: Definition, through target: Int64, _ session: Session) throws {
    do {
      try session.execute(model.makeTable(Self.whole(model), from: wholeSource(through: target)))
    } catch let error as PostgresError where error.isAboutData {
      throw FoldFailure(model, 0, target, error)
    }
    try index(model, session)
    for years in models.periods(of: model) {
      try session.execute(years.makeTable(Self.whole(years), fromMonths: Self.whole(model)))
      try index(years, session)
    }
  }

  private func index(_ model: Definition, _ session: Session) throws {
    try session.execute("SET LOCAL maintenance_work_mem = '256MB'; SET LOCAL default_statistics_target = 20")
    try session.execute(model.createIndex(Self.whole(model)))
    try session.execute("ANALYZE \(Self.whole(model).quoted)")
  }

  /// New entries reach the target and no further; the live ones may be further already.
  func wholeSource(through target: Int64) -> Source {
    Source(entries: source, condition: "position <= \(target)", entriesMeetCondition: fromLog)
  }

  /// Takes the new tables from one position on to another.
  func advance(after: Int64, through: Int64, _ folding: Folding, _ session: Session) throws {
    guard through > after else { return }
    if fromLog { try session.copyEntries(after: after, through: through, folding.unroller, into: Self.entries) }
    for model in models { try folding.fold(model, into: Self.whole(model), entries: source, after: after, through: through, session) }
    try session.query("UPDATE rebuild SET position = $1", [.int64(through)])
  }

  /// Puts the new tables in the place of the old ones. All locks are taken first and at once, so that no reader ever sees some new and some old.
  /// - Throws: `PostgresError` with SQLSTATE 55P03 when readers hold a table longer than the lock timeout.
  func swap(removing removed: [String], _ limits: RebuildLimits, _ session: Session) throws {
    let old = (fromLog ? ["entry"] : []) + models.map(\.name) + removed
    let existing = try old.filter { try session.query("SELECT to_regclass($1) IS NOT NULL", [.text($0.quoted)]).first?.bool(0) == true }
    let new = (fromLog ? [Self.entries] : []) + models.map { Self.whole($0) }
    let isTidied = try Self.isBeingTidied(existing + new, session)
    try session.execute("SET LOCAL lock_timeout = \(isTidied ? limits.tidyingTimeoutMilliseconds : limits.lockTimeoutMilliseconds)")
    if !existing.isEmpty { try session.execute("LOCK TABLE \(existing.map(\.quoted).joined(separator: ", ")) IN ACCESS EXCLUSIVE MODE") }
    try [RuleView].remove(session)
    for name in existing { try session.execute("DROP TABLE \(name.quoted)") }
    if fromLog {
      try session.execute(
        """
        ALTER TABLE \(Self.entries) RENAME TO entry;
        ALTER INDEX \(Self.entryKey) RENAME TO entry_pkey;
        ALTER TABLE entry ADD PRIMARY KEY USING INDEX entry_pkey
        """)
    }
    for model in models { try session.execute("ALTER TABLE \(Self.whole(model).quoted) RENAME TO \(model.name.quoted)") }
    try rules.install(session)
    try session.query("DELETE FROM read_model WHERE name = ANY($1)", [.textArray(removed)])
    try Self.register(models, session)
  }

  /// Whether autovacuum is at one of the tables, as it is at large new ones for minutes.
  private static func isBeingTidied(_ tables: [String], _ session: Session) throws -> Bool {
    let sql = """
      SELECT EXISTS (
        SELECT FROM pg_locks
        WHERE locktype = 'relation' AND granted AND mode = 'ShareUpdateExclusiveLock' AND pid <> pg_backend_pid()
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND relation IN (SELECT to_regclass(name) FROM unnest($1::text[]) AS listed(name)))
      """
    return try session.query(sql, [.textArray(tables.map(\.quoted))]).first?.bool(0) ?? false
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
