import Postgres
import Projections

extension Catalogue {
  /// Reads files of all kinds; rules in the order in which they read each other.
  /// - Throws: `DefinitionError` for the first that does not say what it has to say.
  public init(_ files: [DefinitionFile]) throws(DefinitionError) {
    func projections(_ kind: DefinitionKind) -> [ProjectionFile] { files.filter { $0.kind == kind }.map(\.projection) }
    try self.init(models: projections(.model), reports: projections(.report), rules: projections(.rule))
  }

  /// The same with other files in the place of those that are called so, or beside them. A rule that is new comes after all others.
  /// - Throws: `DefinitionError`.
  public func replacing(_ replacements: [DefinitionFile]) throws(DefinitionError) -> Catalogue {
    var files = files
    for new in replacements {
      if let index = files.firstIndex(where: { $0.file == new.file }) { files[index] = new } else { files.append(new) }
    }
    return try Catalogue(files)
  }

  /// The file of that kind and name.
  public func file(_ kind: DefinitionKind, _ name: String) -> DefinitionFile? { files.first { $0.kind == kind && $0.name == name } }

  /// The file that a report's cells are explained by: of the read model, or of the rule over single entries.
  public func source(of report: ReportDefinition) -> DefinitionFile? {
    report.explanation.flatMap { file(.model, $0.model) ?? file(.rule, $0.model) }
  }

  /// Whether a file has a part in how a report's cells are explained: the report's own, that of the read model or rule they add up, or of a rule that
  /// this one reads.
  public func isExplained(_ report: ReportDefinition, by file: DefinitionFile) -> Bool {
    guard let explanation = report.explanation, let model = contributions(explanation.model) else { return false }
    let read = rules.needed(by: ReportDefinition.words(model.body).all).map { DefinitionKind.rule.folder + "/\($0.name).sql" }
    return file.file == self.file(.report, report.name)?.file || file.file == source(of: report)?.file || read.contains(file.file)
  }

  /// What the book answers by now, or was last prepared to; nil when it keeps no definitions yet.
  /// - Throws: `DefinitionError` when this program cannot read an old file any more; `PostgresError`.
  public static func live(in pool: Pool) async throws -> Catalogue? {
    let files = try await pool.withSession { try $0.keptDefinitions() }.filter(\.isLive).map(\.file)
    guard !files.isEmpty else { return nil }
    let reads = files.filter { $0.kind == .rule }
    return try Catalogue(files.filter { $0.kind != .rule } + Self.ordered(reads))
  }

  /// Rules so that each reads only earlier ones. Their files lie in a folder without an order.
  private static func ordered(_ rules: [DefinitionFile]) -> [DefinitionFile] {
    var (left, ordered) = (rules, [DefinitionFile]())
    while !left.isEmpty {
      // One that reads none of the others left; were there none, they would read each other in a ring, and any order would do.
      let index = left.firstIndex { rule in
        let words = ReportDefinition.words(rule.text).sources
        return !left.contains { $0 != rule && words.contains($0.name) }
      }
      ordered.append(left.remove(at: index ?? 0))
    }
    return ordered
  }
}
