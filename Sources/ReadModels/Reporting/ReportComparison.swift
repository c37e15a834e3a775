public import Postgres

/// What became of one row of a report between two positions of the log.
public struct ReportChange: Hashable, Sendable {
  /// What the row is about, in the order of the comparison's keys.
  public let key: [Cell]
  /// Its other cells then and now, in the order of the comparison's figures; nil when there was no such row.
  public let before: [Cell]?, after: [Cell]?
  /// The events in between that made the difference, in order of position, and how many there are in all; empty where figures are no sums.
  public let events: [ExplainedCell.Contribution], eventCount: Int64
}

/// A report at two positions, and where the two differ.
public struct ReportComparison: Hashable, Sendable {
  /// The positions.
  public let from: Int64, to: Int64
  /// The columns that say what a row is about (those it can be explained by, or all that hold no figures), the others, and those that events explain.
  public let keys: [ReportColumn], figures: [ReportColumn], explained: [ReportColumn]
  /// The rows that differ, in the order of the later answer, then those that are gone.
  public let changes: [ReportChange]
}

/// Compares what was known with what is known: the same report about the same days, at two positions of the log.
///
/// So an accountant sees what has changed in a month since she closed it, and why. Costs two reports and an explanation a changed row.
public struct Comparer: Sendable {
  private let reporter: Reporter
  private let explainer: Explainer
  private let catalogue: Catalogue

  /// A comparer over connections to a book; its reader's role suffices.
  public init(pool: Pool, catalogue: Catalogue) {
    (reporter, explainer) = (Reporter(pool: pool, catalogue: catalogue), Explainer(pool: pool, catalogue: catalogue))
    self.catalogue = catalogue
  }

  /// How many changed rows are explained; the others are only told.
  public static let explainedMax = 200

  /// Compares a report at a position with the newest, or with `parameters.atPosition`.
  /// - Parameter eventLimit: at most so many events are listed a row.
  /// - Throws: `ReadModelError` as `Reporter` and `Explainer` do; `PostgresError`.
  public func compare(
    _ name: String, from position: Int64, parameters: ReportParameters = ReportParameters(), eventLimit: Int = 20
  ) async throws -> ReportComparison {
    guard let report = catalogue.report(name) else { throw ReadModelError.noReport(name, catalogue) }
    var then = parameters
    (then.atPosition, then.knownAt) = (position, nil)
    let after = try await reporter.run(name, parameters: parameters)
    guard position <= after.asOfPosition else {
      throw ReadModelError(.wrongParameter, "Position \(position) lies after \(after.asOfPosition), with which it would be compared.")
    }
    var now = parameters
    (now.atPosition, now.knownAt) = (after.asOfPosition, nil)
    let before = try await reporter.run(name, parameters: then)
    let isKey = report.columns.map { column in
      report.explanation.map { $0.keys.contains { $0.column == column.name } } ?? [.text, .period, .date].contains(column.kind)
    }
    let explained = report.explanation.map { explanation in
      explanation.cells.compactMap { cell in report.columns.first { $0.name == cell.column } }
    }
    var changes: [ReportChange] = []
    for pair in Self.pairs(before.rows, after.rows, isKey) where pair.before != pair.after {
      let cell = changes.count < Self.explainedMax ? try await explain(report, pair.key, isKey, now, after: position, eventLimit) : nil
      changes.append(
        ReportChange(
          key: pair.key, before: pair.before, after: pair.after, events: cell?.contributions ?? [], eventCount: cell?.contributionCount ?? 0))
    }
    func columns(_ wanted: Bool) -> [ReportColumn] { zip(report.columns, isKey).filter { $0.1 == wanted }.map(\.0) }
    return ReportComparison(
      from: position, to: after.asOfPosition, keys: columns(true), figures: columns(false), explained: explained ?? [], changes: changes)
  }

  private func explain(
    _ report: ReportDefinition, _ key: [Cell], _ isKey: [Bool], _ parameters: ReportParameters, after: Int64, _ limit: Int
  ) async throws -> ExplainedCell? {
    guard report.explanation != nil else { return nil }
    let names = zip(report.columns, isKey).filter { $0.1 }.map(\.0.name)
    let conditions = zip(names, key).map { (column: $0, value: $1.asked) }
    return try await explainer.explain(report.name, where: conditions, parameters: parameters, after: after, limit: limit)
  }

  /// Rows of both answers that are about the same, as key and figures.
  private static func pairs(
    _ before: [[Cell]], _ after: [[Cell]], _ isKey: [Bool]
  ) -> [(key: [Cell], before: [Cell]?, after: [Cell]?)] {
    func part(_ row: [Cell], _ wanted: Bool) -> [Cell] { zip(row, isKey).filter { $0.1 == wanted }.map(\.0) }
    var earlier = Dictionary(before.map { (part($0, true), part($0, false)) }, uniquingKeysWith: { first, _ in first })
    var pairs: [(key: [Cell], before: [Cell]?, after: [Cell]?)] = after.map { row in
      let key = part(row, true)
      return (key, earlier.removeValue(forKey: key), part(row, false))
    }
    for row in before where earlier[part(row, true)] != nil { pairs.append((part(row, true), part(row, false), nil)) }
    return pairs
  }
}

extension Cell {
  /// As an explanation is asked for it: an empty text for nothing.
  var asked: String {
    switch self {
    case .null: ""
    case .int64(let number): String(number)
    case .text(let text), .decimal(let text): text
    }
  }
}
