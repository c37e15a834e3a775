import Exchange
import Ledger
import Office
import ReadModels
import SignIn

/// Months: which are closed, and closing one.
enum PeriodRoutes {
  static let all: [APIRoute] =
    [
      .get(
        "/periods", "listPeriods", "Periods", .any([.readMoney, .closePeriods, .approve]), "Says when which month was closed and reopened, by whom.",
        .json(
          .named(
            "Periods",
            .object([
              .required("as_of_position", .position), .required("closed_through", JSONSchema.month.orNull, "the last closed month"),
              .required("rows", CommonSchemas.rows),
            ])), "The closings."),
        handler: { request in
          let history = try await request.desk.log.periodHistory()
          let json = JSONText.object([
            ("as_of_position", String(history.position)),
            ("closed_through", history.closedThrough.map { JSONText.string($0.description) } ?? "null"), ("rows", history.table.jsonRows),
          ])
          return .json(json, position: history.position, isKeepable: true)
        }),
      .post(
        "/periods/{month}/close", "closePeriod", "Periods", .only(.closePeriods), "Closes a month, with its totals and what is open on record.",
        places: ["month": .month], body: .json(.object([])), .json(closedSchema, "What is on record."), handler: close),
    ] + ReopeningRoutes.all

  private static let closedSchema = JSONSchema.named(
    "Closing",
    .object([
      .required("position", .position), .required("month", .month), .required("as_of_position", .position, "the totals are as of it"),
      .required(
        "totals", .array(.object([.required("account", .anyText), .required("debit", .number), .required("credit", .number)]), CommonSchemas.any)),
      .required("unmatched_statements", .number), .required("disputes", .number), .required("receivable", .number), .required("suspense", .number),
      .required("unallocated", .number),
    ]))

  @Sendable private static func close(_ request: APIRequest) async throws -> APIReply {
    let month = try request.month()
    // Its totals are those of the whole log.
    try await request.desk.wait(for: try await request.desk.log.headPosition())
    let command = try await MonthClosing(reporter: request.desk.reporter).command(month, by: request.actor, on: .today)
    let position = try await request.recordOne(.control(.close(command)))
    let items = command.openItems
    let totals = command.totals.map { total in
      JSONText.object([("account", JSONText.string(total.account)), ("debit", String(total.debit)), ("credit", String(total.credit))])
    }
    let json = JSONText.object([
      ("position", String(position)), ("month", JSONText.string(month.description)), ("as_of_position", String(command.asOfPosition)),
      ("totals", JSONText.array(totals)), ("unmatched_statements", String(items.unmatchedStatements)), ("disputes", String(items.disputes)),
      ("receivable", String(items.receivable)), ("suspense", String(items.suspense)), ("unallocated", String(items.unallocated)),
    ])
    return .json(json, position: position)
  }
}
