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
  fileprivate func isSame(_ one: String, _ other: String, _ session: Session) throws -> Bool {
    let rows = try session.query(
      """
      SELECT (SELECT count(*) FROM \(one)) = (SELECT count(*) FROM \(other))
         AND NOT EXISTS (SELECT \(columnList) FROM \(one) EXCEPT ALL SELECT \(columnList) FROM \(other))
      """)
    return try rows.first?.bool(0) ?? false
  }
}

extension TableDifference {
  /// No difference.
  fileprivate init(nothingIn model: Definition) {
    let sums = model.measures.filter(\.isAdditive).map { ($0.name, Int64(0)) }
    self.init(
      model: model.name, isComparable: true, missing: 0, extra: 0, different: 0, measures: Dictionary(uniqueKeysWithValues: sums), examples: [])
  }
}
