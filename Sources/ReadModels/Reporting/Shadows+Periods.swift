import Ledger
import Postgres

/// What a report reads as `<read model>_by_period`: a row a key and period asked for. Years are kept so; other lengths are added up from months.
extension Shadows {
  /// The first and the last month that count, as far as there are bounds; a time in whole months, or what is there already is cut to it.
  private struct Months {
    var first: CalendarDate?, last: CalendarDate?

    func condition(_ text: inout SQLText) -> [String] {
      var conditions: [String] = []
      if let first { conditions.append("c.month >= \(text.bind(first))") }
      if let last { conditions.append("c.month <= \(text.bind(last))") }
      return conditions
    }
  }

  func periods(_ years: Definition, _ months: Definition, _ text: inout SQLText) -> String {
    let asked = Months(first: isCumulative ? nil : parameters.from?.startOfMonth, last: parameters.to?.startOfMonth)
    switch parameters.by {
    case .month: return rows(of: months, asked, &text)
    case .year where tableSuffices(for: months) || isToldFromTable(years): return wholeYears(years, months, asked, &text)
    case .quarter, .year: return added(months, asked, &text)
    }
  }

  /// Years from their table; where the time asked for begins or ends within a year, that year from its months.
  private func wholeYears(_ years: Definition, _ months: Definition, _ asked: Months, _ text: inout SQLText) -> String {
    let (from, to) = (asked.first?.components, asked.last?.components)
    let first = from.map { $0.month == 1 ? $0.year : $0.year + 1 }
    let last = to.map { $0.month == 12 ? $0.year : $0.year - 1 }
    var parts: [String] = []
    if let first, let last, last < first {
      // No year is asked for as a whole.
      return added(months, asked, &text)
    }
    if let start = asked.first, let year = from?.year, year != first {
      parts.append(added(months, Months(first: start, last: CalendarDate(year: year, month: 12, day: 1)), &text))
    }
    let whole = Months(
      first: first.flatMap { CalendarDate(year: $0, month: 1, day: 1) }, last: last.flatMap { CalendarDate(year: $0, month: 1, day: 1) })
    parts.append(rows(of: years, whole, &text))
    if let end = asked.last, let year = to?.year, year != last {
      parts.append(added(months, Months(first: CalendarDate(year: year, month: 1, day: 1), last: end), &text))
    }
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
      // The index begins with the month: one look-up for each month there is, instead of reading everybody's rows to find hers.
      if tableSuffices(for: model) {
        func bound(_ which: String) -> String { "(SELECT \(which)(month) FROM \(model.name.quoted))::timestamp" }
        let step = model.months == nil ? "1 month" : "1 year"
        let starts = "generate_series(\(bound("min")), \(bound("max")), interval '\(step)') AS start"
        conditions.append("c.month = ANY (ARRAY(SELECT start::date FROM \(starts)))")
      }
    }
    return conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
  }
}
