import Ledger
import Postgres

/// What is to be explained, and the SQL that reads it from the entries: one row an event, with what it adds to each cell.
struct CellStatement {
  let report: ReportDefinition
  let explanation: Explanation
  /// The read model, or the rule over single entries, that the cells are sums of.
  private let model: Definition
  private let rules: [RuleView]
  private let conditions: [(expression: String, value: String)]

  /// - Parameter conditions: columns and their values; an empty text is NULL.
  /// - Throws: `ReadModelError.notExplainable`.
  init(_ report: ReportDefinition, in catalogue: Catalogue, where conditions: [(column: String, value: String)]) throws {
    guard let explanation = report.explanation, let model = catalogue.contributions(explanation.model) else {
      throw ReadModelError(.notExplainable, "The cells of \(report.name) are no sums of events. Explain the report they come from.")
    }
    (self.report, self.explanation, self.model) = (report, explanation, model)
    self.conditions = try conditions.map { condition in
      guard let key = explanation.keys.first(where: { $0.column == condition.column }) else {
        let known = explanation.keys.map(\.column).joined(separator: ", ")
        throw ReadModelError(.notExplainable, "\(report.name) cannot be explained by “\(condition.column)”, only by \(known).")
      }
      return (expression: key.expression, value: condition.value)
    }
    rules = catalogue.rules.needed(by: ReportDefinition.words(model.body).all)
  }

  /// The columns that are explained.
  var columns: [ReportColumn] { explanation.cells.compactMap { cell in report.columns.first { $0.name == cell.column } } }

  /// The SELECT: `position` and, of each of these columns, the sum of what the event adds.
  /// - Parameter after: only events behind this position.
  func select(_ wanted: [ReportColumn], _ parameters: ReportParameters, after: Int64, _ text: inout SQLText) -> String {
    let shadows = Shadows(parameters, isCumulative: report.isCumulative)
    let base = ([shadows.parameterTable(&text), shadows.base(&text)] + rules.map(\.expression)).joined(separator: ",\n")
    let later = after > 0 ? "position > \(text.bind(.int64(after)))" : nil
    let time = [shadows.days(for: model, &text), period(parameters.by, &text), later].compactMap(\.self)
    let days = time.isEmpty ? "" : "WITH \(Source(condition: time.joined(separator: " AND ")).shadows) "
    // An expression may add up several measures, so what contributes to only one of them counts as zero for the others.
    let measures = model.measures.compactMap { measure -> String? in
      switch measure.rule {
      case .sum: "coalesce(c.\(measure.name.quoted), 0)::bigint AS \(measure.name.quoted)"
      case .count: "(c.\(measure.name.quoted) IS NOT NULL)::integer::bigint AS \(measure.name.quoted)"
      case .min, .max, .latest: nil
      }
    }
    let columns = (["position"] + model.keys).map { "c.\($0.quoted)" } + measures
    // Plainly compared, so that an index on the column serves; no value at all is not in an index worth having.
    let filter = conditions.map { condition in
      condition.value.isEmpty
        ? "coalesce((\(condition.expression))::text, '') = ''" : "(\(condition.expression))::text = \(text.bind(.text(condition.value)))"
    }
    let sums = wanted.compactMap { column in explanation.cells.first { $0.column == column.name } }
      .map { "sum(\($0.expression))::bigint AS \($0.column.quoted)" }
    return """
      WITH \(base),
      contribution AS (\(days)SELECT \(columns.joined(separator: ", ")), '\(parameters.by.rawValue)'::text AS by_period FROM \(model.contributions))
      SELECT \((["position"] + sums).joined(separator: ", ")) FROM contribution
      \(filter.isEmpty ? "" : "WHERE \(filter.joined(separator: " AND "))") GROUP BY position
      """
  }

  /// The days of the period asked about. Without them every entry there is would have to be read to find out which period it is in.
  private func period(_ by: PeriodLength, _ text: inout SQLText) -> String? {
    guard model.keys.contains("month") else { return nil }
    for condition in conditions {
      let days: ClosedRange<CalendarDate>?
      switch condition.expression {
      case "period_of(month, by_period)": days = by.days(of: condition.value)
      case "month".quoted: days = CalendarDate(condition.value).map { $0.startOfMonth...$0.endOfMonth }
      default: days = nil
      }
      if let days { return "occurred_on BETWEEN \(text.bind(days.lowerBound)) AND \(text.bind(days.upperBound))" }
    }
    return nil
  }
}
