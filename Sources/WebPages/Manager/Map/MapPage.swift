import Charts
import Office
import ReadModels
import Web

/// The oblasts as tiles: what their producers sold, how many they are, how many hang on one channel; then the villages of one of them.
enum MapPage {
  /// What the map can show.
  private enum Measure: String, CaseIterable { case sales, producers, dependent }

  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let years = try await request.years()
    var page = Page(words("manager.map.title"), area: .manager, lead: words("manager.map.lead"), asOf: years.asOfPosition, hasTime: true, [])
    guard !years.all.isEmpty else {
      page.blocks = FirstSteps.blocks(request)
      return .page(page)
    }
    let asked = request.question(in: years.chosen) { $0.limit = PageRequest.sortedRowsMax }
    let answer = try await request.ask("community-sales", asked)
    page.asOfPosition = answer.asOfPosition
    let measure = request.query("what").flatMap { Measure(rawValue: $0) } ?? .sales
    let oblasts = OblastSums(answer)
    page.blocks = [
      form(request, years, measure), map(request, oblasts, measure, years, answer.asOfPosition), .table(table(request, oblasts, measure, years)),
    ]
    if let oblast = request.query("oblast") { page.blocks += communities(request, answer, oblast, years, measure) }
    return .page(page)
  }

  private static func form(_ request: PageRequest, _ years: Years, _ measure: Measure) -> Block {
    let words = request.words
    let hidden = request.timeValues.map { Field($0.0, "", .hidden, value: $0.1) }
    let choices = Measure.allCases.map { (value: $0.rawValue, text: name(of: $0, words("manager.map.sales"), request)) }
    return .form(
      Form(
        .get, request.path,
        fields: [
          Field("year", words("manager.year"), .select(years.all.prefix(60).map { (value: String($0), text: String($0)) }), value: years.name),
          Field("what", words("manager.map.what"), .select(choices), value: measure.rawValue),
        ] + hidden, submit: words("manager.show")))
  }

  private static func name(of measure: Measure, _ sales: String, _ request: PageRequest) -> String {
    switch measure {
    case .sales: sales
    case .producers: request.heading("producers")
    case .dependent: request.heading("dependent")
    }
  }

  private static func map(_ request: PageRequest, _ oblasts: OblastSums, _ measure: Measure, _ years: Years, _ position: Int64) -> Block {
    let words = request.words
    let title = "\(name(of: measure, words("manager.map.sales"), request)), \(years.name)"
    let scale = MoneyScale(request, highest: oblasts.sums.values.map(\.sales).max() ?? 0)
    let numbers = words.numbers
    let text =
      measure == .sales
      ? request.chartText(title, scale, asOf: position)
      : ChartText(title: title, unit: words("manager.unit.people"), source: request.source(position)) { numbers.whole(Int64($0)) }
    func value(_ sum: OblastSums.Sum) -> Double {
      switch measure {
      case .sales: scale.value(sum.sales)
      case .producers: Double(sum.producers)
      case .dependent: Double(sum.dependent)
      }
    }
    let tiles = OblastPlace.allCases.map { place in
      TileMap.Tile(
        column: place.place.column, row: place.place.row, name: words(family: "manager.oblast", place.rawValue),
        value: oblasts.byPlace[place].map(value))
    }
    let rows = tiles.map { tile in [DataTable.Cell(tile.name), DataTable.Cell(tile.value.map(text.label) ?? "–")] }
    let columns = [DataTable.Column(request.heading("oblast")), DataTable.Column("\(title), \(text.unit)", isNumber: true)]
    let files = request.reportFiles("community-sales", request.question(in: years.chosen))
    let table = DataTable(title, columns: columns, rows: rows, files: files, hidesCaption: true)
    return .chart(ChartBlock(title, svg: TileMap(text, tiles: tiles).svg(id: "map"), table: table))
  }

  private static func table(_ request: PageRequest, _ oblasts: OblastSums, _ measure: Measure, _ years: Years) -> DataTable {
    let words = request.words
    let columns =
      [DataTable.Column(request.heading("oblast")), DataTable.Column(words("manager.map.communities"), isNumber: true)]
      + [
        request.heading("producers"), request.heading("dependent"), "\(request.heading("net_sales")), \(request.currencyName)",
        "\(request.heading("net")), \(request.currencyName)",
      ].map { DataTable.Column($0, isNumber: true) }
    let rows = oblasts.sums.sorted { $0.value.sales > $1.value.sales }.map { oblast, sum in
      let place =
        PathText.with(
          request.path, [("year", years.name), ("what", measure.rawValue), ("oblast", oblast.isEmpty ? "–" : oblast)] + request.timeValues)
        + "#villages"
      return [
        DataTable.Cell(oblast.isEmpty ? words("manager.map.elsewhere") : request.value(oblast), href: place),
        DataTable.Cell(words.numbers.whole(sum.communities), href: place), DataTable.Cell(words.numbers.whole(sum.producers), href: place),
        DataTable.Cell(words.numbers.whole(sum.dependent), href: place), DataTable.Cell(request.figure(sum.sales), href: place),
        DataTable.Cell(request.figure(sum.net), href: place),
      ]
    }
    return DataTable(
      words("manager.map.by_oblast", ["year": years.name]), columns: columns, rows: rows,
      files: request.reportFiles("community-sales", request.question(in: years.chosen)))
  }

  /// The villages of one oblast, a page of them; each leads to its producers.
  private static func communities(_ request: PageRequest, _ answer: ReportAnswer, _ oblast: String, _ years: Years, _ measure: Measure) -> [Block] {
    let words = request.words
    let asked = request.question(in: years.chosen)
    let wanted = oblast == "–" ? "" : oblast
    let rows = zip(answer.rows, answer.reportRows).filter { $0.1.text("oblast") == wanted }
      .sorted { $0.1.number("net_sales") > $1.1.number("net_sales") }.map(\.0)
    let shown = answer.with(rows, hasMore: false).page(request.offset, PageRequest.managerRowsMax)
    let title = words("manager.map.villages", ["oblast": wanted.isEmpty ? words("manager.map.elsewhere") : request.value(wanted)])
    let place = shown.columns.firstIndex { $0.name == "community" }
    var table = request.table(
      shown, report: "community-sales", caption: title, only: ["name", "community", "producers", "dependent", "net_sales", "net"], parameters: asked,
      links: { column, row in
        guard column != "community", let place, case .text(let community) = row[place] else { return nil }
        let values = [("community", community), ("year", years.name)] + (column == "dependent" ? [("flagged", "yes")] : [])
        return PathText.with("/producers", values + request.timeValues)
      })
    (table.previous, table.next) = request.pages(
      offset: request.offset, shown: shown.rows.count, hasMore: shown.hasMore, PageRequest.managerRowsMax,
      values: [("year", years.name), ("what", measure.rawValue), ("oblast", oblast)] + request.timeValues)
    table.hidesCaption = true
    return [.heading(title, id: "villages"), .table(table)]
  }
}

/// A year's report community-sales, summed by oblast.
struct OblastSums {
  /// What is summed.
  struct Sum {
    var communities: Int64 = 0, producers: Int64 = 0, dependent: Int64 = 0, sales: Int64 = 0, net: Int64 = 0

    mutating func add(_ other: Sum) {
      communities += other.communities
      producers += other.producers
      dependent += other.dependent
      sales += other.sales
      net += other.net
    }
  }

  /// By the oblast as the registry has it; empty where none is known.
  private(set) var sums: [String: Sum] = [:]
  /// By where it lies on the map; several spellings together.
  private(set) var byPlace: [OblastPlace: Sum] = [:]

  init(_ answer: ReportAnswer) {
    for row in answer.reportRows {
      let sum = Sum(
        communities: row.text("community").isEmpty ? 0 : 1, producers: row.number("producers"), dependent: row.number("dependent"),
        sales: row.number("net_sales"), net: row.number("net"))
      sums[row.text("oblast"), default: Sum()].add(sum)
      if let place = OblastPlace(row.text("oblast")) { byPlace[place, default: Sum()].add(sum) }
    }
  }
}
