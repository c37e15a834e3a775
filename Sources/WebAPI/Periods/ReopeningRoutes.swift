import Exchange
import Ledger
import Office
import SignIn

/// Asking for a closed month to be opened again, and agreeing to it: two people.
enum ReopeningRoutes {
  /// What these requests are called among all that wait for a second person.
  private static let kind = "reopen-period"
  private static let month = ["month": JSONSchema.month]

  static let all: [APIRoute] = [
    .get(
      "/periods/reopen-requests", "listReopenRequests", "Periods", .any([.closePeriods, .approve]),
      "Lists what waits for another person's agreement.",
      .json(.object([.required("requests", .array(request, CommonSchemas.any))]), "The requests."),
      handler: { asked in
        let open = try await asked.tools.accounts.openRequests(kind: kind).map(json)
        return .json(JSONText.object([("requests", JSONText.array(open))]))
      }),
    .post(
      "/periods/{month}/reopen-requests", "requestReopening", "Periods", .only(.closePeriods),
      "Asks for a closed month to be opened again, and with it all after it.", places: month,
      body: .json(.object([.required("reason", .prose)])), .json(request, "The request.", status: 201), handler: ask),
    .post(
      "/periods/{month}/reopen-requests/approve", "approveReopening", "Periods", .only(.approve),
      "Agrees to what another person asked: the month and all after it are open again.", places: month, body: .json(.object([])),
      .json(.object([.required("position", .position), .required("month", .month)]), "It is open."), handler: approve),
    .post(
      "/periods/{month}/reopen-requests/cancel", "cancelReopening", "Periods", .any([.closePeriods, .approve]),
      "Takes a request back, or turns it down.",
      places: month, body: .json(.object([])), .nothing("It is not asked any more."),
      handler: { asked in
        let open = try await find(asked)
        try await asked.tools.accounts.cancel(open.id, by: asked.actor)
        return .nothing
      }),
  ]

  private static let request = JSONSchema.named(
    "ReopenRequest",
    .object([
      .required("month", .month), .required("reason", .anyText), .required("requested_by", .anyText), .required("requested_at", .moment),
    ]))

  private static func json(_ request: PendingRequest) -> String {
    JSONText.object([
      ("month", JSONText.string(request.subject)), ("reason", JSONText.string(request.reason)),
      ("requested_by", JSONText.string(request.requestedBy)), ("requested_at", JSONText.string(TimeText.utc(request.requestedAt))),
    ])
  }

  @Sendable private static func ask(_ asked: APIRequest) async throws -> APIReply {
    let month = try asked.month()
    guard let closed = try await asked.desk.log.periodHistory().closedThrough, month <= closed else {
      throw Problem(.unprocessableContent, "not-closed", "The month is open", "\(month) is not closed, so there is nothing to open.", field: "month")
    }
    let open = try await asked.tools.accounts.request(
      kind: kind, subject: month.description, reason: asked.member("reason") ?? "", by: asked.actor)
    return .json(json(open), status: .created)
  }

  @Sendable private static func approve(_ asked: APIRequest) async throws -> APIReply {
    let (month, open) = (try asked.month(), try await find(asked))
    try await asked.tools.accounts.approve(open.id, by: asked.actor) { open in
      let command = ReopenPeriod(month: month, reason: open.reason, today: .today, requestedBy: open.requestedBy, approvedBy: asked.actor)
      _ = try await asked.recordOne(.control(.reopen(command)))
    }
    let position = try await asked.desk.log.headPosition()
    return .json(JSONText.object([("position", String(position)), ("month", JSONText.string(month.description))]), position: position)
  }

  private static func find(_ asked: APIRequest) async throws -> PendingRequest {
    let month = try asked.month()
    guard let open = try await asked.tools.accounts.openRequests(kind: kind).first(where: { $0.subject == month.description }) else {
      throw Problem.unknown("Nobody asks for \(month) to be opened again.", field: "month")
    }
    return open
  }
}
