import Charts
import Office
import ReadModels
import Web

/// What went abroad: by country over the years, and by customs code within a year.
enum ExportPage {
  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let years = try await request.years()
    var page = Page(words("manager.export.title"), area: .manager, lead: words("manager.export.lead"), asOf: years.asOfPosition, hasTime: true, [])
    guard !years.all.isEmpty else {
      page.blocks = FirstSteps.blocks(request)
      return .page(page)
    }
    let answer = try await request.ask("export-profile", request.question { $0.limit = PageRequest.sortedRowsMax })
    page.asOfPosition = answer.asOfPosition
    let profile = ExportProfile(answer)
    guard !profile.sales.isEmpty else {
      page.blocks = [.notice(Notice(.plain, words("manager.export.nothing")))]
      return .page(page)
    }
    page.blocks = [years.form(request), .text(try await sentence(request, profile, years)), countries(request, profile, answer.asOfPosition)]
    page.blocks += [.heading(words("manager.export.codes", ["year": years.name]), id: "codes"), .table(try await codes(request, answer, years))]
    return .page(page)
  }

  private static func sentence(_ request: PageRequest, _ profile: ExportProfile, _ years: Years) async throws -> String {
    let words = request.words
    let abroad = profile.sum(years.name)
    guard abroad > 0 else { return words("manager.export.nothing_in", ["year": years.name]) }
    let all = try await request.ask("trend", request.question()).reportRows.first { $0.text("period") == years.name }?.number("net_sales") ?? 0
    let first = profile.countries(of: years.name).first
    return words(
      "manager.export.sentence",
      [
        "year": years.name, "sales": request.roundedMoney(abroad), "share": request.part(abroad, of: all),
        "country": first.map { request.value($0.country) } ?? "–", "part": request.part(first?.sales ?? 0, of: abroad),
      ])
  }

  /// Sales to each country, year by year.
  private static func countries(_ request: PageRequest, _ profile: ExportProfile, _ position: Int64) -> Block {
    let words = request.words
    let (years, countries) = (Array(profile.years.suffix(12)), Array(profile.allCountries.prefix(8)))
    let scale = MoneyScale(request, highest: years.map { profile.sum($0) }.max() ?? 0)
    let title = words("manager.export.countries")
    let series = countries.map { country in
      Series(name: request.value(country), values: years.map { scale.value(profile.sales[$0]?[country] ?? 0) })
    }
    let svg = StackedColumns(request.chartText(title, scale, asOf: position), columns: years, series: series).svg(id: "countries")
    let columns = [DataTable.Column(words("manager.period"))] + countries.map { DataTable.Column(request.value($0), isNumber: true) }
    let rows = years.reversed().map { year in
      [DataTable.Cell(request.period(year))]
        + countries.map { country in
          guard let minor = profile.sales[year]?[country] else { return DataTable.Cell("–") }
          return DataTable.Cell(request.figure(minor), href: request.explained("export-profile", year, [("country", country)]))
        }
    }
    let files = request.reportFiles("export-profile", request.question())
    return .chart(ChartBlock(title, svg: svg, table: DataTable(title, columns: columns, rows: rows, files: files, hidesCaption: true)))
  }

  /// A year's goods by customs code and country, a page of them.
  private static func codes(_ request: PageRequest, _ answer: ReportAnswer, _ years: Years) async throws -> DataTable {
    let words = request.words
    let asked = request.question(in: years.chosen)
    let rows = zip(answer.rows, answer.reportRows).filter { $0.1.text("period") == years.name }.map(\.0)
    let shown = answer.with(rows, hasMore: false).page(request.offset, PageRequest.managerRowsMax)
    let names = try await request.productNames(shown.reportRows.map { $0.text("product") })
    var table = request.table(
      shown, report: "export-profile", caption: words("manager.export.codes", ["year": years.name]),
      only: ["hs_code", "country", "product", "quantity", "unit", "net_sales"], parameters: asked)
    table.rows = zip(table.rows, shown.reportRows).map { cells, row in
      var cells = cells
      if let name = names[row.text("product")] { cells[2] = DataTable.Cell("\(name) · \(row.text("product"))", href: cells[2].href) }
      return cells
    }
    (table.previous, table.next) = request.pages(
      offset: request.offset, shown: shown.rows.count, hasMore: shown.hasMore, PageRequest.managerRowsMax,
      values: [("year", years.name)] + request.timeValues)
    table.hidesCaption = true
    table.empty = words("manager.export.nothing_in", ["year": years.name])
    return table
  }
}

/// Sales abroad by year and country.
struct ExportProfile {
  /// By year, then country.
  let sales: [String: [String: Int64]]

  init(_ answer: ReportAnswer) {
    var sales: [String: [String: Int64]] = [:]
    for row in answer.reportRows { sales[row.text("period"), default: [:]][row.text("country"), default: 0] += row.number("net_sales") }
    self.sales = sales
  }

  var years: [String] { sales.keys.sorted() }

  func sum(_ year: String) -> Int64 { sales[year]?.values.reduce(0, +) ?? 0 }

  /// A year's countries, the largest first.
  func countries(of year: String) -> [(country: String, sales: Int64)] {
    (sales[year] ?? [:]).sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }.map { ($0.key, $0.value) }
  }

  /// All countries, the largest first.
  var allCountries: [String] {
    var sums: [String: Int64] = [:]
    for year in sales.values { sums.merge(year) { $0 + $1 } }
    return sums.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }.map(\.key)
  }
}
