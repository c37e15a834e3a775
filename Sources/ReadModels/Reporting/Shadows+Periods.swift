import Ledger
import Postgres

/// What a report reads as `<read model>_by_period`: a row a key and period asked for. Years and quarters are kept so, and months are; what is asked for in
/// part is added up from months. A report that adds up everything so far gets years, and the months of the one that it ends in.
extension Shadows {
  /// The first and the last month that count, as far as there are bounds; a time in whole months, or what is there already is cut to it.
  private struct Months {
    var first: CalendarDate?, last: CalendarDate?

    func condition(_ text: inout SQLText) -> [String] {
      // One period: the planner knows about how much that is, which it does not of two bounds. As an array, because of a column that equals something the
      // planner forgets that rows are in its order.
      if let first, first == last { return ["c.month = ANY (ARRAY[\(text.bind(first))])"] }
      var conditions: [String] = []
      if let first { conditions.append("c.month >= \(text.bind(first))") }
      if let last { conditions.append("c.month <= \(text.bind(last))") }
      return conditions
    }
  }

  /// - Parameter kept: the table of the periods asked for; nil when these are months.
  func periods(_ kept: Definition?, _ months: Definition, _ text: inout SQLText) -> String {
    let asked = Months(first: isCumulative ? nil : parameters.from?.startOfMonth, last: parameters.to?.startOfMonth)
    guard let kept, let length = kept.length else { return rows(of: months, asked, &text) }
    guard tableSuffices(for: months) || isToldFromTable(kept) else { return addsUpAll ? rows(of: months, asked, &text) : added(months, asked, &text) }
    return whole(kept, length, months, asked, &text)
  }

  /// Periods from their table; where the time asked for begins or ends within one, that one from its months.
  private func whole(_ kept: Definition, _ length: PeriodLength, _ months: Definition, _ asked: Months, _ text: inout SQLText) -> String {
    func partly(_ some: Months, _ text: inout SQLText) -> String { addsUpAll ? rows(of: months, some, &text) : added(months, some, &text) }
    let first = asked.first.map { $0 == $0.start(of: length) ? $0 : $0.next(after: length) }
    // The first period that is not asked for as a whole.
    let end = asked.last.map { $0.next(after: .month).start(of: length) }
    // What follows another order than that of time is read in that order, and so from one table.
    if addsUpAll, months.keys.first != "month", first != nil || end.map({ $0 <= (asked.last ?? $0) }) ?? false { return partly(asked, &text) }
    // None is asked for as a whole.
    if let first, let end, end <= first { return partly(asked, &text) }
    var parts: [String] = []
    if let start = asked.first, let first, start < first {
      parts.append(partly(Months(first: start, last: first.adding(days: -1).startOfMonth), &text))
    }
    parts.append(rows(of: kept, Months(first: first, last: end?.adding(days: -1).start(of: length)), &text))
    if let last = asked.last, let end, end <= last { parts.append(partly(Months(first: end, last: last), &text)) }
    return parts.joined(separator: " UNION ALL ")
  }

  /// Rows as they stand.
  private func rows(of model: Definition, _ months: Months, _ text: inout SQLText) -> String {
    "SELECT \(model.columnList) FROM \(source(of: model).quoted) AS c\(condition(model, months, &text))"
  }

  /// Rows by month, added up to the periods.
  private func added(_ months: Definition, _ asked: Months, _ text: inout SQLText) -> String {
    let start = "start_of(c.month, '\(parameters.by.rawValue)')"
    let condition = condition(months, asked, &text)
    return "SELECT \(months.mergedColumns(month: start)) FROM \(months.name.quoted) AS c\(condition) GROUP BY \(months.mergedKeys(month: start))"
  }

  private func condition(_ model: Definition, _ months: Months, _ text: inout SQLText) -> String {
    var conditions = months.condition(&text)
    if let producer = parameters.producer, model.keys.contains("producer") {
      conditions.append("c.producer = \(text.bind(producer))")
      // Where the index begins with the month: one look-up for each month there is, instead of reading everybody's rows to find hers.
      if tableSuffices(for: model), model.keys.first == "month", months.first == nil || months.first != months.last {
        func bound(_ which: String) -> String { "(SELECT \(which)(month) FROM \(model.name.quoted))::timestamp" }
        let starts = "generate_series(\(bound("min")), \(bound("max")), interval '\((model.length ?? .month).step)') AS start"
        conditions.append("c.month = ANY (ARRAY(SELECT start::date FROM \(starts)))")
      }
    }
    return conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
  }
}

extension PeriodLength {
  /// As an interval of PostgreSQL.
  fileprivate var step: String {
    switch self {
    case .month: "1 month"
    case .quarter: "3 months"
    case .year: "1 year"
    }
  }
}
