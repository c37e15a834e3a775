public import Postgres

/// Answers reports.
public struct Reporter: Sendable {
  let pool: Pool
  let catalogue: Catalogue
  /// Where answers are kept; nil when each is computed anew.
  public let cache: ReportCache?

  /// A reporter over connections to a book; its reader's role suffices.
  /// - Parameter cache: where answers are kept for all reporters that share it; nil to compute each anew.
  public init(pool: Pool, catalogue: Catalogue, cache: ReportCache? = nil) { (self.pool, self.catalogue, self.cache) = (pool, catalogue, cache) }

  /// Runs a report.
  ///
  /// The whole answer and the position it is as of come from one statement in READ COMMITTED: consistent in itself, and safe while tables are
  /// swapped (the statement takes its snapshot after its locks, where a longer transaction could see the new table through an old snapshot: empty).
  /// - Throws: `ReadModelError.unknownName`, `.wrongParameter`, `.notFoldedYet`; `PostgresError`.
  public func run(_ name: String, parameters: ReportParameters = ReportParameters()) async throws -> ReportAnswer {
    guard let report = catalogue.report(name) else { throw ReadModelError.noReport(name, catalogue) }
    try parameters.check()
    guard let cache else { return try await run(report, parameters: parameters) }
    return try await cached(report, parameters, cache)
  }

  /// Runs a report that need not be in the catalogue.
  public func run(_ report: ReportDefinition, parameters: ReportParameters = ReportParameters()) async throws -> ReportAnswer {
    try parameters.check()
    let catalogue = catalogue
    return try await pool.withSession { session in
      let asked = try session.resolved(parameters)
      var text = SQLText()
      let statement = report.statement(asked, catalogue.models, catalogue.rules, &text)
      let settings = ReportSettings(adding: asked.atPosition != nil || asked.through != nil, isPage: asked.limit != nil)
      return try report.answer(session.rows(of: statement, text.parameters, settings), asked)
    }
  }
}

/// What the server is told before a report.
private struct ReportSettings {
  /// Whether read models are added up in it. Then it gets the memory that this takes.
  let adding: Bool
  /// Whether only a page is asked for. No worker is started for it: that takes longer than most pages do, and the server has few of them for many readers.
  /// And rows are to be read in the order of an index, up to the page's end: what read models hold is in memory, where one row here and one there cost no
  /// more than one after the other.
  let isPage: Bool

  /// The statement; nil when there is nothing to say.
  var statement: String? {
    var settings: [String] = []
    if adding { settings.append("set_config('work_mem', '64MB', true)") }
    if isPage { settings += ["set_config('max_parallel_workers_per_gather', '0', true)", "set_config('random_page_cost', '1.1', true)"] }
    return settings.isEmpty ? nil : "SELECT " + settings.joined(separator: ", ")
  }
}

extension Session {
  /// The rows of a report. Settings go out in the same round trip: they and the statement are one transaction, the snapshot is the statement's own.
  fileprivate func rows(of statement: String, _ parameters: [Parameter], _ settings: ReportSettings) throws -> Rows {
    guard let settings = settings.statement else { return try query(statement, parameters) }
    guard let rows = try pipeline([(settings, []), (statement, parameters)]).last else {
      throw PostgresError(.unexpectedData, "a report gave no answer")
    }
    return rows
  }

  /// What was asked, with a moment turned into the position that was known then, and with the place of a position in the book.
  func resolved(_ parameters: ReportParameters) throws -> ReportParameters {
    var parameters = parameters
    if let moment = parameters.knownAt {
      let known = try query("SELECT position_known_at($1)", [.timestamp(microsecondsSince1970: moment)]).first?.int64(0) ?? 0
      parameters.atPosition = min(known, parameters.atPosition ?? known)
    }
    if let position = parameters.atPosition { parameters.place = ReportParameters.Place(of: position, in: try foldedPosition()) }
    return parameters
  }
}

extension ReportDefinition {
  /// The one statement: the position, the row's number, then the columns cast to what their kinds say.
  ///
  /// A page is cut from the report's own SELECT, so that PostgreSQL can stop where it ends: in a report that follows the order of an index the
  /// first page costs the same whatever the size of the book.
  func statement(_ parameters: ReportParameters, _ models: [Definition], _ rules: [RuleView], _ text: inout SQLText) -> String {
    let asOf = Shadows.asOf(parameters.atPosition, &text)
    var with = tables(parameters, models, rules, &text)
    var rows = body
    if let limit = parameters.limit {
      // One more, to know whether there are more. The number stands in the text: pages have few sizes, and the plan depends on it.
      rows = "SELECT * FROM (\n\(body)\n) AS every_row LIMIT \(limit + 1)"
      if parameters.offset > 0 { rows += " OFFSET \(text.bind(.int64(Int64(parameters.offset))))" }
    }
    with.append("\"the report\" AS (SELECT row_number() OVER () AS \"#\", answer.* FROM (\n\(rows)\n) AS answer)")
    let outputs = columns.map { "\"the report\".\($0.name.quoted)::\($0.kind.sqlType)" }
    return """
      WITH \(with.joined(separator: ",\n"))
      SELECT \(asOf), "the report"."#", \(outputs.joined(separator: ", "))
      FROM (SELECT) AS always LEFT JOIN "the report" ON true ORDER BY "the report"."#"
      """
  }

  /// The same for rows that are read one after the other: the position beside each, and no number.
  func stream(_ parameters: ReportParameters, _ models: [Definition], _ rules: [RuleView], _ text: inout SQLText) -> String {
    let asOf = Shadows.asOf(parameters.atPosition, &text)
    let with = tables(parameters, models, rules, &text)
    let outputs = columns.map { "answer.\($0.name.quoted)::\($0.kind.sqlType)" }
    return "WITH \(with.joined(separator: ",\n")) SELECT \(asOf), \(outputs.joined(separator: ", ")) FROM (\n\(body)\n) AS answer"
  }

  /// All that the SELECT may name, as common table expressions.
  private func tables(_ parameters: ReportParameters, _ models: [Definition], _ rules: [RuleView], _ text: inout SQLText) -> [String] {
    let shadows = Shadows(parameters, for: self)
    let rules = rules.needed(by: words)
    let words = rules.reduce(words) { $0.union($1.words) }
    return [shadows.parameterTable(&text)] + shadows.tables(of: models, mentioned: words.contains, &text) + rules.map(\.expression)
  }

  /// What the rows of the statement's result say.
  func answer(_ rows: Rows, _ parameters: ReportParameters) throws -> ReportAnswer {
    guard let first = rows.first else { throw PostgresError(.unexpectedData, "the checkpoint is missing") }
    let position = try first.int64(0)
    if let wanted = parameters.atPosition, wanted > position {
      throw ReadModelError(.notFoldedYet, "Position \(wanted) is not folded yet; the book stands at \(position).")
    }
    // A report without rows is one row of NULLs beside the position.
    let found = try first.isNull(1) ? [] : rows.prefix(parameters.limit ?? .max).map { row in try cells(row, from: 2) }
    let hasMore = parameters.limit.map { rows.count > $0 } ?? false
    return ReportAnswer(asOfPosition: position, title: title, columns: columns, rows: found, hasMore: hasMore)
  }

  /// A row's cells.
  func cells(_ row: Row, from start: Int) throws -> [Cell] {
    try columns.enumerated().map { index, column in
      let place = start + index
      guard try !row.isNull(place) else { return .null }
      switch column.kind {
      case .money, .amount, .quantity, .count: return .int64(try row.int64(place))
      case .share, .decimal: return .decimal(try row.numericText(place))
      case .text, .period, .date: return .text(try row.text(place))
      }
    }
  }
}

extension ColumnKind {
  fileprivate var sqlType: String {
    switch self {
    case .money, .amount, .quantity, .count: "bigint"
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
