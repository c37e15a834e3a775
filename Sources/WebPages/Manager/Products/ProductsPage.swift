import Charts
import Office
import ReadModels
import Web

/// What sells, what is on its way to being sold, and what is certified.
enum ProductsPage {
  /// Rows of the tables that are only begun here.
  private static let rowsMax = 15

  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let years = try await request.years()
    var page = Page(
      words("manager.products.title"), area: .manager, lead: words("manager.products.lead"), asOf: years.asOfPosition, hasTime: true, [])
    guard !years.all.isEmpty else {
      page.blocks = FirstSteps.blocks(request)
      return .page(page)
    }
    page.blocks = [years.form(request)]
    page.blocks += try await sold(request, years)
    page.blocks += try await pipeline(request)
    page.blocks += try await certified(request, years)
    return .page(page)
  }

  private static func sold(_ request: PageRequest, _ years: Years) async throws -> [Block] {
    let words = request.words
    let asked = request.question(in: years.chosen)
    var paged = asked
    (paged.limit, paged.offset) = (PageRequest.managerRowsMax, request.offset)
    let answer = try await request.ask("product-sales", paged)
    let names = try await request.productNames(answer.reportRows.map { $0.text("product") })
    let title = words("manager.products.sales", ["year": years.name])
    var table = request.table(
      answer, report: "product-sales", caption: title, only: ["product", "quantity", "unit", "net_sales", "share"], parameters: asked)
    table.rows = zip(table.rows, answer.reportRows).map { cells, row in
      var cells = cells
      let code = row.text("product")
      if let name = names[code] { cells[0] = DataTable.Cell("\(name) · \(code)", href: cells[0].href) }
      return cells
    }
    (table.previous, table.next) = request.pages(
      offset: request.offset, shown: answer.rows.count, hasMore: answer.hasMore, PageRequest.managerRowsMax,
      values: [("year", years.name)] + request.timeValues)
    guard request.offset == 0 else { return [.table(table)] }
    table.hidesCaption = true
    let scale = MoneyScale(request, highest: answer.reportRows.map { $0.number("net_sales") }.max() ?? 0)
    let bars = answer.reportRows.prefix(10).map { row in
      Bars.Bar(name: names[row.text("product")] ?? row.text("product"), value: scale.value(row.number("net_sales")))
    }
    let text = request.chartText(words("manager.products.best", ["year": years.name]), scale, asOf: answer.asOfPosition)
    return [.chart(ChartBlock(text.title, svg: Bars(text, bars: bars).svg(id: "products"), table: table))]
  }

  private static func pipeline(_ request: PageRequest) async throws -> [Block] {
    let words = request.words
    let asked = request.question()
    let answer = try await request.ask("product-pipeline", asked)
    let underWay = answer.rows.filter { row in
      guard let stage = answer.columns.firstIndex(where: { $0.name == "stage" }), case .int64(let number) = row[stage] else { return false }
      return number < 11
    }
    var table = request.table(
      answer.with(Array(underWay.prefix(rowsMax)), hasMore: underWay.count > rowsMax), report: "product-pipeline",
      caption: words("manager.products.pipeline"), parameters: asked)
    table.hidesCaption = true
    table.empty = words("manager.products.no_pipeline")
    var counts: [Int64: Int64] = [:]
    for row in answer.reportRows { counts[row.number("stage"), default: 0] += 1 }
    let steps = (1...11).map { Int64($0) }
    let title = words("manager.products.steps")
    let numbers = words.numbers
    let text = ChartText(title: title, unit: words("manager.unit.products"), source: request.source(answer.asOfPosition)) { numbers.whole(Int64($0)) }
    let bars = steps.map { step in
      Bars.Bar(name: "\(step) · \(words(family: "stage", String(step)))", value: Double(counts[step] ?? 0))
    }
    var blocks: [Block] = [
      .heading(words("manager.products.pipeline"), id: "pipeline"),
      .text(words.count("manager.products.under_way", Int64(underWay.count), ["all": numbers.whole(Int64(answer.rows.count))])),
    ]
    if !answer.rows.isEmpty { blocks.append(.chart(ChartBlock(title, svg: Bars(text, bars: bars).svg(id: "steps"), table: table))) }
    blocks.append(.links([Link(words("manager.products.whole_pipeline"), request.link("/reports/product-pipeline"))]))
    return blocks
  }

  private static func certified(_ request: PageRequest, _ years: Years) async throws -> [Block] {
    let words = request.words
    let asked = request.question(in: years.chosen)
    let onSale = try await request.ask("certified-products", asked).reportRows.last
    let answer = try await request.ask("certification", request.question())
    let rows = zip(answer.rows, answer.reportRows)
    let soon = rows.filter { $0.1.text("standing") == "valid" && $0.1.number("days_left") <= 180 }
      .sorted { $0.1.number("days_left") < $1.1.number("days_left") }
    var table = request.table(
      answer.with(Array(soon.map(\.0).prefix(rowsMax)), hasMore: soon.count > rowsMax), report: "certification",
      caption: words("manager.products.ending"), only: ["product", "name", "certificate", "oblast", "valid_until", "days_left"],
      parameters: request.question())
    table.empty = words("manager.products.none_ending")
    let report = request.link("/reports/certification")
    func count(_ standing: String) -> Figure {
      let number = answer.reportRows.filter { $0.text("standing") == standing }.count
      return Figure(request.value(standing), words.numbers.whole(Int64(number)), href: report)
    }
    let share = Figure(
      words("manager.products.certified_share", ["year": years.name]), onSale.map { request.share($0.text("share")) } ?? "–",
      note: onSale.map {
        words(
          "manager.products.certified_of",
          ["certified": words.numbers.whole($0.number("certified")), "products": words.numbers.whole($0.number("products"))])
      }, href: PathText.with("/reports/certified-products", request.values(of: asked)))
    return [
      .heading(words("manager.products.certification"), id: "certification"),
      .figures([share, count("valid"), count("expired"), count("revoked")]), .table(table),
      .links([Link(words("manager.products.all_certificates"), report)]),
    ]
  }
}
