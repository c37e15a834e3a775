import Charts
import Office
import ReadModels
import Web

/// One channel: its sales and share over time, what it sells, what it owes us, and who depends on it.
enum ChannelPage {
  /// Producers of a page.
  private static let dependentsMax = 20

  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let code = request.parameters["code"] ?? ""
    let names = try await request.channels()
    guard let channel = names[code] else { return .notFound(words("manager.channel.unknown")) }
    let years = try await request.years()
    var page = Page(
      channel.name, area: .manager, lead: "\(request.value(channel.kind)) · \(request.value(channel.country)) · \(code)", asOf: years.asOfPosition,
      hasTime: true, trail: [Link(words("manager.channels.title"), request.link("/channels"))], [])
    guard !years.all.isEmpty else {
      page.blocks = FirstSteps.blocks(request)
      return .page(page)
    }
    let figures = try await figures(request, code, years)
    page.blocks = [years.form(request), .figures(figures)]
    page.blocks += try await money(request, code)
    page.blocks += [try await months(request, code, years)]
    page.blocks += try await dependents(request, code, years)
    let whatIf = PathText.with("/what-if", [("channel", code), ("period", years.name)] + request.timeValues)
    page.blocks.append(.links([Link(words("manager.channel.to_what_if"), whatIf, isMain: true)]))
    return .page(page)
  }

  private static func figures(_ request: PageRequest, _ code: String, _ years: Years) async throws -> [Figure] {
    let words = request.words
    let sales = try await request.ask("channel-sales", request.question { $0.from = nil })
    let assortment = try await request.ask("channel-assortment", request.question(in: years.chosen))
    let rows = sales.reportRows
    let year = rows.first { $0.text("period") == years.name && $0.text("channel") == code }
    let before = rows.first { $0.text("period") == String(years.chosen - 1) && $0.text("channel") == code }?.number("net_sales") ?? 0
    let total = rows.filter { $0.text("period") == years.name }.reduce(0) { $0 + $1.number("net_sales") }
    let now = year?.number("net_sales") ?? 0
    let explained = request.explained("channel-sales", years.name, [("channel", code)])
    let products = assortment.reportRows.first { $0.text("channel") == code }?.number("products") ?? 0
    return [
      Figure(
        words("manager.overview.net_sales", ["when": years.name]), request.roundedMoney(now),
        note: request.change(from: before, to: now).map { words("manager.overview.change", ["change": $0, "year": String(years.chosen - 1)]) },
        href: explained),
      Figure(words("manager.channel.share"), request.part(now, of: total), href: request.explained("channel-share", years.name, [("channel", code)])),
      Figure(words("manager.channel.to_producers"), request.roundedMoney(year?.number("net") ?? 0), href: explained),
      Figure(
        words("manager.channel.products"), words.numbers.whole(products),
        href: PathText.with("/reports/channel-assortment", request.values(of: request.question(in: years.chosen)))),
    ]
  }

  /// What it owes us; only for those who may see accounts.
  private static func money(_ request: PageRequest, _ code: String) async throws -> [Block] {
    guard request.mayRead("channel-receivable") else { return [] }
    let asked = request.question { $0.channel = code }
    let answer = try await request.ask("channel-receivable", asked)
    guard !answer.rows.isEmpty else { return [] }
    return [
      .heading(request.words("manager.channel.receivable"), id: "receivable"),
      .table(
        request.table(
          answer, report: "channel-receivable", caption: request.words("manager.channel.receivable"),
          only: ["currency", "not_stated", "unpaid", "disputed", "refunds_due", "total", "total_amount"], parameters: asked)),
    ]
  }

  /// Its sales month by month, this year over the last.
  private static func months(_ request: PageRequest, _ code: String, _ years: Years) async throws -> Block {
    let words = request.words
    let shown = [years.chosen, years.chosen - 1]
    let asked = request.question(in: years.chosen) {
      $0.from = request.question(in: years.chosen - 1).from
      $0.by = .month
    }
    let answer = try await request.ask("channel-sales", asked)
    var sales: [String: Int64] = [:]
    for row in answer.reportRows where row.text("channel") == code { sales[row.text("period")] = row.number("net_sales") }
    let scale = MoneyScale(request, highest: sales.values.max() ?? 0)
    func period(_ year: Int, _ month: Int) -> String { "\(year)-\(month < 10 ? "0" : "")\(month)" }
    // Of a month without sales after the newest one nothing is known; before it, nothing was sold.
    let newest = answer.reportRows.last?.text("period") ?? ""
    func sold(_ year: Int, _ month: Int) -> Int64? { sales[period(year, month)] ?? (period(year, month) <= newest ? 0 : nil) }
    let title = words("manager.overview.months", ["year": years.name, "before": String(years.chosen - 1)])
    let series = shown.map { year in Series(name: String(year), values: (1...12).map { sold(year, $0).map(scale.value) }) }
    let svg = Lines(request.chartText(title, scale, asOf: answer.asOfPosition), columns: (1...12).map(String.init), series: series).svg(id: "months")
    let rows = (1...12).map { month in
      [DataTable.Cell(words.dates.month(year: years.chosen, month: month))]
        + shown.map { year in
          let href = request.explainPath("channel-sales", [("period", period(year, month)), ("channel", code)], request.question { $0.by = .month })
          // That nothing was sold is explained, too: no event counts.
          return sold(year, month).map { DataTable.Cell(request.figure($0), href: href) } ?? DataTable.Cell("–")
        }
    }
    let columns = [DataTable.Column(words("manager.month"))] + shown.map { DataTable.Column("\($0), \(request.currencyName)", isNumber: true) }
    let table = DataTable(title, columns: columns, rows: rows, files: request.reportFiles("channel-sales", asked), hidesCaption: true)
    return .chart(ChartBlock(title, svg: svg, table: table))
  }

  /// The producers whose income comes through it by half or more, those with most first.
  private static func dependents(_ request: PageRequest, _ code: String, _ years: Years) async throws -> [Block] {
    let words = request.words
    let asked = request.question(in: years.chosen) { $0.limit = PageRequest.sortedRowsMax }
    let answer = try await request.ask("producer-dependence", asked)
    let dependent = Dependence(answer).rows { $0.text("flagged") == "yes" && $0.text("top_channel") == code }
    let page = answer.with(dependent, hasMore: false).page(request.offset, dependentsMax)
    var table = request.table(
      page, report: "producer-dependence", caption: words("manager.channel.dependents"), only: ["producer", "net", "top_share"], csv: true,
      parameters: request.question(in: years.chosen), names: try await request.names(of: page.reportRows.map { $0.text("producer") }))
    (table.previous, table.next) = request.pages(
      offset: request.offset, shown: page.rows.count, hasMore: page.hasMore, dependentsMax,
      values: [("year", years.name)] + request.timeValues)
    table.empty = words("manager.channel.no_dependents")
    return [
      .heading(words("manager.channel.dependents"), id: "dependents"),
      .text(words.count("manager.channel.dependents_count", Int64(dependent.count), ["year": years.name])), .table(table),
    ]
  }
}
