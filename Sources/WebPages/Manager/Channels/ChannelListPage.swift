import Charts
import Office
import ReadModels
import Web

/// All channels of a year: who sold how much, and who kept what.
enum ChannelListPage {
  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let years = try await request.years()
    var page = Page(
      words("manager.channels.title"), area: .manager, lead: words("manager.channels.lead"), asOf: years.asOfPosition, hasTime: true, [])
    guard !years.all.isEmpty else {
      page.blocks = FirstSteps.blocks(request)
      return .page(page)
    }
    let asked = request.question(in: years.chosen)
    let names = try await request.channels()
    let (sales, shares) = (try await request.ask("channel-sales", asked), try await request.ask("channel-share", request.question()))
    page.asOfPosition = sales.asOfPosition
    let rows = sales.reportRows.sorted { $0.number("net_sales") > $1.number("net_sales") }
    let total = rows.reduce(0) { $0 + $1.number("net_sales") }
    page.blocks = [
      years.form(request),
      .columns([
        [bars(request, rows, names, years, sales.asOfPosition)],
        [ShareTable(request, shares, names, periodsMax: 12).chart(id: "shares", title: words("manager.overview.shares"))],
      ]), .table(table(request, rows, names, total, years)),
    ]
    return .page(page)
  }

  private static func bars(
    _ request: PageRequest, _ rows: [ReportRow], _ names: [String: ChannelFacts], _ years: Years, _ position: Int64
  ) -> Block {
    let title = request.words("manager.channels.sales", ["year": years.name])
    let scale = MoneyScale(request, highest: rows.map { $0.number("net_sales") }.max() ?? 0)
    let bars = rows.prefix(15).map { Bars.Bar(name: names.name($0.text("channel")), value: scale.value($0.number("net_sales"))) }
    let cells = rows.prefix(15).map { row in
      [
        DataTable.Cell(names.name(row.text("channel"))),
        DataTable.Cell(
          request.figure(row.number("net_sales")), href: request.explained("channel-sales", years.name, [("channel", row.text("channel"))])),
      ]
    }
    let table = DataTable(
      title, columns: [DataTable.Column(request.words("manager.channel")), DataTable.Column(request.heading("net_sales"), isNumber: true)],
      rows: cells,
      files: request.reportFiles("channel-sales", request.question(in: years.chosen)), hidesCaption: true)
    return .chart(ChartBlock(title, svg: Bars(request.chartText(title, scale, asOf: position), bars: bars).svg(id: "channels"), table: table))
  }

  private static func table(
    _ request: PageRequest, _ rows: [ReportRow], _ names: [String: ChannelFacts], _ total: Int64, _ years: Years
  ) -> DataTable {
    let words = request.words
    let money = ["net_sales", "commission", "fee", "net"]
    let columns =
      [DataTable.Column(words("manager.channel")), DataTable.Column(request.heading("kind"))]
      + money.map { DataTable.Column("\(request.heading($0)), \(request.currencyName)", isNumber: true) }
      + [DataTable.Column(request.heading("share"), isNumber: true)]
    let cells = rows.map { row in
      let code = row.text("channel")
      let href = request.explained("channel-sales", years.name, [("channel", code)])
      let page = PathText.with("/channels/\(PathText.segment(code))", [("year", years.name)] + request.timeValues)
      return [DataTable.Cell(names.name(code), href: page), DataTable.Cell(names[code].map { request.value($0.kind) } ?? "–")]
        + money.map { DataTable.Cell(request.figure(row.number($0)), href: href) }
        + [DataTable.Cell(request.part(row.number("net_sales"), of: total), href: href)]
    }
    let sums =
      [DataTable.Cell(words("manager.total")), DataTable.Cell("")]
      + money.map { column in DataTable.Cell(request.figure(rows.reduce(0) { $0 + $1.number(column) }), href: request.explained("trend", years.name))
      }
      + [DataTable.Cell("")]
    return DataTable(
      words("manager.channels.sales", ["year": years.name]), columns: columns, rows: cells, footer: sums,
      files: request.reportFiles("channel-sales", request.question(in: years.chosen)), hidesCaption: true)
  }
}
