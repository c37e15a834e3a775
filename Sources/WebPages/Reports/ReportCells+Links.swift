import EventLog
import Exchange
import Ledger
import ReadModels
public import Web

extension PageRequest {
  /// What makes the time of the question: `through`, `known-at` and `at-position`.
  var timeValues: [(String, String)] {
    var values: [(String, String)] = []
    if let through = time.through { values.append(("through", through.description)) }
    if let knownAt = time.knownAtText { values.append(("known-at", knownAt)) }
    if let position = time.atPosition { values.append(("at-position", String(position))) }
    return values
  }

  /// The as-of parameters to carry on in links: empty, or such as `?at-position=12`.
  public func timeQuery() -> String { PathText.with("", timeValues) }

  /// A path with the as-of parameters.
  public func link(_ path: String) -> String { PathText.with(path, timeValues) }

  /// Where the row of a report is explained.
  /// - Parameter key: columns and their values; of those left out all rows count together.
  public func explainPath(_ report: String, _ key: [(String, String)]) -> String { explainPath(report, key, reportParameters()) }

  /// The same for what was asked of the report in `parameters`.
  func explainPath(_ report: String, _ key: [(String, String)], _ parameters: ReportParameters) -> String {
    var asked = parameters
    // A period's name says how long it is, whatever the page asked for otherwise.
    if let period = key.first(where: { $0.0 == "period" })?.1 { asked.by = PeriodLength(nameOf: period) ?? asked.by }
    return PathText.with("/explain/\(PathText.segment(report))", key.map { ("where.\($0.0)", $0.1) } + values(of: asked, onlyTime: true))
  }

  /// What was asked, as a query has it.
  /// - Parameter onlyTime: leaves out what is not about time.
  func values(of parameters: ReportParameters, onlyTime: Bool = false) -> [(String, String)] {
    var values: [(String, String)] = []
    if parameters.by != .year { values.append(("by", parameters.by.rawValue)) }
    if let from = parameters.from { values.append(("from", from.description)) }
    if let to = parameters.to { values.append(("to", to.description)) }
    if let through = parameters.through { values.append(("through", through.description)) }
    if let knownAt = parameters.knownAt { values.append(("known-at", time.knownAt == knownAt ? time.knownAtText ?? "" : TimeText.utc(knownAt))) }
    if let position = parameters.atPosition { values.append(("at-position", String(position))) }
    guard !onlyTime else { return values }
    if let channel = parameters.channel { values.append(("channel", channel)) }
    if let producer = parameters.producer { values.append(("producer", producer)) }
    if let account = parameters.account { values.append(("account", account)) }
    if let percent = parameters.recapturePercent { values.append(("recapture", String(percent))) }
    if parameters.incomeFloorMinor != 0 {
      values.append(("income-floor", DecimalText.text(parameters.incomeFloorMinor, places: parameters.bookCurrency.decimals)))
    }
    return values
  }

  /// Names of producers by their codes; empty for who may not see them, and without those who were erased.
  public func names(of producers: [String]) async throws -> [String: String] {
    guard identity?.may(.readPeople) == true, !producers.isEmpty else { return [:] }
    let asked = Array(Set(producers))
    let persons = try await desk.writer.withSession { try $0.persons(ids: asked) }
    return persons.reduce(into: [:]) { names, person in
      names[person.id] = (try? JSONParser.parse(Array(person.data.utf8)))?.object?["name"]?.text
    }
  }
}

extension PeriodLength {
  /// By the name of a period: 2024, 2024-Q1 or 2024-01.
  init?(nameOf period: String) {
    let parts = period.split(separator: "-", omittingEmptySubsequences: false)
    switch (parts.count, parts.last?.first) {
    case (1, _): self = .year
    case (2, "Q"): self = .quarter
    case (2, _): self = .month
    default: return nil
    }
  }
}
