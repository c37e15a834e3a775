import Office

/// What a figure is made of.
enum ExplainRoute {
  static let parameters =
    ReportQuery.parameters + [
      APIParameter(
        "where", .array(.pattern("^[a-z_]{1,60}[:=][^\\x00-\\x1F]*$", 2...300), 0...20),
        "The row: a column of the report and its value, as column:value or column=value. May be repeated.",
        isRepeated: true),
      APIParameter("limit", .integer(0...1_000), "How many events to list at most, 50 when left out; the total is over all."),
      APIParameter("definition", .pattern("^[0-9a-f]{6,64}$", 6...64), "By this version of a definition: the first digits of its SHA-256."),
    ]

  static let schema = JSONSchema.named(
    "Explanation",
    .object([
      .required("report", .anyText), .required("title", .anyText), .required("as_of_position", .position), .required("where", .map(.anyText)),
      .required("definition", CommonSchemas.file.orNull), .required("source", CommonSchemas.file.orNull), .required("columns", CommonSchemas.columns),
      .required("count", .number), .required("total", CommonSchemas.amounts), .optional("total_now", CommonSchemas.amounts),
      .required("rows", CommonSchemas.rows, "events in order, with what each adds to each column"),
    ]))

  @Sendable static func answer(_ request: APIRequest) async throws -> APIReply {
    let report = try ReportRoutes.report(request)
    let conditions = try (request.query["where"] ?? []).map { text in
      let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == ":" || $0 == "=" }
      guard parts.count == 2, !parts[0].isEmpty else {
        throw Problem.senseless("where", "“\(text)”: write a column and its value, such as where=period:2024.")
      }
      return (column: String(parts[0]), value: String(parts[1]))
    }
    guard Set(conditions.map(\.column)).count == conditions.count else { throw Problem.senseless("where", "A column may stand there once.") }
    let explanation = try await FigureExplanation.of(
      report.name, where: conditions, parameters: try ReportQuery.read(request), by: request.text("definition"),
      limit: Int(request.number("limit") ?? 50), catalogue: request.desk.catalogue, in: request.desk.reader)
    return .json(explanation.json, position: explanation.cell.asOfPosition, isKeepable: true)
  }
}
