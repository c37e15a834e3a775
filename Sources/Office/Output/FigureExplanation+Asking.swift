public import Postgres
public import ReadModels

extension FigureExplanation {
  /// Explains a figure of a report.
  /// - Parameters:
  ///   - conditions: the row: columns and values.
  ///   - definition: the first digits of the SHA-256 of an older definition to explain it by; nil for what counts now.
  ///   - limit: how many events to list at most; the total is over all.
  /// - Throws: `ReadModelError` for what cannot be explained; `OfficeProblem.malformed` for a definition of something else.
  public static func of(
    _ name: String, where conditions: [(column: String, value: String)], parameters: ReportParameters, by definition: String? = nil, limit: Int,
    catalogue live: Catalogue, in pool: Pool
  ) async throws -> FigureExplanation {
    var (catalogue, kept): (Catalogue, KeptDefinition?) = (live, nil)
    if let definition {
      let found = try await pool.withSession { try $0.keptDefinition(sha256: definition) }
      (catalogue, kept) = (try live.replacing([found.file]), found)
    }
    let cell = try await Explainer(pool: pool, catalogue: catalogue).explain(name, where: conditions, parameters: parameters, limit: limit)
    guard let report = catalogue.report(name) else { throw OfficeProblem.malformed("There is no report “\(name)”.") }
    var older: (kept: KeptDefinition, totalNow: [Int64])?
    if let kept {
      guard catalogue.isExplained(report, by: kept.file) else {
        throw OfficeProblem.malformed(
          "\(name) is not explained by \(kept.file.file); it is by \(catalogue.source(of: report)?.file ?? "nothing")", field: "definition")
      }
      var asked = parameters
      (asked.atPosition, asked.knownAt) = (cell.asOfPosition, nil)
      let now = try await Explainer(pool: pool, catalogue: live).explain(name, where: conditions, parameters: asked, limit: 0)
      // By names: a report may have other columns now.
      let totals = Dictionary(zip(now.columns.map(\.name), now.total), uniquingKeysWith: { first, _ in first })
      older = (kept, cell.columns.map { totals[$0.name] ?? 0 })
    }
    return FigureExplanation(
      cell: cell, report: report, conditions: conditions, definition: catalogue.file(.report, name), source: catalogue.source(of: report),
      older: older)
  }
}
