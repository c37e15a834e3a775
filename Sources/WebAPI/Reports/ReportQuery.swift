import Ledger
import Office
import ReadModels

/// Which time a report looks at, as of when, and about whom: what stands behind the question mark.
enum ReportQuery {
  static let parameters: [APIParameter] = [
    APIParameter("by", .words(["month", "quarter", "year"]), "Length of a period; year when left out."),
    APIParameter("from", .days, "First day, month or year: 2024, 2024-03 or 2024-03-15."),
    APIParameter("to", .days, "Last day, month or year."),
    APIParameter("through", .days, "Only what happened up to this day (business date)."),
    APIParameter("known_at", .momentOrDay, "Only what the book knew at this moment, such as 2024-03-31T23:59:59Z, or at the end of a day."),
    APIParameter("at_position", .position, "Only the first events, up to this position."),
    APIParameter("channel", .code, "One channel, in reports that can be about one."),
    APIParameter("producer", .code, "One producer, in reports that go by producers."),
    APIParameter("account", .code, "One account by its four digits, in the journal."),
    APIParameter("recapture", .integer(0...100), "Per cent of a lost channel's sales that others take up; 0, 25 and 50 when left out."),
    APIParameter("income_floor", .integer(0...90_000_000_000_000), "Income floor in whole units of the book's currency."),
    CommonSchemas.waitFor,
  ]

  /// The parameters of a request.
  static func read(_ request: APIRequest) throws -> ReportParameters {
    var parameters = ReportParameters()
    parameters.bookCurrency = request.desk.currency
    if let by = request.text("by").flatMap({ PeriodLength(rawValue: $0) }) { parameters.by = by }
    parameters.from = try request.day("from", isEnd: false)
    parameters.to = try request.day("to", isEnd: true)
    parameters.through = try request.day("through", isEnd: true)
    if let text = request.text("known_at") {
      guard let moment = Moment.microseconds(text) else {
        throw Problem.senseless("known_at", "“\(text)” is no moment; write it like 2024-03-31T23:59:59Z.")
      }
      parameters.knownAt = moment
    }
    parameters.atPosition = request.number("at_position")
    (parameters.channel, parameters.producer, parameters.account) = (request.text("channel"), request.text("producer"), request.text("account"))
    parameters.recapturePercent = request.number("recapture").map { Int32($0) }
    if let floor = request.number("income_floor") {
      guard let minor = DecimalNumber(mantissa: floor, scale: 0)?.integer(places: request.desk.currency.decimals) else {
        throw Problem.senseless("income_floor", "\(floor) is too large.")
      }
      parameters.incomeFloorMinor = minor
    }
    return parameters
  }
}
