import Postgres

extension Definition {
  /// Compares two relations of the read model's columns: `fresh`, which is right by definition, and `live`. One row a key that differs.
  ///
  /// A UNION ALL grouped by the keys, not a FULL JOIN: that needs a merge- or hash-joinable condition, and keys may be NULL.
  func comparison(fresh: String, live: String) -> String {
    let (ofFresh, ofLive) = ("FILTER (WHERE \"is fresh\")", "FILTER (WHERE NOT \"is fresh\")")
    let outputs = measures.map { measure in
      let column = measure.name.quoted
      if measure.isAdditive { return "coalesce(sum(\(column)) \(ofFresh), 0) - coalesce(sum(\(column)) \(ofLive), 0) AS \(column)" }
      // A latest value also knows where it comes from, which tells it as it was earlier.
      let parts = measure.rule == .latest ? "ROW(\(column), \((measure.name + "_at").quoted))" : column
      return "(array_agg(\(parts)) \(ofFresh))[1] IS DISTINCT FROM (array_agg(\(parts)) \(ofLive))[1] AS \(column)"
    }
    func positions(_ side: String) -> String { "(min(\(Self.firstPosition.quoted)) \(side), max(\(Self.lastPosition.quoted)) \(side))" }
    let positionsDiffer = "\(positions(ofFresh)) IS DISTINCT FROM \(positions(ofLive)) AS \"other positions\""
    let differs = (measures.map { $0.isAdditive ? "\($0.name.quoted) <> 0" : $0.name.quoted } + ["\"other positions\""]).joined(separator: " OR ")
    return """
      SELECT *, \(differs) AS "is different" FROM (
        SELECT \(keyList), bool_or("is fresh") AS "in fresh", bool_or(NOT "is fresh") AS "in live", \((outputs + [positionsDiffer]).joined(separator: ", "))
        FROM (SELECT true AS "is fresh", \(columnList) FROM \(fresh) UNION ALL SELECT false, \(columnList) FROM \(live)) AS both_sides
        GROUP BY \(keyList)
      ) AS compared
      """
  }

  /// Compares and counts.
  func difference(
    fresh: String, live: String, with prefix: String = "", parameters: [Parameter] = [], _ session: Session
  ) throws -> TableDifference {
    let additive = measures.filter(\.isAdditive).map(\.name)
    let totals = additive.map { "coalesce(sum(\($0.quoted)), 0)::bigint" }
    let with = "WITH \(prefix.isEmpty ? "" : prefix + ", ")\"the comparison\" AS (\(comparison(fresh: fresh, live: live)))"
    let counts = [
      "count(*) FILTER (WHERE NOT \"in live\")", "count(*) FILTER (WHERE NOT \"in fresh\")",
      "count(*) FILTER (WHERE \"in live\" AND \"in fresh\" AND \"is different\")",
    ]
    let found = try session.query("\(with) SELECT \((counts + totals).joined(separator: ", ")) FROM \"the comparison\"", parameters)
    guard let row = found.first else { throw PostgresError(.unexpectedData, "an aggregate gave no row") }
    let (missing, extra, different) = try (row.int64(0), row.int64(1), row.int64(2))
    var sums: [String: Int64] = [:]
    for (index, name) in additive.enumerated() { sums[name] = try row.int64(3 + index) }
    var examples: [TableDifference.Example] = []
    if missing + extra + different > 0 {
      let others = measures.filter { !$0.isAdditive }.map(\.name.quoted)
      let columns = keys.map { "\($0.quoted)::text" } + additive.map { "\($0.quoted)::bigint" } + ["\"in live\"", "\"in fresh\""] + others
      let rows = try session.query(
        """
        \(with) SELECT \(columns.joined(separator: ", ")) FROM "the comparison"
        WHERE "is different" OR NOT "in live" OR NOT "in fresh" ORDER BY \(keyList) LIMIT \(TableDifference.examplesMax)
        """, parameters)
      examples = try rows.map { try example($0, additive) }
    }
    return TableDifference(
      model: name, isComparable: true, missing: missing, extra: extra, different: different, measures: sums, examples: examples)
  }

  private func example(_ row: Row, _ additive: [String]) throws -> TableDifference.Example {
    var values: [String: String?] = [:]
    for (index, key) in keys.enumerated() { values[key] = .some(try row.optionalText(index)) }
    var differences: [String: Int64] = [:]
    for (index, name) in additive.enumerated() {
      let difference = try row.int64(keys.count + index)
      if difference != 0 { differences[name] = difference }
    }
    let place = keys.count + additive.count
    let (inLive, inFresh) = try (row.bool(place), row.bool(place + 1))
    var others: [String] = []
    for (index, measure) in measures.filter({ !$0.isAdditive }).enumerated() where try row.bool(place + 2 + index) { others.append(measure.name) }
    return TableDifference.Example(keys: values, differences: differences, others: others, isMissing: !inLive, isExtra: !inFresh)
  }
}

extension Measure {
  /// Whether differences of it add up.
  var isAdditive: Bool { rule == .sum || rule == .count }
}
