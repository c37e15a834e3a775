import Postgres

extension Explainer {
  /// The same cell by an older catalogue and by this explainer's own: what each makes of it, and the events that count otherwise. The differences of these
  /// events add up to the difference of the cell. Costs two explanations.
  /// - Parameters:
  ///   - name: the report; one that the older catalogue does not have explains nothing there, and all its events are new.
  ///   - limit: at most so many events are listed; counts and totals are over all.
  /// - Throws: as `explain`.
  public func difference(
    _ name: String, where conditions: [(column: String, value: String)], from older: Catalogue, parameters: ReportParameters = ReportParameters(),
    limit: Int = 1_000
  ) async throws -> ExplainedDifference {
    guard let report = catalogue.report(name) else { throw ReadModelError.noReport(name, catalogue) }
    let after = try CellStatement(report, in: catalogue, where: conditions)
    let before = try older.report(name).map { try CellStatement($0, in: older, where: conditions) }
    return try await difference(from: before, to: after, parameters: parameters, limit: limit)
  }

  func difference(
    from before: CellStatement?, to after: CellStatement?, parameters: ReportParameters, limit: Int
  ) async throws -> ExplainedDifference {
    try parameters.check()
    let sides = CellSides(before: before, after: after)
    return try await pool.withSession { session in
      let asked = try session.resolved(parameters)
      var text = SQLText()
      let statement = sides.statement(asked, limit: limit, &text)
      return try sides.difference(session.query(statement, text.parameters), asked)
    }
  }
}

/// A cell by two definitions; nil where there was none, or is none any more.
private struct CellSides: Sendable {
  let before: CellStatement?, after: CellStatement?

  /// What both explain; where only one is there, all that it explains.
  private var columns: [ReportColumn] {
    guard let before, let after else { return (after ?? before)?.columns ?? [] }
    return after.columns.filter { column in before.columns.contains { $0.name == column.name } }
  }

  func statement(_ parameters: ReportParameters, limit: Int, _ text: inout SQLText) -> String {
    let columns = columns
    let asOf = Shadows.asOf(parameters.atPosition, &text)
    func side(_ cell: CellStatement?) -> String {
      let nothing = (["NULL::bigint AS position"] + columns.map { "0::bigint AS \($0.name.quoted)" }).joined(separator: ", ")
      return cell?.select(columns, parameters, after: 0, &text) ?? "SELECT \(nothing) WHERE false"
    }
    let (old, new) = (side(before), side(after))
    let names = columns.map(\.name.quoted)
    let pairs = names.enumerated().map { "coalesce(old.\($1), 0) AS b\($0), coalesce(new.\($1), 0) AS a\($0)" }
    let differs = names.indices.map { "b\($0) <> a\($0)" }
    let (befores, afters) = (names.indices.map { "b\($0)" }, names.indices.map { "a\($0)" })
    let totals = ["count(*) AS number"] + (befores + afters).map { "coalesce(sum(\($0)), 0)::bigint AS \($0)" }
    return """
      WITH "by the older" AS (\(old)), "by the newer" AS (\(new)),
      paired AS (
        SELECT coalesce(old.position, new.position) AS position\(pairs.map { ", " + $0 }.joined())
        FROM "by the older" AS old FULL JOIN "by the newer" AS new ON old.position = new.position
      ),
      differing AS (SELECT * FROM paired WHERE \(differs.isEmpty ? "false" : differs.joined(separator: " OR ")))
      SELECT \(([asOf, "(SELECT count(*) FROM differing)"] + (befores + afters).map { "counted.\($0)" }
        + ExplainedCell.Contribution.columns + (befores + afters).map { "listed.\($0)" }).joined(separator: ", "))
      FROM (SELECT \(totals.joined(separator: ", ")) FROM paired) AS counted
      LEFT JOIN (SELECT * FROM differing ORDER BY position LIMIT \(text.bind(.int64(Int64(max(0, limit)))))) AS listed ON true
      LEFT JOIN event ON event.position = listed.position
      ORDER BY listed.position
      """
  }

  func difference(_ rows: Rows, _ parameters: ReportParameters) throws -> ExplainedDifference {
    guard let first = rows.first else { throw PostgresError(.unexpectedData, "an aggregate gave no row") }
    let position = try first.int64(0)
    try parameters.checkFolded(position)
    let columns = columns
    let width = columns.count
    func amounts(_ row: Row, _ start: Int) throws -> [Int64] { try (0..<width).map { try row.int64(start + $0) } }
    let event = 2 + 2 * width
    let listed = event + ExplainedCell.Contribution.columns.count
    let changes = try (first.isNull(event) ? [] : Array(rows)).map { row in
      let (before, after) = try (amounts(row, listed), amounts(row, listed + width))
      let moved = zip(before, after).map { $1 &- $0 }
      return ExplainedDifference.Change(event: try ExplainedCell.Contribution(row, from: event, amounts: moved), before: before, after: after)
    }
    return try ExplainedDifference(
      asOfPosition: position, columns: columns, changes: changes, changeCount: first.int64(1), before: amounts(first, 2),
      after: amounts(first, 2 + width))
  }
}
