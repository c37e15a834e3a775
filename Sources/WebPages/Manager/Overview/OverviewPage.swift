import Charts
import Ledger
import Office
import ReadModels
import Web

/// A manager's first page: how sales go, how much hangs on one channel, and who is exposed. Few questions, all of them from the cache.
enum OverviewPage {
  /// Years of the chart of shares.
  private static let yearsMax = 8

  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let trend = try await request.ask("trend", request.question { $0.by = .month })
    var page = Page(
      words("manager.overview.title"), area: .manager, lead: words("manager.overview.lead"), asOf: trend.asOfPosition, hasTime: true, [])
    guard let sales = MonthlySales(trend) else {
      page.blocks = FirstSteps.blocks(request)
      return .page(page)
    }
    let year = String(sales.year)
    let names = try await request.channels()
    let shares = try await request.ask("channel-share", request.question())
    let concentrations = try await request.ask("channel-concentration", request.question())
    let communities = try await request.ask("community-sales", request.question(in: sales.year) { $0.limit = PageRequest.sortedRowsMax })
    // What all figures have in common, should an event have come in between two questions.
    page.asOfPosition = [trend, shares, concentrations, communities].map(\.asOfPosition).min()
    let concentration = Concentration(concentrations.reportRows.last { $0.text("period") == year })
    let exposure = Exposure(communities, year: year)
    page.blocks = [.figures(figures(request, sales, concentration, exposure, names))]
    if let concentration {
      let link = Link(
        words("manager.overview.to_what_if"), PathText.with("/what-if", [("channel", concentration.topChannel)] + request.timeValues))
      page.blocks.append(.notice(Notice(concentration.isHigh ? .warning : .plain, concentration.sentence(request, names), link: link)))
    }
    page.blocks += [
      .columns([
        [months(request, sales, trend)],
        [ShareTable(request, shares, names, periodsMax: yearsMax).chart(id: "shares", title: words("manager.overview.shares"))],
      ]),
      .heading(words("manager.exposed.title"), id: "exposed"), .text(exposedText(request, exposure)), .table(exposure.table(request, first: 5)),
      .links(links(request, year)), .text(freshness(request, sales)),
    ]
    return .page(page)
  }

  private static func figures(
    _ request: PageRequest, _ sales: MonthlySales, _ concentration: Concentration?, _ exposure: Exposure, _ names: [String: ChannelFacts]
  ) -> [Figure] {
    let words = request.words
    let (now, before) = (sales.sum(of: sales.year), sales.sum(of: sales.year - 1, through: sales.lastMonth))
    let isWhole = sales.lastMonth == 12
    let span = isWhole ? String(sales.year) : words("manager.overview.so_far", ["year": String(sales.year)])
    let spanBefore = isWhole ? String(sales.year - 1) : words("manager.overview.same_months", ["year": String(sales.year - 1)])
    var earlier = request.question(in: sales.year - 1)
    earlier.to = CalendarDate(
      year: sales.year - 1, month: sales.lastMonth, day: CalendarDate.daysInMonth(year: sales.year - 1, month: sales.lastMonth))
    var figures = [
      Figure(
        words("manager.overview.net_sales", ["when": span]), request.roundedMoney(now),
        note: request.change(from: before, to: now).map { words("manager.overview.change", ["change": $0, "year": String(sales.year - 1)]) },
        href: request.explained("trend", String(sales.year))),
      Figure(
        words("manager.overview.net_sales", ["when": spanBefore]), request.roundedMoney(before),
        href: request.explainPath("trend", [("period", String(sales.year - 1))], earlier)),
    ]
    if let concentration {
      figures.append(
        Figure(
          words("manager.overview.top_channel"), request.share(concentration.topShare), note: names.name(concentration.topChannel),
          href: request.explained("channel-share", String(sales.year), [("channel", concentration.topChannel)])))
    }
    figures.append(
      Figure(
        words("manager.overview.dependent"), words.numbers.whole(exposure.dependent),
        note: words("manager.overview.dependent_of", ["producers": words.numbers.whole(exposure.producers)]),
        href: PathText.with("/producers", [("flagged", "yes"), ("year", String(sales.year))] + request.timeValues)))
    return figures
  }

  /// This year's months over last year's.
  private static func months(_ request: PageRequest, _ sales: MonthlySales, _ trend: ReportAnswer) -> Block {
    let words = request.words
    let years = [sales.year, sales.year - 1].filter { sales.years.contains($0) }
    let scale = MoneyScale(request, highest: sales.highest(years))
    let title = words("manager.overview.months", ["year": String(sales.year), "before": String(sales.year - 1)])
    let series = years.map { year in
      Series(name: String(year), values: (1...12).map { sales.month($0, of: year).map(scale.value) })
    }
    let text = request.chartText(title, scale, asOf: trend.asOfPosition)
    let svg = Lines(text, columns: (1...12).map { words.numbers.whole(Int64($0)) }, series: series).svg(id: "months")
    let heading = words("manager.month")
    let rows = (1...12).map { month in
      [DataTable.Cell(Self.month(request, month, of: sales.year))]
        + years.map { year in
          guard let minor = sales.month(month, of: year) else { return DataTable.Cell("–") }
          let period = "\(year)-\(month < 10 ? "0" : "")\(month)"
          return DataTable.Cell(request.figure(minor), href: request.explainPath("trend", [("period", period)], request.question { $0.by = .month }))
        }
    }
    let columns = [DataTable.Column(heading)] + years.map { DataTable.Column("\($0), \(request.currencyName)", isNumber: true) }
    let sums =
      [DataTable.Cell(words("manager.total"))]
      + years.map { DataTable.Cell(request.figure(sales.sum(of: $0)), href: request.explained("trend", String($0))) }
    let table = DataTable(
      title, columns: columns, rows: rows, footer: sums, files: request.reportFiles("trend", request.question { $0.by = .month }), hidesCaption: true)
    return .chart(ChartBlock(title, svg: svg, table: table))
  }

  private static func month(_ request: PageRequest, _ month: Int, of year: Int) -> String {
    request.words.dates.month(year: year, month: month)
  }

  private static func exposedText(_ request: PageRequest, _ exposure: Exposure) -> String {
    let words = request.words
    guard exposure.dependent > 0 else { return words("manager.exposed.nobody", ["year": exposure.year]) }
    return words.count(
      "manager.exposed.sentence", exposure.dependent,
      [
        "producers": words.numbers.whole(exposure.producers), "share": request.part(exposure.dependent, of: exposure.producers),
        "year": exposure.year,
      ])
  }

  private static func links(_ request: PageRequest, _ year: String) -> [Link] {
    let words = request.words
    return [
      Link(
        words("manager.overview.to_dependence"), PathText.with("/producers", [("flagged", "yes"), ("year", year)] + request.timeValues), isMain: true),
      Link(words("manager.overview.to_channels"), request.link("/channels")), Link(words("manager.overview.to_map"), request.link("/map")),
    ]
  }

  private static func freshness(_ request: PageRequest, _ sales: MonthlySales) -> String {
    request.words("manager.overview.freshness", ["month": request.words.dates.month(year: sales.year, month: sales.lastMonth)])
  }
}
