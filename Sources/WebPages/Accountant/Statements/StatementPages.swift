import Ledger
import Office
import ReadModels
import Web

/// What channels state: all statements, and one of them line by line.
enum StatementPages {
  static let routes: [PageRoute] = [
    .get("/statements", .only(.readMoney)) { try await list($0) },
    .get("/statements/{channel}/{statement}", .only(.readMoney)) { try await StatementPage.show($0) },
    .get("/statements/{channel}/{statement}/csv", .only(.readMoney)) { try await StatementFile.answer($0) },
    .post("/statements/{channel}/{statement}", .only(.recordMoney)) { try await StatementPage.act($0) },
  ]

  private static func list(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    var parameters = request.reportParameters()
    parameters.channel = request.query("channel")
    let state = request.query("state") ?? ""
    var asked = parameters
    asked.limit = 2_000
    let answer = try await request.desk.reporter.run("channel-reconciliation", parameters: asked)
    let offset = request.offset
    let chosen = zip(answer.rows, answer.reportRows).filter { row in
      switch state {
      case "unmatched": row.1.number("unmatched") != 0
      case "open": row.1.number("open") != 0
      case "disputed": row.1.number("disputed") != 0
      default: true
      }
    }.map(\.0)
    let shown = Array(chosen.dropFirst(offset).prefix(PageRequest.accountRowsMax))
    let page = ReportAnswer(asOfPosition: answer.asOfPosition, title: answer.title, columns: answer.columns, rows: shown)
    var table = request.table(
      page, report: "channel-reconciliation", caption: words("accountant.statements.title"),
      only: ["channel", "statement", "period_end", "currency", "stated", "matched", "unmatched", "disputed", "paid", "open", "age_days"],
      parameters: parameters,
      links: { column, row in
        guard column == "statement", case .text(let channel) = row[0], case .text(let statement) = row[1] else { return nil }
        return path(channel, statement)
      })
    let kept = [("state", state), ("channel", parameters.channel ?? "")].filter { !$0.1.isEmpty } + request.timeValues
    (table.previous, table.next) = request.pages(
      offset: offset, shown: shown.count, hasMore: offset + shown.count < chosen.count, PageRequest.accountRowsMax, values: kept)
    let states = ["", "unmatched", "open", "disputed"].map { (value: $0, text: words(family: "statement_state", $0.isEmpty ? "all" : $0)) }
    let form = Form(
      .get, "/statements",
      fields: [
        Field("state", words("accountant.state"), .select(states), value: state),
        Field("channel", words("accountant.channel"), value: parameters.channel ?? ""),
      ],
      submit: words("accountant.show"))
    return .page(
      Page(
        words("accountant.statements.title"), area: .accountant, lead: words("accountant.statements.lead"), asOf: answer.asOfPosition, hasTime: true,
        [.form(form), .table(table)]))
  }

  /// Where a statement is.
  static func path(_ channel: String, _ statement: String) -> String { "/statements/\(PathText.segment(channel))/\(PathText.segment(statement))" }
}
