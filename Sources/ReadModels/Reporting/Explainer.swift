import Ledger
public import Postgres

/// Explains reports.
public struct Explainer: Sendable {
  let pool: Pool
  let catalogue: Catalogue

  /// An explainer over connections to a book; its reader's role suffices.
  public init(pool: Pool, catalogue: Catalogue) { (self.pool, self.catalogue) = (pool, catalogue) }

  /// The events behind the row of a report in which each column of `conditions` has the given value (an empty text: NULL). Columns left out take all
  /// rows together. Reads entries, not read models: an explanation from the documents themselves. A period, a producer or a batch leads to its entries
  /// by an index; the cost is that of reading these, O(entries of the cell) for a producer or batch, O(entries of the period) otherwise.
  ///
  /// By an older definition: make the explainer with `Catalogue.replacing`, and the version that is kept.
  /// - Parameters:
  ///   - after: only events behind this position, so what has changed since. For 0 all.
  ///   - limit: at most so many events are listed; count and total are over all.
  /// - Throws: `ReadModelError.unknownName`, `.notExplainable`, `.wrongParameter`, `.notFoldedYet`; `PostgresError`.
  public func explain(
    _ name: String, where conditions: [(column: String, value: String)], parameters: ReportParameters = ReportParameters(), after: Int64 = 0,
    limit: Int = 1_000
  ) async throws -> ExplainedCell {
    guard let report = catalogue.report(name) else { throw ReadModelError.noReport(name, catalogue) }
    try parameters.check()
    let cell = try CellStatement(report, in: catalogue, where: conditions)
    return try await pool.withSession { session in
      let asked = try session.resolved(parameters)
      var text = SQLText()
      let statement = cell.explaining(asked, after: after, limit: limit, &text)
      return try cell.explained(session.query(statement, text.parameters), asked)
    }
  }
}

extension CellStatement {
  /// One statement for all of it: how many events there are and what they come to, and beside that in each row one of those that are listed.
  fileprivate func explaining(_ parameters: ReportParameters, after: Int64, limit: Int, _ text: inout SQLText) -> String {
    let asOf = Shadows.asOf(parameters.atPosition, &text)
    let names = columns.map(\.name.quoted)
    return """
      WITH "the cell" AS (\(select(columns, parameters, after: after, &text)))
      SELECT \((["\(asOf)", "counted.number"] + names.map { "counted.\($0)" } + ExplainedCell.Contribution.columns).joined(separator: ", ")),
             \(names.map { "listed.\($0)" }.joined(separator: ", "))
      FROM (SELECT count(*) AS number, \(names.map { "coalesce(sum(\($0)), 0)::bigint AS \($0)" }.joined(separator: ", ")) FROM "the cell") AS counted
      LEFT JOIN (SELECT * FROM "the cell" ORDER BY position LIMIT \(text.bind(.int64(Int64(max(0, limit)))))) AS listed ON true
      LEFT JOIN event ON event.position = listed.position
      ORDER BY listed.position
      """
  }

  fileprivate func explained(_ rows: Rows, _ parameters: ReportParameters) throws -> ExplainedCell {
    guard let first = rows.first else { throw PostgresError(.unexpectedData, "an aggregate gave no row") }
    let position = try first.int64(0)
    try parameters.checkFolded(position)
    let width = columns.count
    let (start, amounts) = (2 + width, 2 + width + ExplainedCell.Contribution.columns.count)
    let contributions = try (first.isNull(start) ? [] : Array(rows)).map { row in
      try ExplainedCell.Contribution(row, from: start, amounts: (0..<width).map { try row.int64(amounts + $0) })
    }
    return try ExplainedCell(
      asOfPosition: position, columns: columns, contributions: contributions, contributionCount: first.int64(1),
      total: (0..<width).map { try first.int64(2 + $0) })
  }
}

extension ExplainedCell.Contribution {
  /// What a statement gives of an event, in which `listed` is of its positions and `event` is joined to it.
  static let columns = ["listed.position", "event.type", "event.stream", "event.occurred_on", "event.recorded_at", "event.actor"]

  init(_ row: Row, from start: Int, amounts: [Int64]) throws {
    try self.init(
      position: row.int64(start), type: row.text(start + 1), stream: row.text(start + 2),
      occurredOn: CalendarDate(daysSince1970: row.day(start + 3)), recordedAt: row.microseconds(start + 4), actor: row.text(start + 5),
      amounts: amounts)
  }
}

extension ReportParameters {
  /// - Throws: `ReadModelError.notFoldedYet` when a position was asked for that the book has not reached.
  func checkFolded(_ position: Int64) throws {
    if let atPosition, atPosition > position {
      throw ReadModelError(.notFoldedYet, "Position \(atPosition) is not folded yet; the book stands at \(position).")
    }
  }
}
