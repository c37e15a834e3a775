import Postgres

extension ShadowTables {
  /// How a live table differs from the new one; both stand at the same position. Nil when there is no live table.
  func difference(_ model: Definition, _ session: Session) throws -> TableDifference? {
    guard let old = try columns(of: model.name, session) else { return nil }
    let whole = Self.whole(model)
    guard try old == columns(of: whole, session) else {
      return TableDifference(model: model.name, isComparable: false, missing: 0, extra: 0, different: 0, measures: [:], examples: [])
    }
    if try model.isSame(whole.quoted, model.name.quoted, session) { return TableDifference(nothingIn: model) }
    return try model.difference(fresh: whole.quoted, live: model.name.quoted, session)
  }

  /// Names and types of a table's columns; nil when there is no such table.
  private func columns(of table: String, _ session: Session) throws -> [String]? {
    let rows = try session.query(
      """
      SELECT attname || ' ' || format_type(atttypid, atttypmod) FROM pg_attribute
      WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
      """, [.text(table.quoted)])
    return rows.isEmpty ? nil : try rows.map { try $0.text(0) }
  }
}

extension Definition {
  /// Whether two tables of the read model hold the same rows. Far cheaper than finding out how they differ, and nearly always all that is asked.
  ///
  /// As many rows in both, and for each of one table its equal in the other: since keys are unique in the first, that makes them the same. Rows with NULL
  /// in a key find no equal this way, which PostgreSQL can do by hashing in parallel; a table that has such is compared as a set.
  fileprivate func isSame(_ fresh: String, _ live: String, _ session: Session) throws -> Bool {
    let keysEqual = keys.map { "live.\($0.quoted) = fresh.\($0.quoted)" }
    let others = columns.dropFirst(keys.count).map { "live.\($0.quoted) IS NOT DISTINCT FROM fresh.\($0.quoted)" }
    let counts = try session.query(
      """
      SELECT (SELECT count(*) FROM \(fresh)), (SELECT count(*) FROM \(live)), count(*) FROM \(fresh) AS fresh
      WHERE EXISTS (SELECT FROM \(live) AS live WHERE \((keysEqual + others).joined(separator: " AND ")))
      """)
    guard let row = counts.first, try row.int64(0) == row.int64(1) else { return false }
    if try row.int64(2) == row.int64(0) { return true }
    let hasNull = keys.map { "\($0.quoted) IS NULL" }.joined(separator: " OR ")
    let rows = try session.query(
      """
      SELECT EXISTS (SELECT FROM \(fresh) WHERE \(hasNull))
         AND NOT EXISTS (SELECT \(columnList) FROM \(fresh) EXCEPT ALL SELECT \(columnList) FROM \(live))
      """)
    return try rows.first?.bool(0) ?? false
  }
}

extension TableDifference {
  /// No difference.
  init(nothingIn model: Definition) {
    let sums = model.measures.filter(\.isAdditive).map { ($0.name, Int64(0)) }
    self.init(
      model: model.name, isComparable: true, missing: 0, extra: 0, different: 0, measures: Dictionary(uniqueKeysWithValues: sums), examples: [])
  }
}
