import Office
import Postgres
import ReadModels
import Web

/// By which definitions a figure is explained: those that count, or an older version of one of them, named in the query's `definition` by the first
/// digits of its SHA-256, as by `esep explain --definition`.
struct ExplainedBy {
  let catalogue: Catalogue
  let explainer: Explainer
  let report: ReportDefinition
  /// The older version; nil for what counts now.
  let older: KeptDefinition?

  /// What the query asks for.
  /// - Throws: `OfficeProblem` when there is no such version, or it has no part in this explanation; the message is in the reader's language.
  static func asked(_ request: PageRequest, _ report: ReportDefinition) async throws -> ExplainedBy {
    let live = request.desk.catalogue
    guard let digits = request.query("definition"), !digits.isEmpty else {
      return ExplainedBy(catalogue: live, explainer: request.desk.explainer, report: report, older: nil)
    }
    let isHash = digits.utf8.count <= 64 && digits.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    let unknown = OfficeProblem.malformed(request.words("auditor.definitions.unknown"), field: "definition")
    guard isHash else { throw unknown }
    let kept: KeptDefinition
    do { kept = try await request.desk.reader.withSession { try $0.keptDefinition(sha256: digits) } } catch let error as ReadModelError
      where error.code == .unknownName
    { throw unknown }
    let old = try? live.replacing([kept.file])
    guard let old, let report = old.report(report.name), old.isExplained(report, by: kept.file) else {
      throw OfficeProblem.malformed(
        request.words("reports.explain.not_by", ["report": request.title(of: report.name), "file": kept.file.file]), field: "definition")
    }
    return ExplainedBy(catalogue: old, explainer: Explainer(pool: request.desk.reader, catalogue: old), report: report, older: kept)
  }

  /// Says that the figures are not those that count, and what they are by what counts now.
  func notice(_ request: PageRequest, _ cell: ExplainedCell, _ conditions: [(column: String, value: String)], _ asked: ReportParameters) async throws
    -> [Block]
  {
    guard let older else { return [] }
    var pinned = asked
    (pinned.atPosition, pinned.knownAt) = (cell.asOfPosition, nil)
    var blocks: [Block] = [
      .notice(Notice(.warning, request.words("reports.explain.older", ["file": older.file.file, "since": Self.stretches(older, request)])))
    ]
    guard let now = try? await request.desk.explainer.explain(report.name, where: conditions, parameters: pinned, limit: 0) else { return blocks }
    let rest = request.query.filter { $0.key != "definition" && $0.key != "after" }.sorted { $0.key < $1.key }.flatMap { name, values in
      values.prefix(1).map { (name, $0) }
    }
    let here = PathText.with(request.path, rest)
    blocks.append(
      .figures(
        zip(now.columns, now.total).map { column, total in
          Figure(
            request.words("reports.explain.now", ["column": request.heading(column.name)]), request.explained(total, column, withCurrency: true),
            href: here)
        }))
    return blocks
  }

  /// Links to the same explanation by older versions of the files it is by.
  static func links(_ request: PageRequest, _ report: ReportDefinition) async throws -> [Block] {
    let live = request.desk.catalogue
    let kept = try await request.desk.reader.withSession { try $0.keptDefinitions() }
    let rest = request.query.filter { $0.key != "definition" && $0.key != "after" }.sorted { $0.key < $1.key }.flatMap { name, values in
      values.prefix(1).map { (name, $0) }
    }
    let links = kept.filter { !$0.isLive && live.isExplained(report, by: $0.file) }.prefix(20).map { old in
      Link(
        request.words("reports.explain.by_older", ["file": old.file.file, "since": stretches(old, request)]),
        PathText.with(request.path, rest + [("definition", String(old.file.hash.prefix(16)))]))
    }
    return links.isEmpty ? [] : [.links(Array(links))]
  }

  /// From which to which position a version counted, such as 120–460.
  private static func stretches(_ kept: KeptDefinition, _ request: PageRequest) -> String {
    kept.uses.map { use in "\(request.words.numbers.whole(use.since))–\(use.until.map { request.words.numbers.whole($0) } ?? "")" }.joined(
      separator: ", ")
  }
}
