import Ledger

/// Read models as of an earlier position, told from their tables.
extension Shadows {
  /// Whether a read model is told from its table. Not so: soon after the book's beginning; where days within a month are asked for, which no table tells
  /// apart; as of a business date, which may leave out as much as it likes; and for one producer, whose few entries an index finds.
  func isToldFromTable(_ model: Definition) -> Bool {
    guard parameters.atPosition != nil, parameters.place != .early, parameters.through == nil, model.isSum else { return false }
    return isOfWholeMonths(model) && !(parameters.producer != nil && model.keys.contains("producer"))
  }

  /// All entries and events there are, behind what stands in their place.
  static let everything = """
    "every entry" AS NOT MATERIALIZED (SELECT * FROM entry), "every event" AS NOT MATERIALIZED (SELECT * FROM event)
    """

  /// The rows of a read model as they were.
  func earlier(_ model: Definition, _ text: inout SQLText) -> String {
    let position = text.bind(.int64(parameters.atPosition ?? 0))
    let (rows, days) = (months(of: model, &text), days(for: model, &text))
    let side: EarlierRows.Side = parameters.place == .secondHalf && model.canBeSubtracted ? .fromAfter : .fromBefore
    return EarlierRows(model: model, side: side, position: position, rows: rows, days: days, entries: "every entry", events: "every event").select
  }

  /// The months that lie in the days asked for, as `days` picks entries.
  private func months(of model: Definition, _ text: inout SQLText) -> String? {
    guard model.keys.contains("month") else { return nil }
    // A year or quarter is asked for as a whole, or else from its months.
    func first(_ day: CalendarDate) -> CalendarDate { day.start(of: model.length ?? .month) }
    var conditions: [String] = []
    if let from = parameters.from, !isCumulative { conditions.append("month >= \(text.bind(first(from)))") }
    if let to = parameters.to { conditions.append("month <= \(text.bind(first(to)))") }
    return conditions.isEmpty ? nil : conditions.joined(separator: " AND ")
  }

  /// What rows of a read model are read from: the name of its table or of what stands in its place. Years have another name there, for what stands in
  /// the place of their table gives periods of any length.
  func source(of model: Definition) -> String { model.months != nil && isToldFromTable(model) ? "\(model.name) as of" : model.name }
}
