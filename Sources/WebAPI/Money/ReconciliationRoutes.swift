import Ledger
import Office
import SignIn

/// A channel's statements against what was sold.
enum ReconciliationRoutes {
  static let all: [APIRoute] = [
    .get(
      "/channels/{channel}/reconciliation", "getReconciliation", "Reconciliation", .only(.readMoney), "Says how a channel's statements stand.",
      query: [APIParameter("statement", .code, "Only this statement; all that are not settled when left out.")], .json(schema, "How they stand."),
      handler: { try await answer($0, statement: $0.text("statement"), matches: false) }),
    .post(
      "/channels/{channel}/reconciliation", "reconcile", "Reconciliation", .only(.recordMoney),
      "Matches what is beyond doubt, and says what needs a person. What a person decides is recorded as a document: match, unmatch, dispute, apply.",
      body: .json(
        .object([
          .optional("statement", .code, "only this one; all that are not settled when left out"),
          .optional("date", .day, "the day of what is recorded; today when left out"),
        ])), .json(schema, "What came of it."), handler: { try await answer($0, statement: $0.member("statement"), matches: true) }),
  ]

  private static let schema = JSONSchema.named(
    "Reconciliation",
    .object([
      .required("as_of_position", .position), .required("rows", CommonSchemas.rows, "the lines that were looked at, and what each stands for"),
      .required("unstated", CommonSchemas.rows, "sales and returns that no line stands for"), .required("statements", CommonSchemas.rows),
      .required("receipts", CommonSchemas.rows, "money that came and waits"),
    ]))

  private static func answer(_ request: APIRequest, statement: String?, matches: Bool) async throws -> APIReply {
    let named = try statement.map { text in
      guard let code = StatementCode(checking: text) else { throw Problem.unknown("There is no statement of that name.", field: "statement") }
      return code
    }
    // Candidates are read from the entries, which have to be as far as the log.
    try await request.desk.wait(for: try await request.desk.log.headPosition())
    let work = Reconciliation(
      channel: try request.code("channel"), log: request.desk.log, reader: request.desk.reader, date: try request.date(), author: request.actor)
    let wanted = try await work.statements(named)
    let findings = matches ? try await work.match(wanted) : []
    let report = try await work.report(on: wanted, findings)
    return .json(report.json, position: report.position)
  }
}
