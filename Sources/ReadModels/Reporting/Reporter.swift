public import Postgres

/// Answers reports.
public struct Reporter: Sendable {
  private let pool: Pool
  private let catalogue: Catalogue

  /// A reporter over connections to a book; its reader's role suffices.
  public init(pool: Pool, catalogue: Catalogue) { (self.pool, self.catalogue) = (pool, catalogue) }

  /// Runs a report.
  ///
  /// The whole answer and the position it is as of come from one statement in READ COMMITTED: consistent in itself, and safe while tables are
  /// swapped (the statement takes its snapshot after its locks, where a longer transaction could see the new table through an old snapshot: empty).
  /// - Throws: `ReadModelError.unknownName`, `.wrongParameter`, `.notFoldedYet`; `PostgresError`.
  public func run(_ name: String, parameters: ReportParameters = ReportParameters()) async throws -> ReportAnswer {
    guard let report = catalogue.report(name) else { throw ReadModelError.noReport(name, catalogue) }
    return try await run(report, parameters: parameters)
  }

  /// Runs a report that need not be in the catalogue.
  public func run(_ report: ReportDefinition, parameters: ReportParameters = ReportParameters()) async throws -> ReportAnswer {
    try parameters.check()
    let models = catalogue.models
    return try await pool.withSession { session in
      let asked = try session.resolved(parameters)
      var text = SQLText()
      let statement = report.statement(asked, models, &text)
      let rows = try session.query(statement, text.parameters)
      guard let first = rows.first else { throw PostgresError(.unexpectedData, "the checkpoint is missing") }
      let position = try first.int64(0)
      if let wanted = asked.atPosition, wanted > position {
        throw ReadModelError(.notFoldedYet, "Position \(wanted) is not folded yet; the book stands at \(position).")
      }
      // A report without rows is one row of NULLs beside the position.
      let found = try first.isNull(1) ? [] : try rows.map { row in try report.cells(row, from: 2) }
      return ReportAnswer(asOfPosition: position, title: report.title, columns: report.columns, rows: found)
    }
  }
}

extension Session {
  /// What was asked, with a moment turned into the position that was known then.
  func resolved(_ parameters: ReportParameters) throws -> ReportParameters {
    guard let moment = parameters.knownAt else { return parameters }
    var parameters = parameters
    let known = try query("SELECT position_known_at($1)", [.timestamp(microsecondsSince1970: moment)]).first?.int64(0) ?? 0
    parameters.atPosition = min(known, parameters.atPosition ?? known)
    return parameters
  }
}

extension ReportDefinition {
  /// The one statement: the position, the row's number, then the columns cast to what their kinds say.
  func statement(_ parameters: ReportParameters, _ models: [Definition], _ text: inout SQLText) -> String {
    let shadows = Shadows(parameters, isCumulative: isCumulative)
    var with = [shadows.parameterTable(&text)]
    let asOf = Shadows.asOf(parameters.atPosition, &text)
    if !shadows.tablesSuffice {
      with.append(shadows.base(&text))
      with += models.map { shadows.table($0, &text) }
    }
    with.append("\"the report\" AS (SELECT row_number() OVER () AS \"#\", answer.* FROM (\n\(body)\n) AS answer)")
    let outputs = columns.map { "\"the report\".\($0.name.quoted)::\($0.kind.sqlType)" }
    return """
      WITH \(with.joined(separator: ",\n"))
      SELECT \(asOf), "the report"."#", \(outputs.joined(separator: ", "))
      FROM (SELECT) AS always LEFT JOIN "the report" ON true ORDER BY "the report"."#"
      """
  }

  /// A row's cells.
  func cells(_ row: Row, from start: Int) throws -> [Cell] {
    try columns.enumerated().map { index, column in
      let place = start + index
      guard try !row.isNull(place) else { return .null }
      switch column.kind {
      case .money, .quantity, .count: return .int64(try row.int64(place))
      case .share, .decimal: return .decimal(try row.numericText(place))
      case .text, .period, .date: return .text(try row.text(place))
      }
    }
  }
}

extension ColumnKind {
  fileprivate var sqlType: String {
    switch self {
    case .money, .quantity, .count: "bigint"
    case .share, .decimal: "numeric"
    case .text, .period, .date: "text"
    }
  }
}

extension ReadModelError {
  static func noReport(_ name: String, _ catalogue: Catalogue) -> ReadModelError {
    ReadModelError(.unknownName, "There is no report “\(name)”. There are: \(catalogue.reports.map(\.name).joined(separator: ", ")).")
  }
}
