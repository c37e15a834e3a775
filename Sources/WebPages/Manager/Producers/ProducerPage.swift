import Charts
import Office
import ReadModels
import Web

/// One producer: what her goods brought, year by year and channel by channel.
enum ProducerPage {
  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let code = request.parameters["code"] ?? ""
    let found = try await request.registered(code)
    let asked = request.question { $0.producer = code }
    let (revenue, dependence) = (try await request.ask("producer-revenue", asked), try await request.ask("producer-dependence", asked))
    guard found != nil || !revenue.rows.isEmpty else { return .notFound(words("manager.producer.unknown")) }
    let name = try await request.names(of: [code])[code]
    var page = Page(
      name ?? code, area: .manager, lead: name == nil ? nil : code, asOf: revenue.asOfPosition, hasTime: true,
      trail: [Link(words("manager.producers.title"), request.link("/producers"))], [])
    if let found { page.blocks.append(facts(request, found)) }
    if request.identity?.may(.readMoney) == true {
      page.blocks.append(.links([Link(words("manager.producer.to_balance"), request.link("/balances/\(PathText.segment(code))"), isMain: true)]))
    }
    guard !revenue.rows.isEmpty else {
      page.blocks.append(.notice(Notice(.plain, words("manager.producer.nothing_sold"))))
      return .page(page)
    }
    let channels = try await request.channels()
    page.blocks += warning(request, dependence, channels)
    page.blocks += [multiples(request, revenue, channels), dependenceTable(request, dependence, asked), revenueTable(request, revenue, asked)]
    return .page(page)
  }

  private static func facts(_ request: PageRequest, _ found: RegisteredProducer) -> Block {
    let words = request.words
    let place = PathText.with("/producers", [("community", found.community)] + request.timeValues)
    var facts: [(name: String, value: [Inline])] = [(words("manager.community"), [Inline(found.communityName, href: place)])]
    if !found.oblast.isEmpty { facts.append((request.heading("oblast"), [Inline(request.value(found.oblast))])) }
    if !found.group.isEmpty { facts.append((words("manager.producer.group"), [Inline(found.group)])) }
    return .facts(facts)
  }

  private static func warning(_ request: PageRequest, _ dependence: ReportAnswer, _ channels: [String: ChannelFacts]) -> [Block] {
    guard let newest = dependence.reportRows.last, newest.text("flagged") == "yes" else { return [] }
    let values = [
      "share": request.share(newest.text("top_share")), "channel": channels.name(newest.text("top_channel")), "year": newest.text("period"),
    ]
    let link = PathText.with("/what-if", [("channel", newest.text("top_channel"))] + request.timeValues)
    return [
      .notice(
        Notice(.warning, request.words("manager.producer.depends", values), link: Link(request.words("manager.overview.to_what_if"), link)))
    ]
  }

  /// Her income through each channel, year by year, a small chart each.
  private static func multiples(_ request: PageRequest, _ revenue: ReportAnswer, _ channels: [String: ChannelFacts]) -> Block {
    let words = request.words
    let rows = revenue.reportRows
    // Every year between, so that a pause is seen as one.
    let years = rows.compactMap { Int($0.text("period")) }
    let periods = ((years.min() ?? 0)...(years.max() ?? 0)).suffix(20).map(String.init)
    var net: [String: [String: Int64]] = [:]
    for row in rows { net[row.text("channel"), default: [:]][row.text("period")] = row.number("net") }
    let order = net.sorted { left, right in
      let (a, b) = (left.value.values.reduce(0, +), right.value.values.reduce(0, +))
      return a == b ? left.key < right.key : a > b
    }.prefix(12).map(\.key)
    let scale = MoneyScale(request, highest: rows.map { $0.number("net") }.max() ?? 0)
    let title = words("manager.producer.by_channel")
    let series = order.map { channel in
      Series(name: channels.name(channel), values: periods.map { scale.value(net[channel]?[$0] ?? 0) })
    }
    let svg = SmallMultiples(request.chartText(title, scale, asOf: revenue.asOfPosition), columns: periods, series: series).svg(id: "channels")
    let columns = [DataTable.Column(words("manager.period"))] + order.map { DataTable.Column(channels.name($0), isNumber: true) }
    let cells = periods.reversed().map { period in
      [DataTable.Cell(request.period(period))]
        + order.map { channel in
          guard let minor = net[channel]?[period] else { return DataTable.Cell("–") }
          let key = [("producer", request.parameters["code"] ?? ""), ("channel", channel)]
          return DataTable.Cell(request.figure(minor), href: request.explained("producer-revenue", period, key))
        }
    }
    let files = request.reportFiles("producer-revenue", request.question { $0.producer = request.parameters["code"] })
    return .chart(ChartBlock(title, svg: svg, table: DataTable(title, columns: columns, rows: cells, files: files, hidesCaption: true)))
  }

  private static func dependenceTable(_ request: PageRequest, _ answer: ReportAnswer, _ asked: ReportParameters) -> Block {
    .table(
      request.table(
        answer.with(answer.rows.suffix(30).reversed(), hasMore: false), report: "producer-dependence",
        caption: request.words("manager.producer.by_year"), only: ["period", "net", "top_channel", "top_share", "flagged"], parameters: asked))
  }

  private static func revenueTable(_ request: PageRequest, _ answer: ReportAnswer, _ asked: ReportParameters) -> Block {
    let table = request.table(
      answer.with(answer.rows.suffix(60).reversed(), hasMore: false), report: "producer-revenue", caption: request.words("manager.producer.divided"),
      only: ["period", "channel", "quantity", "gross", "discount", "commission", "fee", "net"], parameters: asked)
    return .details(summary: request.words("manager.producer.divided"), [.table(table)])
  }
}
