import Ledger
import Postgres

/// Text of a statement in the making, with its arguments.
struct SQLText {
  private(set) var parameters: [Parameter] = []

  /// A place for a value.
  mutating func bind(_ value: Parameter) -> String {
    parameters.append(value)
    return "$\(parameters.count)"
  }

  mutating func bind(_ day: CalendarDate?) -> String {
    bind(day.map { .date(daysSince1970: $0.daysSince1970) } ?? .null) + "::date"
  }

  mutating func bind(_ text: String?) -> String { bind(text.map { .text($0) } ?? .null) + "::text" }
}

/// Common table expressions that stand in the place of the book's tables, so that a report's SELECT, used as it is, answers what was asked.
struct Shadows {
  private let parameters: ReportParameters
  private let isCumulative: Bool

  init(_ parameters: ReportParameters, isCumulative: Bool) { (self.parameters, self.isCumulative) = (parameters, isCumulative) }

  /// Whether the tables hold what is asked for. They are by whole months and of the checkpoint.
  var tablesSuffice: Bool {
    parameters.atPosition == nil && parameters.knownAt == nil && parameters.through == nil
      && (isCumulative ? parameters.to == nil : parameters.from?.isFirstOfMonth ?? true && parameters.to?.isLastOfMonth ?? true)
  }

  /// The position that the answer is as of, whatever is asked for beyond what is folded.
  static func asOf(_ position: Int64?, _ text: inout SQLText) -> String {
    guard let position else { return "(SELECT position FROM checkpoint)" }
    return "(SELECT least(position, \(text.bind(.int64(position)))) FROM checkpoint)"
  }

  /// `parameter`, with what was asked.
  func parameterTable(_ text: inout SQLText) -> String {
    let (from, to) = (text.bind(parameters.from), text.bind(parameters.to))
    return """
      parameter AS (
        SELECT \(text.bind(parameters.by.rawValue)) AS by_period, \(from) AS from_day, \(to) AS to_day,
               coalesce(month_of(\(from)), '-infinity') AS from_month, coalesce(month_of(\(to)), 'infinity') AS to_month,
               \(text.bind(parameters.channel)) AS channel, \(text.bind(parameters.producer)) AS producer,
               \(text.bind(parameters.recapturePercent.map { .int32($0) } ?? .null))::integer AS recapture_percent,
               \(text.bind(.int64(parameters.incomeFloorMinor)))::bigint AS income_floor
      )
      """
  }

  /// `entry` and `event` up to the position and the business date asked for.
  func base(_ text: inout SQLText) -> String {
    var conditions = ["position <= \(Self.asOf(parameters.atPosition, &text))"]
    if let through = parameters.through { conditions.append("occurred_on <= \(text.bind(through))") }
    return Source(condition: conditions.joined(separator: " AND ")).shadows
  }

  /// The days from and to, for read models by month: these say what happened in a time. Others say how things stand, whenever they came to
  /// be so: a channel's name counts though it opened earlier. Cumulative reports count from the beginning, and for them everything ends with `to`.
  func days(for model: Definition, _ text: inout SQLText) -> String? {
    var conditions: [String] = []
    let isByMonth = model.keys.contains("month")
    if let from = parameters.from, isByMonth, !isCumulative { conditions.append("occurred_on >= \(text.bind(from))") }
    if let to = parameters.to, isByMonth || isCumulative { conditions.append("occurred_on <= \(text.bind(to))") }
    return conditions.isEmpty ? nil : conditions.joined(separator: " AND ")
  }

  /// A read model made of its contributions, in the place of its table. Those that a report does not read cost nothing: PostgreSQL does not
  /// plan a common table expression that nothing refers to.
  func table(_ model: Definition, _ text: inout SQLText) -> String {
    let inner = days(for: model, &text).map { "WITH \(Source(condition: $0).shadows) " } ?? ""
    return "\(model.name.quoted) AS (\(inner)\(model.aggregate))"
  }
}
