import Exchange
import HTTPTypes
import Hummingbird
import NIOCore
import Office
import ReadModels
import SignIn
import Web

/// Reports.
enum ReportRoutes {
  /// Whoever may see any report at all; which, each report says.
  private static let readers = Access.any([.readReports, .readMoney, .recordGoods])
  private static let pageRows = 100

  static func all(_ catalogue: Catalogue) -> [APIRoute] {
    let name = ["name": JSONSchema.words(catalogue.reports.map(\.name))]
    let limit = APIParameter("limit", .integer(1...1_000), "Rows a page: \(pageRows) when left out; of CSV all.")
    return [
      .get(
        "/reports", "listReports", "Reports", readers, "Lists the reports that you may see.",
        .json(listSchema, "The reports, and what stands in them."),
        handler: list),
      .get(
        "/reports/{name}", "getReport", "Reports", readers, "Answers a report, page by page; as CSV as a whole.", places: name,
        query: ReportQuery.parameters + [limit, ReportCursor.parameter], .table(reportSchema, "The rows."), handler: answer),
      .get(
        "/reports/{name}/explain", "explainFigure", "Reports", readers, "Lists the events that made a figure of a report; they add up to it.",
        places: name,
        query: ExplainRoute.parameters, .json(ExplainRoute.schema, "The figure and its events."), handler: ExplainRoute.answer),
      .get(
        "/reports/{name}/changes", "getChanges", "Reports", readers,
        "Lists where a report differs from what it said earlier, and the events that did it.",
        places: name, query: ChangesRoute.parameters, .json(ChangesRoute.schema, "The rows that differ."), handler: ChangesRoute.answer),
    ]
  }

  /// The report that a request is about.
  /// - Throws: 403 when who asks may not see it.
  static func report(_ request: APIRequest) throws -> ReportDefinition {
    guard let report = request.desk.catalogue.report(request.place("name")) else { throw Problem.unknown("There is no such report.", field: "name") }
    guard ReportAccess.admits(request.identity, to: report.name) else {
      throw Problem.forbidden("None of your roles shows the report \(report.name).")
    }
    return report
  }

  private static let listSchema = JSONSchema.named(
    "Reports",
    .object([
      .required(
        "reports",
        .array(
          .object([
            .required("name", .anyText), .required("title", .anyText), .required("note", .anyText), .required("columns", CommonSchemas.columns),
            .required("explained", .array(.anyText, CommonSchemas.any), "the columns that events explain"),
            .required("explained_by", .array(.anyText, CommonSchemas.any), "the columns that name a row"),
          ]), CommonSchemas.any))
    ]))

  private static let reportSchema = JSONSchema.named(
    "Report",
    .object([
      .required("as_of_position", .position), .required("report", .anyText), .required("title", .anyText),
      .required("columns", CommonSchemas.columns),
      .required("rows", CommonSchemas.rows), .required("next_cursor", .anyText.orNull, "null on the last page"),
    ]))

  @Sendable private static func list(_ request: APIRequest) async throws -> APIReply {
    let reports = request.desk.catalogue.reports.filter { ReportAccess.admits(request.identity, to: $0.name) }.map { report in
      JSONText.object([
        ("name", JSONText.string(report.name)), ("title", JSONText.string(report.title)), ("note", JSONText.string(report.note)),
        ("columns", JSONText.columns(report.columns)),
        ("explained", JSONText.array((report.explanation?.cells ?? []).map { JSONText.string($0.column) })),
        ("explained_by", JSONText.array((report.explanation?.keys ?? []).map { JSONText.string($0.column) })),
      ])
    }
    return .json(JSONText.object([("reports", JSONText.array(reports))]))
  }

  @Sendable private static func answer(_ request: APIRequest) async throws -> APIReply {
    let report = try report(request)
    let type = try request.accepted(["application/json", "text/csv"])
    var parameters = try ReportQuery.read(request)
    let cursor = try ReportCursor.read(request)
    if type == "text/csv", request.number("limit") == nil, cursor == nil { return try await stream(report, parameters, request) }
    parameters.limit = request.number("limit").map { Int($0) } ?? pageRows
    let answer = try await page(report, parameters, cursor, request)
    let next =
      answer.hasMore ? ReportCursor(offset: (cursor?.offset ?? 0) + answer.rows.count, position: answer.asOfPosition).text(for: request) : nil
    if type == "text/csv" {
      var reply = APIReply.text("text/csv; charset=utf-8", answer.csv(in: request.desk.currency), position: answer.asOfPosition, isKeepable: true)
      let rest = (request.request.uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("cursor=") }.map { "\($0)&" }.joined()
      if let next { reply.headers[.linkRelation] = "<\(request.request.uri.path)?\(rest)cursor=\(next)>; rel=\"next\"" }
      return reply
    }
    let json = JSONText.object([
      ("as_of_position", String(answer.asOfPosition)), ("report", JSONText.string(report.name)), ("title", JSONText.string(answer.title)),
      ("columns", JSONText.columns(answer.columns)), ("rows", answer.jsonRows), ("next_cursor", next.map(JSONText.string) ?? "null"),
    ])
    return .json(json, position: answer.asOfPosition, isKeepable: true)
  }

  /// A page. One that follows another is as of the same position, which is cheap as long as nothing was recorded since.
  private static func page(
    _ report: ReportDefinition, _ asked: ReportParameters, _ cursor: ReportCursor?, _ request: APIRequest
  ) async throws -> ReportAnswer {
    guard let cursor else { return try await request.desk.reporter.run(report.name, parameters: asked) }
    var parameters = asked
    parameters.offset = cursor.offset
    if parameters.atPosition == nil, parameters.knownAt == nil {
      let answer = try await request.desk.reporter.run(report.name, parameters: parameters)
      if answer.asOfPosition == cursor.position { return answer }
      parameters.atPosition = cursor.position
    }
    return try await request.desk.reporter.run(report.name, parameters: parameters)
  }

  /// All rows, one after the other. What cannot be asked is found out before anything is sent. The position is known at the end: a trailer.
  private static func stream(_ report: ReportDefinition, _ parameters: ReportParameters, _ request: APIRequest) async throws -> APIReply {
    var first = parameters
    first.limit = 1
    _ = try await request.desk.reporter.run(report.name, parameters: first)
    let (reporter, name) = (request.desk.reporter, report.name)
    let csv = ReportCSV(columns: report.columns, currency: request.desk.currency)
    var headers = HTTPFields()
    headers[.contentType] = "text/csv; charset=utf-8"
    headers[.contentDisposition] = "attachment; filename=\"\(name).csv\""
    headers[.trailer] = "Esep-Position"
    let body = ResponseBody { writer in
      let pipe = RowPipe()
      async let position = rows(of: name, parameters, reporter, csv, into: pipe)
      do {
        try await writer.write(ByteBuffer(string: csv.header))
        for try await piece in pipe.pieces {
          try await writer.write(ByteBuffer(string: piece))
          pipe.taken()
        }
      } catch {
        pipe.stop()
        throw error
      }
      try await writer.finish([.esepPosition: String(try await position)])
    }
    return APIReply(headers: headers, body: body)
  }

  private static func rows(
    of name: String, _ parameters: ReportParameters, _ reporter: Reporter, _ csv: ReportCSV, into pipe: RowPipe
  ) async throws -> Int64 {
    do {
      let position = try await reporter.forEachRow(of: name, parameters: parameters) { try pipe.put(csv.line($0)) }
      try pipe.finish()
      return position
    } catch {
      pipe.fail(error)
      throw error
    }
  }
}
