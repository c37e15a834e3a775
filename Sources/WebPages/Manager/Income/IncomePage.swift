import Charts
import Office
import ReadModels
import Web

/// How incomes are spread: what the middle of all producers earns, what the tenths at both ends, and how unevenly.
enum IncomePage {
  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let years = try await request.years()
    var page = Page(words("manager.income.title"), area: .manager, lead: words("manager.income.lead"), asOf: years.asOfPosition, hasTime: true, [])
    guard !years.all.isEmpty else {
      page.blocks = FirstSteps.blocks(request)
      return .page(page)
    }
    let asked = request.question(in: years.chosen)
    let answer = try await request.ask("income-distribution", asked)
    page.asOfPosition = answer.asOfPosition
    page.blocks = [years.form(request)]
    if let all = answer.reportRows.first(where: { $0.text("site").isEmpty }), all.number("people") > 0 {
      page.blocks += [.figures(figures(request, all, asked)), .text(sentence(request, all, years))]
    } else {
      page.blocks.append(.notice(Notice(.plain, words("manager.income.nobody", ["year": years.name]))))
    }
    page.blocks += try await curve(request, years)
    page.blocks += sites(request, answer, asked)
    return .page(page)
  }

  private static func gini(_ request: PageRequest, _ row: ReportRow) -> String {
    DecimalText.units(row.text("gini"), places: 3).map { request.words.numbers.decimal($0, places: 3) } ?? "–"
  }

  private static func figures(_ request: PageRequest, _ all: ReportRow, _ asked: ReportParameters) -> [Figure] {
    let words = request.words
    // The incomes, producer by producer, of which these are the middle, the tenths and the spread; each leads to her entries.
    let report = PathText.with("/reports/producer-dependence", request.values(of: asked))
    return [
      Figure(words("manager.income.median"), request.roundedMoney(all.number("median")), note: words("manager.income.a_month"), href: report),
      Figure(words("manager.income.p10"), request.roundedMoney(all.number("p10")), note: words("manager.income.p10_note"), href: report),
      Figure(words("manager.income.p90"), request.roundedMoney(all.number("p90")), note: words("manager.income.p90_note"), href: report),
      Figure(words("manager.income.gini"), gini(request, all), note: words("manager.income.gini_note"), href: report),
    ]
  }

  private static func sentence(_ request: PageRequest, _ all: ReportRow, _ years: Years) -> String {
    let (low, high) = (all.number("p10"), all.number("p90"))
    let times = low > 0 ? request.words.numbers.decimal(Int64((Double(high) / Double(low) * 10).rounded()), places: 1) : "–"
    return request.words.count("manager.income.sentence", all.number("people"), ["year": years.name, "times": times])
  }

  /// What the poorer so many per cent of producers have of all that producers got in the year.
  private static func curve(_ request: PageRequest, _ years: Years) async throws -> [Block] {
    let words = request.words
    let answer = try await request.ask("producer-dependence", request.question(in: years.chosen) { $0.limit = PageRequest.sortedRowsMax })
    let incomes = answer.reportRows.map { max(0, $0.number("net")) }.sorted()
    let total = incomes.reduce(0, +)
    guard total > 0 else { return [] }
    let title = words("manager.income.lorenz", ["year": years.name])
    let text = request.shareText(title, asOf: answer.asOfPosition, description: words("manager.income.lorenz_description"))
    let axis = ChartText(
      title: text.title, description: text.description, unit: words("manager.income.lorenz_unit"), source: text.source, label: text.label)
    let svg = LorenzCurve(axis, amounts: incomes.map(Double.init)).svg(id: "lorenz")
    let rows = (1...10).map { tenth in
      let count = incomes.count * tenth / 10
      let sum = incomes.prefix(count).reduce(0, +)
      let producers = PathText.with("/producers", [("year", years.name)] + request.timeValues)
      return [
        DataTable.Cell(words("manager.income.poorest", ["share": words.numbers.percent(millionths: Int64(tenth) * 100_000, places: 0)])),
        DataTable.Cell(words.numbers.whole(Int64(count)), href: producers), DataTable.Cell(request.part(sum, of: total), href: producers),
      ]
    }
    let columns = [
      DataTable.Column(words("manager.income.who")), DataTable.Column(request.heading("producers"), isNumber: true),
      DataTable.Column(words("manager.income.have"), isNumber: true),
    ]
    let files = request.reportFiles("producer-dependence", request.question(in: years.chosen))
    return [.chart(ChartBlock(title, svg: svg, table: DataTable(title, columns: columns, rows: rows, files: files, hidesCaption: true)))]
  }

  private static func sites(_ request: PageRequest, _ answer: ReportAnswer, _ asked: ReportParameters) -> [Block] {
    let words = request.words
    let rows = zip(answer.rows, answer.reportRows).filter { !$0.1.text("site").isEmpty }.map(\.0)
    guard !rows.isEmpty else { return [] }
    let shown = answer.with(rows, hasMore: false).page(request.offset, PageRequest.managerRowsMax)
    var table = request.table(
      shown, report: "income-distribution", caption: words("manager.income.sites"),
      only: ["site", "people", "women", "p10", "median", "p90", "gini"], parameters: asked)
    (table.previous, table.next) = request.pages(
      offset: request.offset, shown: shown.rows.count, hasMore: shown.hasMore, PageRequest.managerRowsMax,
      values: [("year", String(asked.from?.components.year ?? 0))] + request.timeValues)
    table.hidesCaption = true
    return [.heading(words("manager.income.sites"), id: "sites"), .text(words("manager.income.sites_lead")), .table(table)]
  }
}
