public import Projections

/// The read models and reports a program knows.
public struct Catalogue: Hashable, Sendable {
  /// The read models, by name; those by year that follow from others too.
  public let models: [Definition]
  /// The reports, by name.
  public let reports: [ReportDefinition]

  /// Reads files.
  /// - Throws: `DefinitionError` for the first that does not say what it has to say.
  public init(models: [ProjectionFile], reports: [ProjectionFile]) throws(DefinitionError) {
    var definitions: [Definition] = []
    for file in models {
      let definition = try Definition(file)
      definitions.append(definition)
      if let years = definition.byYear { definitions.append(years) }
    }
    var reportDefinitions: [ReportDefinition] = []
    for file in reports { reportDefinitions.append(try ReportDefinition(file)) }
    for report in reportDefinitions {
      guard let model = report.explanation?.model, !definitions.contains(where: { $0.name == model }) else { continue }
      throw DefinitionError(file: report.file, line: 1, message: "explain speaks of the read model “\(model)”, which there is not.")
    }
    self.models = definitions.sorted { $0.name < $1.name }
    self.reports = reportDefinitions.sorted { $0.name < $1.name }
  }

  /// Those that are built into the program.
  /// - Throws: `DefinitionError`; never when the tests have passed.
  public static func builtIn() throws(DefinitionError) -> Catalogue {
    try Catalogue(models: Projections.models, reports: Projections.reports)
  }

  /// The read model of that name.
  public func model(_ name: String) -> Definition? { models.first { $0.name == name } }

  /// The report of that name.
  public func report(_ name: String) -> ReportDefinition? { reports.first { $0.name == name } }
}
