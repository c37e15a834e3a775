import EventLog
import Postgres

/// What has to happen so that a book's tables fit the definitions.
enum Plan: Sendable {
  /// Nothing.
  case fits
  /// The book had folded nothing yet: its tables have been made, empty.
  case madeEmpty
  case rebuild(RebuildScope)

  /// Compares, under the fold lock; makes the tables of a book that has folded nothing at once.
  init(_ session: Session, _ folding: Folding, _ models: [Definition], _ limits: RebuildLimits) throws {
    try session.execute("SET LOCAL lock_timeout = \(limits.foldLockTimeoutMilliseconds)")
    try session.query("SELECT pg_advisory_xact_lock(\(Folding.lockKey))")
    let version = try session.query("SELECT entries_version FROM checkpoint").first?.optionalInt64(0)
    let position = try session.foldedPosition()
    let rows = try session.query("SELECT name, sha256 FROM read_model")
    let installed = try Dictionary(rows.map { try ($0.text(0), $0.bytes(1)) }, uniquingKeysWith: { first, _ in first })
    let changed = models.filter { installed[$0.name] != $0.sha256 }
    let removed = installed.keys.filter { name in !models.contains { $0.name == name } }.sorted()
    guard position > 0 else {
      try [RuleView].remove(session)
      for name in changed.map(\.name) + removed { try session.execute("DROP TABLE IF EXISTS \(name.quoted)") }
      for model in changed {
        try model.check(session)
        try session.execute(model.createTable(model.name))
        try session.execute(model.createIndex(model.name))
      }
      try session.query("DELETE FROM read_model WHERE name = ANY($1)", [.textArray(removed)])
      try ShadowTables.register(changed, session)
      try session.query("UPDATE checkpoint SET entries_version = $1", [.int32(folding.unroller.version)])
      self = .madeEmpty
      return
    }
    if version != Int64(folding.unroller.version) {
      self = .rebuild(.everything)
    } else if changed.isEmpty, removed.isEmpty {
      self = .fits
    } else {
      self = .rebuild(.models(changed.map(\.name)))
    }
  }
}
