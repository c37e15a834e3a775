import Ledger
import Postgres

/// Answers from what is kept.
extension Reporter {
  /// The answer that is kept if it is still true, else a new one.
  /// - Parameter isAsked: whether somebody waits for it.
  func cached(
    _ report: ReportDefinition, _ parameters: ReportParameters, _ cache: ReportCache, isAsked: Bool = true
  ) async throws -> ReportAnswer {
    // The moment would have to be turned into a position first, for as much as most reports cost.
    guard parameters.knownAt == nil else { return try await run(report, parameters: parameters) }
    let position = try await look(cache)
    let floor = parameters.atPosition == nil ? position : 0
    let reach = catalogue.reach(of: report, parameters)
    return try await cache.answer(to: Question(report: report.name, parameters: parameters), reach, floor: floor, isAsked: isAsked) {
      if case .months = reach, report.isPeriodwise, parameters.through == nil {
        if let answer = try await yearByYear(report, parameters, floor: floor, cache) { return answer }
      }
      return try await run(report, parameters: parameters)
    }
  }

  func look(_ cache: ReportCache) async throws -> Int64 {
    let models = catalogue.models
    return try await cache.look { known in try await pool.withSession { try $0.glance(since: known, models) } }
  }

  /// A report whose periods have nothing to do with each other, put together from a report on each year, of which those of past years are kept.
  ///
  /// Some rows more than the page needs: then the next page, and the same year asked for by itself, are put together from the same part.
  /// - Returns: nil when there is no year to ask about, or when the book went on faster than it could be asked.
  private func yearByYear(
    _ report: ReportDefinition, _ parameters: ReportParameters, floor: Int64, _ cache: ReportCache
  ) async throws -> ReportAnswer? {
    guard let years = cache.years else { return nil }
    let first = max(years.lowerBound, parameters.from?.components.year ?? .min)
    let last = min(years.upperBound, parameters.to?.components.year ?? .max)
    guard first <= last else { return nil }
    let wanted = parameters.limit.map { $0 + parameters.offset }
    guard wanted ?? 0 < ReportParameters.limitMax else { return nil }
    let rows = wanted.map { min(($0 + Self.sliceRows - 1) / Self.sliceRows * Self.sliceRows, ReportParameters.limitMax) }
    // A year that is asked for in just the words of its part is no sum of parts.
    guard first < last || parameters.slice(first, limit: rows) != parameters else { return nil }
    var slices: [(asked: ReportParameters, answer: ReportAnswer)] = []
    var count = 0
    for year in first...last {
      if let wanted, count > wanted { break }
      let asked = parameters.slice(year, limit: rows)
      let answer = try await slice(report, asked, floor: floor, cache)
      slices.append((asked, answer))
      count += answer.rows.count + (answer.hasMore ? 1 : 0)
    }
    return try await agreed(report, &slices, cache).map { position in
      let all = slices.flatMap(\.answer.rows)
      let page = wanted.map { all.prefix($0) } ?? all[...]
      return ReportAnswer(
        asOfPosition: position, title: report.title, columns: report.columns, rows: Array(page.dropFirst(parameters.offset)),
        hasMore: wanted.map { count > $0 } ?? false)
    }
  }

  /// Rows of a part are a multiple of so many.
  private static let sliceRows = 200

  private func slice(_ report: ReportDefinition, _ asked: ReportParameters, floor: Int64, _ cache: ReportCache) async throws -> ReportAnswer {
    try await cache.answer(to: Question(report: report.name, parameters: asked), catalogue.reach(of: report, asked), floor: floor) {
      try await run(report, parameters: asked)
    }
  }

  /// Sees that all parts are true at one position, and asks anew for those that are not.
  private func agreed(
    _ report: ReportDefinition, _ slices: inout [(asked: ReportParameters, answer: ReportAnswer)], _ cache: ReportCache
  ) async throws -> Int64? {
    for _ in 0..<3 {
      let position = slices.map(\.answer.asOfPosition).max() ?? 0
      if slices.contains(where: { $0.answer.asOfPosition < position }) { _ = try await look(cache) }
      var isAgreed = true
      for index in slices.indices {
        let (asked, answer) = slices[index]
        guard !cache.holds(catalogue.reach(of: report, asked), from: answer.asOfPosition, at: position) else { continue }
        slices[index].answer = try await slice(report, asked, floor: position, cache)
        isAgreed = isAgreed && slices[index].answer.asOfPosition == position
      }
      if isAgreed { return position }
    }
    return nil
  }
}

extension Catalogue {
  /// Which events can change a report's answer. What a read model says of a month comes from the events of that month, and the book keeps when each
  /// read model changed. What reads entries or events itself may speak of any, unless it is a rule that says it does not.
  func reach(of report: ReportDefinition, _ parameters: ReportParameters) -> Reach {
    guard parameters.atPosition == nil else { return .none }
    let needed = rules.needed(by: report.words)
    let isUndated = ([report.sources] + needed.filter { !$0.isDated }.map(\.sources)).contains { $0.contains("entry") || $0.contains("event") }
    guard !isUndated else { return .all }
    let sources = needed.reduce(report.sources) { $0.union($1.sources) }
    let last = [parameters.to, parameters.through].compactMap(\.self).min()
    let read = models.filter { sources.contains($0.name) }
    let (dated, standing) = (read.filter { $0.keys.contains("month") }, read.filter { !$0.keys.contains("month") })
    return .months(
      first: report.isCumulative ? nil : parameters.from?.startOfMonth, last: last?.startOfMonth, standing: Set(standing.map(\.name)),
      dated: sources.isDisjoint(with: ["entry", "event"]) ? Set(dated.map { $0.months ?? $0.name }) : nil)
  }
}

extension ReportParameters {
  /// The same question about one year.
  fileprivate func slice(_ year: Int, limit: Int?) -> ReportParameters {
    var slice = self
    (slice.limit, slice.offset) = (limit, 0)
    if let first = CalendarDate(year: year, month: 1, day: 1) { slice.from = max(from ?? first, first) }
    if let last = CalendarDate(year: year, month: 12, day: 31) { slice.to = min(to ?? last, last) }
    return slice
  }
}
