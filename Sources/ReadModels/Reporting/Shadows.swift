import Ledger
import Postgres

/// Common table expressions that stand in the place of the book's tables, so that a report's SELECT, used as it is, answers what was asked.
///
/// The text depends only on the report and on which things are asked for, not on which days or codes: so it is prepared once a connection and planned
/// once, and then a plan is only looked up. What is not asked for stands in it as a constant, which the planner can reason with.
struct Shadows {
  let parameters: ReportParameters
  let isCumulative: Bool
  /// Whether the report adds up all there is so far and asks for no length of period: then years serve it, whatever length a person asked for.
  let addsUpAll: Bool

  init(_ parameters: ReportParameters, isCumulative: Bool, addsUpAll: Bool = false) {
    (self.parameters, self.isCumulative, self.addsUpAll) = (parameters, isCumulative, addsUpAll)
  }

  /// What stands in the place of tables for a report.
  init(_ parameters: ReportParameters, for report: ReportDefinition) {
    self.init(parameters, isCumulative: report.isCumulative, addsUpAll: report.isCumulative && !report.words.contains("by_period"))
  }

  /// Whether the table of a read model holds what is asked for. Tables are by whole months and of the checkpoint; those without months hold all time.
  func tableSuffices(for model: Definition) -> Bool {
    parameters.atPosition == nil && parameters.knownAt == nil && parameters.through == nil && isOfWholeMonths(model)
  }

  /// Whether the days asked for are told apart by the table of a read model.
  func isOfWholeMonths(_ model: Definition) -> Bool {
    guard model.keys.contains("month") else { return !isCumulative || parameters.to == nil }
    return (isCumulative || parameters.from?.isFirstOfMonth ?? true) && parameters.to?.isLastOfMonth ?? true
  }

  /// The position that the answer is as of, whatever is asked for beyond what is folded.
  static func asOf(_ position: Int64?, _ text: inout SQLText) -> String {
    guard let position else { return "(SELECT position FROM checkpoint)" }
    return "(SELECT least(position, \(text.bind(.int64(position)))) FROM checkpoint)"
  }

  /// `parameter`, with what was asked. NOT MATERIALIZED, or a report that names it twice would get it as a table of unknown content.
  func parameterTable(_ text: inout SQLText) -> String {
    let recapture = parameters.recapturePercent.map { text.bind(.int32($0)) } ?? "NULL"
    return """
      parameter AS NOT MATERIALIZED (
        SELECT '\(parameters.by.rawValue)'::text AS by_period,
               \(Self.day(parameters.from, "NULL", &text)) AS from_day, \(Self.day(parameters.to, "NULL", &text)) AS to_day,
               \(Self.day(parameters.from?.startOfMonth, "'-infinity'", &text)) AS from_month,
               \(Self.day(parameters.to?.startOfMonth, "'infinity'", &text)) AS to_month,
               \(Self.code(parameters.channel, &text)) AS channel, \(Self.code(parameters.producer, &text)) AS producer,
               \(Self.code(parameters.account, &text)) AS account,
               \(recapture)::integer AS recapture_percent, \(text.bind(.int64(parameters.incomeFloorMinor)))::bigint AS income_floor,
               '\(parameters.bookCurrency.code)'::text AS book_currency,
               \(Self.day([parameters.to, parameters.through].compactMap(\.self).min(), "NULL", &text)) AS as_of_day
      )
      """
  }

  private static func day(_ day: CalendarDate?, _ otherwise: String, _ text: inout SQLText) -> String {
    (day.map { text.bind(.date(daysSince1970: $0.daysSince1970)) } ?? otherwise) + "::date"
  }

  private static func code(_ code: String?, _ text: inout SQLText) -> String { (code.map { text.bind(.text($0)) } ?? "NULL") + "::text" }

  /// `entry` and `event` up to the position and the business date asked for.
  func base(_ text: inout SQLText) -> String {
    // A position that is not folded yet is refused whatever the answer. As it stands it tells the planner how much there is to read.
    var conditions = ["position <= \(parameters.atPosition.map { text.bind(.int64($0)) } ?? Self.asOf(nil, &text))"]
    if let through = parameters.through { conditions.append("occurred_on <= \(text.bind(through))") }
    return Source(condition: conditions.joined(separator: " AND ")).shadows
  }

  /// The days from and to, for read models by month: these say what happened in a time. Others say how things stand, whenever they came to
  /// be so: a channel's name counts though it opened earlier. Cumulative reports count from the beginning, and for them everything ends with `to`.
  func days(for model: Definition, _ text: inout SQLText) -> String? {
    var conditions: [String] = []
    let isByMonth = model.keys.contains("month")
    if let from = parameters.from, isByMonth, !isCumulative { conditions.append("occurred_on >= \(text.bind(from))") }
    if let to = parameters.to, isByMonth || isCumulative {
      let condition = "occurred_on <= \(text.bind(to))"
      // How things stand is told by few entries, which an index on their kinds finds. Without IS TRUE the planner, who does not know the day yet, reads the
      // index on days, too, from the book's beginning.
      conditions.append(isByMonth ? condition : "(\(condition)) IS TRUE")
    }
    return conditions.isEmpty ? nil : conditions.joined(separator: " AND ")
  }

  /// What stands in the place of the tables that a report may read. PostgreSQL does not plan a common table expression that nothing refers to.
  func tables(of models: [Definition], mentioned: (String) -> Bool, _ text: inout SQLText) -> [String] {
    let remade = models.filter { $0.months == nil && !$0.isGuide && !tableSuffices(for: $0) }
    let areMentioned = remade.filter { mentioned($0.name) || mentioned($0.name + Definition.byPeriod) }
    var tables: [String] = []
    if areMentioned.contains(where: isToldFromTable) { tables += [Self.everything] }
    if !remade.isEmpty || parameters.atPosition != nil || parameters.through != nil { tables.append(base(&text)) }
    for model in areMentioned { tables.append("\(model.name.quoted) AS (\(isToldFromTable(model) ? earlier(model, &text) : anew(model, &text)))") }
    for years in models where years.length == .year {
      guard let months = years.months.flatMap({ name in models.first { $0.name == name } }), mentioned(years.name) else { continue }
      let kept = addsUpAll || parameters.by == .year ? years : models.first { $0.months == months.name && $0.length == parameters.by }
      if let kept, isToldFromTable(kept) { tables.append("\(source(of: kept).quoted) AS (\(earlier(kept, &text)))") }
      tables.append("\(years.name.quoted) AS NOT MATERIALIZED (\(periods(kept, months, &text)))")
    }
    return tables
  }

  /// A read model made of its contributions, in the place of its table.
  private func anew(_ model: Definition, _ text: inout SQLText) -> String {
    let inner = days(for: model, &text).map { "WITH \(Source(condition: $0).shadows) " } ?? ""
    return inner + model.aggregate
  }
}
