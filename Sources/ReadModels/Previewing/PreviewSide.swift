import Ledger
import Postgres

/// A report by one catalogue: the rows it gives, whatever the book's tables were made by.
struct PreviewSide: Sendable {
  let report: ReportDefinition
  let catalogue: Catalogue
  /// The read models that the book's tables do not hold: they are made of their contributions.
  let made: Set<String>

  /// The report's rows, to be selected from.
  func rows(_ parameters: ReportParameters, _ text: inout SQLText) -> String {
    let shadows = Shadows(parameters, for: report)
    let rules = catalogue.rules.needed(by: report.words)
    let words = rules.reduce(report.words) { $0.union($1.words) }
    let tables = catalogue.models.filter { !made.contains($0.name) && !made.contains($0.months ?? "") }
    let with =
      [shadows.parameterTable(&text)] + shadows.tables(of: tables, mentioned: words.contains, &text)
      + catalogue.models.flatMap { madeTables($0, shadows, words, &text) } + rules.map(\.expression)
    return "WITH \(with.joined(separator: ",\n")) SELECT * FROM (\n\(report.body)\n) AS answer"
  }

  /// A read model made of its contributions, and what reports read of it by period.
  private func madeTables(_ model: Definition, _ shadows: Shadows, _ words: Set<String>, _ text: inout SQLText) -> [String] {
    let byPeriod = model.name + Definition.byPeriod
    guard made.contains(model.name), words.contains(model.name) || words.contains(byPeriod) else { return [] }
    let parameters = shadows.parameters
    var conditions = ["position <= \(Shadows.asOf(parameters.atPosition, &text))"]
    if let through = parameters.through { conditions.append("occurred_on <= \(text.bind(through))") }
    if let days = shadows.days(for: model, &text) { conditions.append(days) }
    let source = Source(condition: conditions.joined(separator: " AND "))
    let table = "\(model.name.quoted) AS (WITH \(source.shadows) \(model.aggregate))"
    guard model.isYearly, words.contains(byPeriod) else { return [table] }
    var months: [String] = []
    if let from = parameters.from, !report.isCumulative { months.append("c.month >= \(text.bind(from.startOfMonth))") }
    if let to = parameters.to { months.append("c.month <= \(text.bind(to.startOfMonth))") }
    if let producer = parameters.producer, model.keys.contains("producer") { months.append("c.producer = \(text.bind(producer))") }
    let start = "start_of(c.month, '\(parameters.by.rawValue)')"
    let condition = months.isEmpty ? "" : " WHERE " + months.joined(separator: " AND ")
    let periods = "SELECT \(model.mergedColumns(month: start)) FROM \(model.name.quoted) AS c\(condition) GROUP BY \(model.mergedKeys(month: start))"
    return [table, "\(byPeriod.quoted) AS NOT MATERIALIZED (\(periods))"]
  }
}
