import Office
import ReadModels
import Web

/// Producers by income, each with the channel most of it comes through; to be searched by code, village and dependence.
enum ProducerListPage {
  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let years = try await request.years()
    var page = Page(
      words("manager.producers.title"), area: .manager, lead: words("manager.producers.lead"), asOf: years.asOfPosition, hasTime: true, [])
    guard !years.all.isEmpty else {
      page.blocks = FirstSteps.blocks(request)
      return .page(page)
    }
    let asked = request.question(in: years.chosen) { $0.limit = PageRequest.sortedRowsMax }
    let answer = try await request.ask("producer-dependence", asked)
    page.asOfPosition = answer.asOfPosition
    let code = request.query("code")?.uppercased()
    let community = request.query("community")
    let members = community == nil ? nil : try await request.producers(of: community ?? "")
    let isFlagged = request.query("flagged") == "yes"
    let rows = Dependence(answer).rows { row in
      (code.map { row.text("producer").uppercased().hasPrefix($0) } ?? true) && (members?.contains(row.text("producer")) ?? true)
        && (!isFlagged || row.text("flagged") == "yes")
    }
    let shown = answer.with(rows, hasMore: false).page(request.offset, PageRequest.managerRowsMax)
    page.blocks = [
      form(request, years), .text(words.count("manager.producers.count", Int64(rows.count), ["year": years.name])),
      .table(try await table(request, shown, years)),
    ]
    if answer.hasMore { page.blocks.append(.notice(Notice(.plain, words("manager.producers.too_many")))) }
    return .page(page)
  }

  private static func form(_ request: PageRequest, _ years: Years) -> Block {
    let words = request.words
    let hidden = request.timeValues.map { Field($0.0, "", .hidden, value: $0.1) }
    return .form(
      Form(
        .get, request.path,
        fields: [
          Field("year", words("manager.year"), .select(years.all.prefix(60).map { (value: String($0), text: String($0)) }), value: years.name),
          Field("code", words("manager.producers.code"), value: request.query("code") ?? ""),
          Field("community", words("manager.producers.community"), value: request.query("community") ?? ""),
          Field(
            "flagged", words("manager.producers.which"),
            .select([(value: "", text: words("manager.producers.all")), (value: "yes", text: words("manager.producers.flagged"))]),
            value: request.query("flagged") == "yes" ? "yes" : ""),
        ] + hidden, submit: words("manager.show")))
  }

  private static func table(_ request: PageRequest, _ shown: ReportAnswer, _ years: Years) async throws -> DataTable {
    let words = request.words
    let names = try await request.names(of: shown.reportRows.map { $0.text("producer") })
    var table = request.table(
      shown, report: "producer-dependence", caption: words("manager.producers.title"),
      only: ["producer", "net", "top_channel", "top_share", "flagged"], parameters: request.question(in: years.chosen), names: names)
    let kept = ["code", "community", "flagged"].compactMap { name in request.query(name).map { (name, $0) } }
    (table.previous, table.next) = request.pages(
      offset: request.offset, shown: shown.rows.count, hasMore: shown.hasMore, PageRequest.managerRowsMax,
      values: [("year", years.name)] + kept + request.timeValues)
    table.empty = words("manager.producers.none")
    table.hidesCaption = true
    return table
  }
}
