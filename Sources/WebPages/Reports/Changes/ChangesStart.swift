import Languages
import Ledger
import Office
import ReadModels
import Web

/// Since when changes are asked for: `since-position`, `since-known-at` (a moment or a day) or `since-closed` (a month).
enum ChangesStart {
  case position(Int64)
  /// In microseconds since 1970 UTC.
  case moment(Int64)
  case closed(Month)

  /// From the query; nil when it says nothing, or what cannot be read.
  init?(_ request: PageRequest) {
    if let month = request.query("since-closed") {
      guard let month = Month(month) else { return nil }
      self = .closed(month)
    } else if let position = request.query("since-position") {
      guard let position = Int64(position), position >= 0 else { return nil }
      self = .position(position)
    } else {
      guard let moment = request.query("since-known-at").flatMap({ Moment.microseconds($0) }) else { return nil }
      self = .moment(moment)
    }
  }

  /// The position it stands for; nil for a month that was never closed.
  func position(in desk: BookDesk) async throws -> Int64? {
    switch self {
    case .position(let position): position
    case .moment(let moment):
      try await desk.reader.withSession { try min($0.positionKnown(at: moment), $0.query("SELECT position FROM checkpoint").first?.int64(0) ?? 0) }
    case .closed(let month): try await desk.reader.withSession { try $0.positionClosed(month.description) }
    }
  }

  /// Months that were closed, newest first.
  static func closedMonths(_ desk: BookDesk) async throws -> [String] {
    try await desk.reader.withSession { session in
      try session.query("SELECT DISTINCT payload->>'month' FROM event WHERE type = 'PeriodClosed' ORDER BY 1 DESC LIMIT 120").map { try $0.text(0) }
    }
  }

  /// A form to say it, with what else is asked for.
  static func form(_ request: PageRequest, months: [String], others: [(String, String)]) -> Form {
    let words = request.words
    let isAsked = ["since-closed", "since-position", "since-known-at"].contains { request.query($0) != nil }
    var fields: [Field] = []
    if !months.isEmpty {
      let choices = [(value: "", text: words("reports.changes.no_month"))] + months.map { (value: $0, text: request.period($0)) }
      fields.append(Field("since-closed", words("reports.changes.since_closed"), .select(choices), value: request.query("since-closed") ?? ""))
    }
    fields += [
      Field(
        "since-known-at", words("reports.changes.since_known_at"), value: request.query("since-known-at") ?? "",
        hint: words("reports.filter.known_at_hint")),
      Field("since-position", words("reports.changes.since_position"), .integer, value: request.query("since-position") ?? ""),
      Field(
        "known-at", words("reports.changes.until_known_at"), value: request.query("known-at") ?? "", hint: words("reports.changes.until_hint")),
      Field(
        "at-position", words("reports.changes.until_position"), .integer, value: request.query("at-position") ?? "",
        hint: words("reports.changes.until_hint")),
    ]
    if isAsked, ChangesStart(request) == nil { fields[0].error = words("reports.changes.unreadable") }
    let hidden = others.filter { $0.0 != "at-position" && $0.0 != "known-at" }.map { Field($0.0, "", .hidden, value: $0.1) }
    return Form(.get, request.path, fields: fields + hidden, submit: words("reports.changes.show"), legend: words("reports.changes.legend"))
  }
}
