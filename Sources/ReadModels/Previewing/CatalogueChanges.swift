/// What differs between two catalogues, and what may say something else for it. Pure.
struct CatalogueChanges {
  /// Something to be compared: by the one catalogue and by the other.
  struct Subject: Sendable {
    let kind: DefinitionKind
    let name: String
    /// Whether its own definition differs, or only what it reads.
    let isItself: Bool
    /// Nil where there is none of it.
    let before: PreviewSide?, after: PreviewSide?
  }

  let files: [Preview.FileChange]
  /// The proposed read models that no table of the book holds.
  let madeModels: [Definition]
  /// First read models, then reports that differ, then reports that read what differs; each by name.
  let subjects: [Subject]

  init(from current: Catalogue, to proposed: Catalogue) {
    // Years follow from their months.
    func models(_ catalogue: Catalogue) -> [Definition] { catalogue.models.filter { $0.months == nil } }
    let made = models(proposed).filter { model in current.model(model.name)?.sha256 != model.sha256 }
    let gone = models(current).filter { proposed.model($0.name) == nil }
    let changedModels = (made + gone).map(\.name).sorted()
    let changedRules = Set(current.rules + proposed.rules).map(\.name).filter { name in
      current.rules.first { $0.name == name }?.essence != proposed.rules.first { $0.name == name }?.essence
    }
    let changed = Set(changedModels + changedModels.map { $0 + Definition.byPeriod } + changedRules)
    let isMade = Set(made.map(\.name))
    func side(_ report: ReportDefinition?, _ catalogue: Catalogue, _ made: Set<String>) -> PreviewSide? {
      report.map { PreviewSide(report: $0, catalogue: catalogue, made: made) }
    }
    let ofModels = changedModels.map { name in
      Subject(
        kind: .model, name: name, isItself: true, before: side(current.model(name)?.tableReport(in: current), current, []),
        after: side(proposed.model(name)?.tableReport(in: proposed), proposed, isMade))
    }
    var (ofReports, ofReaders): ([Subject], [Subject]) = ([], [])
    for name in Set((current.reports + proposed.reports).map(\.name)).sorted() {
      let (old, new) = (current.report(name), proposed.report(name))
      let subject = Subject(
        kind: .report, name: name, isItself: old?.essence != new?.essence, before: side(old, current, []), after: side(new, proposed, isMade))
      if subject.isItself {
        ofReports.append(subject)
      } else if !changed.isDisjoint(with: current.sources(of: old).union(proposed.sources(of: new))) {
        ofReaders.append(subject)
      }
    }
    let itself = Set(changedModels.map { "Models/\($0).sql" } + changedRules.map { "Rules/\($0).sql" } + ofReports.map { "Reports/\($0.name).sql" })
    files = Set((current.files + proposed.files).map(\.file)).sorted().compactMap { file in
      let (before, after) = (current.files.first { $0.file == file }, proposed.files.first { $0.file == file })
      return before == after ? nil : Preview.FileChange(before: before, after: after, isOfSubstance: itself.contains(file))
    }
    (madeModels, subjects) = (made, ofModels + ofReports + ofReaders)
  }
}

extension Catalogue {
  /// All that a report reads, directly or through rules.
  fileprivate func sources(of report: ReportDefinition?) -> Set<String> {
    guard let report else { return [] }
    return rules.needed(by: report.words).reduce(report.sources) { $0.union($1.sources).union([$1.name]) }
  }
}

extension ReportDefinition {
  /// What its figures depend on.
  fileprivate var essence: [String] {
    let pairs = (explanation?.keys ?? []) + (explanation?.cells ?? [])
    return [body, "\(isCumulative)", explanation?.model ?? ""] + columns.map { "\($0.name) \($0.kind)" }
      + pairs.map { "\($0.column) = \($0.expression)" }
  }
}

extension RuleView {
  /// What figures that are read through it depend on.
  fileprivate var essence: [[UInt8]] { [sha256, contributions?.sha256 ?? []] }
}
