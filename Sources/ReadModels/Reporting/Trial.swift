public import Postgres
public import Projections

/// Runs a file of SQL against a book without installing it.
public struct Trial: Sendable {
  private let pool: Pool
  private let catalogue: Catalogue

  /// A trial over connections to a book; its reader's role suffices.
  public init(pool: Pool, catalogue: Catalogue) { (self.pool, self.catalogue) = (pool, catalogue) }

  /// Reads a file, as a report when its header has `columns`, else as a read model, and answers with the rows it would have now (or as of what
  /// `parameters` say). Nothing is kept, and nothing the file says can change the book: it runs in a read-only transaction.
  /// - Throws: `DefinitionError`, `ReadModelError.wrongDefinition`, `.wrongParameter`; `PostgresError`.
  public func run(
    _ file: ProjectionFile, parameters: ReportParameters = ReportParameters(), timeoutMilliseconds: Int = 60_000
  ) async throws -> ReportAnswer {
    try parameters.check()
    let isReport = file.text.split(separator: "\n").contains { $0.trimmingSpaces().hasPrefix("-- columns ") }
    let report = isReport ? try ReportDefinition(file) : nil
    let model = isReport ? nil : try Definition(file)
    let catalogue = catalogue
    return try await pool.withSession { session in
      try session.transaction {
        try session.execute("SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = \(timeoutMilliseconds); SET LOCAL work_mem = '64MB'")
        var asked = try session.resolved(parameters)
        var text = SQLText()
        let report = report ?? model.map { $0.asReport(asked, &text) }
        guard let report else { preconditionFailure("A file is one or the other.") }
        if let model {
          try model.check(session)
          // The log may be ahead of the entries; a position keeps both together.
          asked.atPosition = try asked.atPosition ?? session.foldedPosition()
        }
        return try report.answer(
          session.query(report.statement(asked, isReport ? catalogue.models : [], isReport ? catalogue.rules : [], &text), text.parameters), asked)
      }
    }
  }
}

extension Definition {
  /// The rows of a read model as a report: keys as text, sums and counts as numbers.
  fileprivate func asReport(_ parameters: ReportParameters, _ text: inout SQLText) -> ReportDefinition {
    let days = Shadows(parameters, isCumulative: false).days(for: self, &text).map { "WITH \(Source(condition: $0).shadows) " } ?? ""
    return ReportDefinition(
      name: name, file: file, title: question,
      columns: keys.map { ReportColumn(name: $0, kind: .text) }
        + measures.map { ReportColumn(name: $0.name, kind: $0.rule == .sum || $0.rule == .count ? .count : .text) },
      body: "\(days)\(aggregate) ORDER BY \(keyList)")
  }
}
