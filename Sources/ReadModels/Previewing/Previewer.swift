public import Postgres

/// Shows what other definitions would change in what a book says, before they go live. Nothing is installed and nothing locked: it only reads, a statement
/// at a time, while workers, readers and rebuilds go on.
public struct Previewer: Sendable {
  private let pool: Pool
  /// By what the book answers now, and by what it would.
  private let current: Catalogue, proposed: Catalogue
  private let unroller: Unroller
  private let timeoutMilliseconds: Int

  /// How many rows an effect are explained by their events, and how many events a row are listed.
  public static let explainedMax = 20, eventsMax = 10

  /// A previewer over connections to a book; its reader's role suffices.
  /// - Parameters:
  ///   - current: the definitions that made the book's tables; see `Catalogue.live`.
  ///   - unroller: how events would become entries.
  ///   - timeoutMilliseconds: how long one comparison may take. One that takes longer is told as not known.
  public init(pool: Pool, current: Catalogue, proposed: Catalogue, unroller: Unroller = .ledger, timeoutMilliseconds: Int = 120_000) {
    (self.pool, self.current, self.proposed) = (pool, current, proposed)
    (self.unroller, self.timeoutMilliseconds) = (unroller, timeoutMilliseconds)
  }

  /// Compares all that is defined otherwise, and all reports that read it.
  ///
  /// The cost is that of making each changed read model from the entries, once for itself and once for each report that reads it.
  /// - Parameters:
  ///   - parameters: which time is looked at and as of when, as in a report.
  ///   - rowLimit: at most so many rows are listed an effect; counts and totals are over all.
  ///   - progress: called before each comparison with how many are done, how many there are, and what comes.
  /// - Throws: `ReadModelError.wrongDefinition` when a proposed SELECT does not run, `.wrongParameter`, `.notFoldedYet`; `PostgresError`.
  public func preview(
    _ parameters: ReportParameters = ReportParameters(), rowLimit: Int = 20, progress: (Int, Int, String) -> Void = { _, _, _ in }
  ) async throws -> Preview {
    try parameters.check()
    let changes = CatalogueChanges(from: current, to: proposed)
    let (asked, position, unrollsOtherwise) = try await begin(changes, parameters)
    let subjects = changes.subjects
    var effects: [PreviewedEffect] = []
    for (index, subject) in subjects.enumerated() {
      progress(index, subjects.count, subject.name)
      let effect = try await compare(subject, asked, rowLimit)
      effects.append(try await explained(effect, subject, asked))
    }
    return Preview(asOfPosition: position, files: changes.files, unrollsOtherwise: unrollsOtherwise, effects: effects)
  }

  /// Sees that what is proposed runs at all.
  private func begin(_ changes: CatalogueChanges, _ parameters: ReportParameters) async throws -> (ReportParameters, Int64, Bool) {
    let version = Int64(unroller.version)
    return try await pool.withSession { session in
      try session.transaction(.readOnlySnapshot) {
        let (asked, folded) = try (session.resolved(parameters), session.foldedPosition())
        try asked.checkFolded(folded)
        for model in changes.madeModels { try model.check(session) }
        let made = try session.query("SELECT entries_version FROM checkpoint").first?.optionalInt64(0)
        return (asked, min(asked.atPosition ?? folded, folded), made != nil && made != version)
      }
    }
  }

  private func compare(_ subject: CatalogueChanges.Subject, _ parameters: ReportParameters, _ rowLimit: Int) async throws -> PreviewedEffect {
    let comparison = PreviewComparison(before: subject.before, after: subject.after)
    let timeout = timeoutMilliseconds
    do {
      return try await pool.withSession { session in
        try session.transaction {
          // A file that somebody hands in may say anything.
          try session.execute("SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = \(timeout); SET LOCAL work_mem = '64MB'")
          var text = SQLText()
          let statement = comparison.statement(parameters, rowLimit: rowLimit, &text)
          return try comparison.effect(session.query(statement, text.parameters), kind: subject.kind, isItself: subject.isItself)
        }
      }
    } catch let error as PostgresError where error.sqlState == "57014" && !Task.isCancelled {
      return comparison.unknown(kind: subject.kind, isItself: subject.isItself)
    } catch let error as PostgresError where error.isAboutData {
      let file = (subject.after ?? subject.before)?.report.file ?? subject.name
      throw ReadModelError(.wrongDefinition, "\(file): the SELECT does not run: \(error)", file: file)
    }
  }

  /// The same with the events behind its first rows, where figures are sums of events.
  private func explained(_ effect: PreviewedEffect, _ subject: CatalogueChanges.Subject, _ parameters: ReportParameters) async throws
    -> PreviewedEffect
  {
    let sides = [subject.before, subject.after].compactMap(\.self)
    guard !effect.rows.isEmpty, sides.allSatisfy({ $0.report.explanation != nil }) else { return effect }
    let explainer = Explainer(pool: pool, catalogue: proposed)
    var asked = parameters
    asked.atPosition = effect.asOfPosition
    var rows: [PreviewedEffect.Row] = []
    for row in effect.rows {
      guard rows.count < Self.explainedMax else {
        rows.append(row)
        continue
      }
      let conditions = zip(effect.keys, row.key).map { (column: $0.name, value: $1.asked) }
      func cell(_ side: PreviewSide?) throws -> CellStatement? { try side.map { try CellStatement($0.report, in: $0.catalogue, where: conditions) } }
      let difference = try await explainer.difference(
        from: cell(subject.before), to: cell(subject.after), parameters: asked, limit: Self.eventsMax)
      rows.append(PreviewedEffect.Row(key: row.key, before: row.before, after: row.after, explanation: difference))
    }
    return effect.with(rows)
  }
}

extension PreviewedEffect {
  fileprivate func with(_ rows: [Row]) -> PreviewedEffect {
    PreviewedEffect(
      kind: kind, name: name, isItself: isItself, isNew: isNew, isGone: isGone, asOfPosition: asOfPosition, keys: keys, figures: figures,
      goneColumns: goneColumns, newColumns: newColumns, rowsBefore: rowsBefore, rowsAfter: rowsAfter, gone: gone, new: new, different: different,
      totals: totals, parties: parties, partyCounts: partyCounts, rows: rows, isKnown: isKnown)
  }
}
