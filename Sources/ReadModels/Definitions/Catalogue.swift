public import Projections

/// The read models, reports and rules a program knows.
public struct Catalogue: Hashable, Sendable {
  /// The read models, by name; those by year that follow from others too.
  public let models: [Definition]
  /// The reports, by name.
  public let reports: [ReportDefinition]
  /// What posting rules say, in an order in which each reads only earlier ones.
  public let rules: [RuleView]
  /// The files all that was read from: read models and reports as they were given, rules in their order.
  public let files: [DefinitionFile]

  /// Reads files.
  /// - Throws: `DefinitionError` for the first that does not say what it has to say.
  public init(models: [ProjectionFile], reports: [ProjectionFile], rules: [ProjectionFile] = []) throws(DefinitionError) {
    var (definitions, ruleViews): ([Definition], [RuleView]) = ([], [])
    for file in rules { ruleViews.append(try RuleView(file)) }
    for file in models {
      let definition = try Definition(file)
      // Its table would not follow when the rule changes.
      if let rule = ruleViews.first(where: { ReportDefinition.words(definition.body).sources.contains($0.name) || $0.name == definition.name }) {
        throw DefinitionError(file: definition.file, line: 1, message: "A read model can neither read the rule “\(rule.name)” nor be called so.")
      }
      definitions.append(definition)
      definitions += definition.added
    }
    var reportDefinitions: [ReportDefinition] = []
    for file in reports { reportDefinitions.append(try ReportDefinition(file)) }
    for report in reportDefinitions {
      guard let model = report.explanation?.model,
        !definitions.contains(where: { $0.name == model }), !ruleViews.contains(where: { $0.contributions?.name == model })
      else { continue }
      throw DefinitionError(file: report.file, line: 1, message: "explain speaks of the read model “\(model)”, which there is not.")
    }
    self.files = models.map { .init($0, kind: .model) } + reports.map { .init($0, kind: .report) } + rules.map { .init($0, kind: .rule) }
    self.rules = ruleViews
    self.models = definitions.sorted { $0.name < $1.name }
    self.reports = reportDefinitions.sorted { $0.name < $1.name }
  }

  /// Those that are built into the program.
  /// - Throws: `DefinitionError`; never when the tests have passed.
  public static func builtIn() throws(DefinitionError) -> Catalogue {
    try Catalogue(models: Projections.models, reports: Projections.reports, rules: Projections.rules)
  }

  /// The read model of that name.
  public func model(_ name: String) -> Definition? { models.first { $0.name == name } }

  /// What explains cells by that name: a read model, or a rule over single entries.
  func contributions(_ name: String) -> Definition? { model(name) ?? rules.first { $0.name == name }?.contributions }

  /// The report of that name.
  public func report(_ name: String) -> ReportDefinition? { reports.first { $0.name == name } }
}
