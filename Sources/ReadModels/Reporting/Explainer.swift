public import Ledger
public import Postgres

/// A cell of a report down to the events that made it.
public struct ExplainedCell: Hashable, Sendable {
  /// What one event contributed.
  public struct Contribution: Hashable, Sendable {
    /// The event.
    public let position: Int64
    /// Its type and stream.
    public let type: String, stream: String
    /// Its business date.
    public let occurredOn: CalendarDate
    /// What it adds to each column, in the order of `columns`.
    public let amounts: [Int64]
  }

  /// The position it is as of.
  public let asOfPosition: Int64
  /// The report's columns that are sums, and so explained.
  public let columns: [ReportColumn]
  /// The events, in order of position; at most as many as were asked for.
  public let contributions: [Contribution]
  /// How many events contribute in all.
  public let contributionCount: Int64
  /// The sum over all of them, the cell's value, in the order of `columns`.
  public let total: [Int64]
}

/// Explains reports.
public struct Explainer: Sendable {
  private let pool: Pool
  private let catalogue: Catalogue

  /// An explainer over connections to a book; its reader's role suffices.
  public init(pool: Pool, catalogue: Catalogue) { (self.pool, self.catalogue) = (pool, catalogue) }

  /// The events behind the row of a report in which each column of `conditions` has the given value (an empty text: NULL). Columns left out take all
  /// rows together. Reads entries, not read models: an explanation from the documents themselves. A period, a producer or a batch leads to its entries
  /// by an index; the cost is that of reading these, O(entries of the cell) for a producer or batch, O(entries of the period) otherwise.
  /// - Parameters:
  ///   - after: only events after this position.
  ///   - limit: at most so many contributions are listed; the total is over all.
  /// - Throws: `ReadModelError.unknownName`, `.notExplainable`, `.wrongParameter`, `.notFoldedYet`; `PostgresError`.
  public func explain(
    _ name: String, where conditions: [(column: String, value: String)], parameters: ReportParameters = ReportParameters(), after: Int64 = 0,
    limit: Int = 1_000
  ) async throws -> ExplainedCell {
    guard let report = catalogue.report(name) else { throw ReadModelError.noReport(name, catalogue) }
    guard let explanation = report.explanation, let model = catalogue.contributions(explanation.model) else {
      throw ReadModelError(.notExplainable, "The cells of \(name) are no sums of events. Explain the report they come from.")
    }
    try parameters.check()
    let keyed = try conditions.map { condition in
      guard let key = explanation.keys.first(where: { $0.column == condition.column }) else {
        let known = explanation.keys.map(\.column).joined(separator: ", ")
        throw ReadModelError(.notExplainable, "\(name) cannot be explained by “\(condition.column)”, only by \(known).")
      }
      return (expression: key.expression, value: condition.value)
    }
    let rules = catalogue.rules
    return try await pool.withSession { session in
      let asked = try session.resolved(parameters)
      var text = SQLText()
      let statement = explanation.statement(report, model, rules, keyed, asked, after: after, limit: limit, &text)
      return try explanation.cell(report, session.query(statement, text.parameters), asked)
    }
  }
}

extension Explanation {
  fileprivate func statement(
    _ report: ReportDefinition, _ model: Definition, _ rules: [RuleView], _ conditions: [(expression: String, value: String)],
    _ parameters: ReportParameters, after: Int64, limit: Int, _ text: inout SQLText
  ) -> String {
    let shadows = Shadows(parameters, isCumulative: report.isCumulative)
    let asOf = Shadows.asOf(parameters.atPosition, &text)
    let rules = rules.needed(by: ReportDefinition.words(model.body).all)
    let base = ([shadows.parameterTable(&text), shadows.base(&text)] + rules.map(\.expression)).joined(separator: ",\n")
    let later = after > 0 ? "position > \(text.bind(.int64(after)))" : nil
    let time = [shadows.days(for: model, &text), period(conditions, model, parameters.by, &text), later].compactMap(\.self)
    let days = time.isEmpty ? "" : "WITH \(Source(condition: time.joined(separator: " AND ")).shadows) "
    // An expression may add up several measures, so what contributes to only one of them counts as zero for the others.
    let measures = model.measures.compactMap { measure -> String? in
      switch measure.rule {
      case .sum: "coalesce(c.\(measure.name.quoted), 0)::bigint AS \(measure.name.quoted)"
      case .count: "(c.\(measure.name.quoted) IS NOT NULL)::integer::bigint AS \(measure.name.quoted)"
      case .min, .max, .latest: nil
      }
    }
    let columns = (["position"] + model.keys).map { "c.\($0.quoted)" } + measures
    // Plainly compared, so that an index on the column serves; no value at all is not in an index worth having.
    let filter = conditions.map { condition in
      condition.value.isEmpty
        ? "coalesce((\(condition.expression))::text, '') = ''" : "(\(condition.expression))::text = \(text.bind(.text(condition.value)))"
    }
    let sums = cells.map { "sum(\($0.expression))::bigint AS \($0.column.quoted)" }
    let names = cells.map(\.column.quoted)
    let by = "'\(parameters.by.rawValue)'::text"
    return """
      WITH \(base),
      contribution AS (\(days)SELECT \(columns.joined(separator: ", ")), \(by) AS by_period FROM \(model.contributions)),
      "the cell" AS (
        SELECT position, \(sums.joined(separator: ", ")) FROM contribution
        \(filter.isEmpty ? "" : "WHERE \(filter.joined(separator: " AND "))") GROUP BY position
      )
      SELECT \(asOf), counted.number, \(names.map { "counted.\($0)" }.joined(separator: ", ")),
             listed.position, event.type, event.stream, event.occurred_on, \(names.map { "listed.\($0)" }.joined(separator: ", "))
      FROM (SELECT count(*) AS number, \(names.map { "coalesce(sum(\($0)), 0)::bigint AS \($0)" }.joined(separator: ", ")) FROM "the cell") AS counted
      LEFT JOIN (SELECT * FROM "the cell" ORDER BY position LIMIT \(text.bind(.int64(Int64(max(0, limit)))))) AS listed ON true
      LEFT JOIN event ON event.position = listed.position
      ORDER BY listed.position
      """
  }

  /// The days of the period asked about. Without them every entry there is would have to be read to find out which period it is in.
  private func period(
    _ conditions: [(expression: String, value: String)], _ model: Definition, _ by: PeriodLength, _ text: inout SQLText
  ) -> String? {
    guard model.keys.contains("month"), let value = conditions.first(where: { $0.expression == "period_of(month, by_period)" })?.value,
      let days = by.days(of: value)
    else { return nil }
    return "occurred_on BETWEEN \(text.bind(days.lowerBound)) AND \(text.bind(days.upperBound))"
  }

  fileprivate func cell(_ report: ReportDefinition, _ rows: Rows, _ parameters: ReportParameters) throws -> ExplainedCell {
    guard let first = rows.first else { throw PostgresError(.unexpectedData, "an aggregate gave no row") }
    let position = try first.int64(0)
    if let wanted = parameters.atPosition, wanted > position {
      throw ReadModelError(.notFoldedYet, "Position \(wanted) is not folded yet; the book stands at \(position).")
    }
    let width = cells.count
    let isEmpty = try first.isNull(2 + width)
    let contributions = try (isEmpty ? [] : Array(rows)).map { row in
      try ExplainedCell.Contribution(
        position: row.int64(2 + width), type: row.text(3 + width), stream: row.text(4 + width),
        occurredOn: CalendarDate(daysSince1970: row.day(5 + width)), amounts: (0..<width).map { try row.int64(6 + width + $0) })
    }
    return try ExplainedCell(
      asOfPosition: position, columns: cells.compactMap { cell in report.columns.first { $0.name == cell.column } },
      contributions: contributions, contributionCount: first.int64(1), total: (0..<width).map { try first.int64(2 + $0) })
  }
}
