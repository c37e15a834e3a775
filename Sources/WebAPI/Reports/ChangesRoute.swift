import Ledger
import Office
import ReadModels

/// Where a report differs from what it said earlier.
enum ChangesRoute {
  static let parameters =
    ReportQuery.parameters + [
      APIParameter("since_position", .position, "Since this position. One of the three has to be there."),
      APIParameter("since_known_at", .momentOrDay, "Since what the book knew at this moment."),
      APIParameter("since_closed", .month, "Since this month was closed (for the last time), about the days up to its last one."),
      APIParameter("limit", .integer(0...100), "How many events to list at most a row; 20 when left out."),
    ]

  private static let events = JSONSchema.object([
    .required("key", CommonSchemas.row), .required("before", CommonSchemas.row.orNull), .required("after", CommonSchemas.row.orNull),
    .required("event_count", .number), .required("events", CommonSchemas.rows),
  ])

  static let schema = JSONSchema.named(
    "Changes",
    .object([
      .required("report", .anyText), .required("from_position", .position), .required("as_of_position", .position),
      .required("keys", CommonSchemas.columns), .required("figures", CommonSchemas.columns),
      .required("explained", .array(.anyText, CommonSchemas.any)), .required("changes", .array(events, CommonSchemas.any)),
    ]))

  @Sendable static func answer(_ request: APIRequest) async throws -> APIReply {
    let report = try ReportRoutes.report(request)
    var parameters = try ReportQuery.read(request)
    guard [request.text("since_position"), request.text("since_known_at"), request.text("since_closed")].count(where: { $0 != nil }) == 1 else {
      throw Problem.senseless("since_position", "Say since when: since_position, since_known_at or since_closed, one of them.")
    }
    let position = try await start(request, &parameters)
    let comparison = try await request.desk.comparer.compare(
      report.name, from: position, parameters: parameters, eventLimit: Int(request.number("limit") ?? 20))
    return .json(Changes(report.name, comparison).json, position: comparison.to, isKeepable: true)
  }

  private static func start(_ request: APIRequest, _ parameters: inout ReportParameters) async throws -> Int64 {
    if let position = request.number("since_position") { return position }
    if let text = request.text("since_known_at") {
      guard let moment = Moment.microseconds(text) else {
        throw Problem.senseless("since_known_at", "“\(text)” is no moment; write it like 2024-03-31T23:59:59Z.")
      }
      return try await request.desk.reader.withSession { try $0.positionKnown(at: moment) }
    }
    guard let month = Month(request.text("since_closed") ?? "") else { throw Problem.senseless("since_closed", "Write a month, such as 2024-03.") }
    if parameters.through == nil { parameters.through = month.days.upperBound }
    guard let closed = try await request.desk.reader.withSession({ try $0.positionClosed(month.description) }) else {
      throw Problem.unknown("\(month) has not been closed.", field: "since_closed")
    }
    return closed
  }
}
