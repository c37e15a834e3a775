import Postgres

extension Definition {
  /// The rows of this table of quarters or years, by adding up a table of months.
  func sumOf(months: String) -> String {
    let start = "start_of(c.month, '\((length ?? .year).rawValue)')"
    return "SELECT \(mergedColumns(month: start)) FROM \(months.quoted) AS c GROUP BY \(mergedKeys(month: start))"
  }

  /// Folds the read model anew from entries and events, and compares with its table.
  func differenceFromLog(through position: Int64, _ session: Session) throws -> TableDifference {
    try differenceFrom("\(Source(condition: "position <= $1").shadows), fresh AS MATERIALIZED (\(aggregate))", [.int64(position)], session)
  }

  /// Compares this table of quarters or years with what a table of months comes to.
  func difference(fromMonths months: String, _ session: Session) throws -> TableDifference {
    try differenceFrom("fresh AS MATERIALIZED (\(sumOf(months: months)))", [], session)
  }

  /// Whether both hold the same rows, which takes half the time of finding out how they differ and is nearly always all there is to know: as many on either
  /// side, and none of the fresh ones that the table does not have as often. NULL keys are no matter to EXCEPT.
  private func differenceFrom(_ fresh: String, _ parameters: [Parameter], _ session: Session) throws -> TableDifference {
    let rows = try session.query(
      """
      WITH \(fresh) SELECT (SELECT count(*) FROM fresh) = (SELECT count(*) FROM \(name.quoted))
        AND NOT EXISTS (SELECT \(columnList) FROM fresh EXCEPT ALL SELECT \(columnList) FROM \(name.quoted))
      """, parameters)
    if try rows.first?.bool(0) == true { return TableDifference(nothingIn: self) }
    return try difference(fresh: "fresh", live: name.quoted, with: fresh, parameters: parameters, session)
  }

  /// Gives each example the position of the newest event that contributes to its row: where to begin looking for what happened to it.
  func withNewestPositions(_ difference: TableDifference, through position: Int64, _ session: Session) throws -> TableDifference {
    guard !difference.examples.isEmpty else { return difference }
    var parameters: [Parameter] = [.int64(position)]
    let rows = difference.examples.map { example in
      let same = keys.map { key in
        guard let value = example.keys[key] ?? nil else { return "\(key.quoted) IS NULL" }
        parameters.append(.text(value))
        return "\(key.quoted)::text = $\(parameters.count)"
      }
      return "max(position) FILTER (WHERE \(same.joined(separator: " AND ")))"
    }
    let newest = try session.query(
      "WITH \(Source(condition: "position <= $1").shadows) SELECT \(rows.joined(separator: ", ")) FROM \(contributions)", parameters)
    guard let found = newest.first else { throw PostgresError(.unexpectedData, "an aggregate gave no row") }
    var named = difference
    for index in named.examples.indices { named.examples[index].newestPosition = try found.optionalInt64(index) }
    return named
  }
}
