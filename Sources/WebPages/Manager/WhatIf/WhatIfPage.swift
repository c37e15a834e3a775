import Charts
import Office
import ReadModels
import Web

/// What happens if a channel goes: what all producers together would lose, who would lose most, and who would fall below an income.
enum WhatIfPage {
  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let years = try await request.years()
    var page = Page(words("manager.what_if.title"), area: .manager, lead: words("manager.what_if.lead"), asOf: years.asOfPosition, hasTime: true, [])
    let names = try await request.channels()
    guard !years.all.isEmpty else {
      page.blocks = FirstSteps.blocks(request)
      return .page(page)
    }
    let concentrations = try await request.ask("channel-concentration", request.question())
    let largest = concentrations.reportRows.last?.text("top_channel") ?? names.keys.min() ?? ""
    let question = WhatIfQuestion(request, years, largest: largest, known: Set(names.keys))
    let year = question.years.name
    let totals = try await request.ask("channel-loss-total", question.parameters(request, channel: nil))
    let income = try await request.ask("channel-sales", request.question(in: question.years.chosen)).reportRows.reduce(0) { $0 + $1.number("net") }
    page.asOfPosition = totals.asOfPosition
    let rows = totals.reportRows.sorted { $0.number("lost") > $1.number("lost") }
    page.blocks = [question.form(request, names)]
    if let total = rows.first(where: { $0.text("channel") == question.channel }) {
      page.blocks += [
        .notice(Notice(.warning, sentence(request, question, total, income, names))),
        .figures(figures(request, question, total, income)),
        comparison(request, question, rows, names, totals.asOfPosition),
        .heading(words("manager.what_if.most_affected"), id: "affected"), .table(try await affected(request, question)),
      ]
    } else {
      page.blocks.append(.notice(Notice(.plain, words("manager.what_if.nothing", ["channel": names.name(question.channel), "year": year]))))
    }
    return question.errors.isEmpty ? .page(page) : .mistaken(page)
  }

  private static func sentence(
    _ request: PageRequest, _ question: WhatIfQuestion, _ total: ReportRow, _ income: Int64, _ names: [String: ChannelFacts]
  ) -> String {
    let words = request.words
    let falls = total.number("falls")
    var sentence = words.count(
      "manager.what_if.sentence", total.number("producers"),
      [
        "channel": names.name(question.channel), "recapture": words.numbers.percent(millionths: Int64(question.recapturePercent) * 10_000, places: 0),
        "lost": request.roundedMoney(total.number("lost")), "share": request.part(total.number("lost"), of: income), "year": question.years.name,
      ])
    if question.floorMinor > 0 {
      sentence +=
        " "
        + (falls > 0
          ? words.count("manager.what_if.falls", falls, ["floor": request.roundedMoney(question.floorMinor)])
          : words("manager.what_if.nobody_falls", ["floor": request.roundedMoney(question.floorMinor)]))
    }
    return sentence
  }

  private static func figures(_ request: PageRequest, _ question: WhatIfQuestion, _ total: ReportRow, _ income: Int64) -> [Figure] {
    let words = request.words
    // Producer by producer: they add up to it, and each of them leads to her entries.
    let report = PathText.with("/reports/channel-loss", request.values(of: question.parameters(request, channel: question.channel)))
    var figures = [
      Figure(
        words("manager.what_if.lost"), request.roundedMoney(total.number("lost")),
        note: words("manager.what_if.of_income", ["share": request.part(total.number("lost"), of: income), "income": request.roundedMoney(income)]),
        href: report),
      Figure(
        words("manager.what_if.producers"), words.numbers.whole(total.number("producers")),
        href: report),
    ]
    if question.floorMinor > 0 {
      figures.append(
        Figure(
          words("manager.what_if.fallen"), words.numbers.whole(total.number("falls")),
          note: words("manager.what_if.below", ["floor": request.roundedMoney(question.floorMinor)]), href: report))
    }
    return figures
  }

  /// What the loss of each channel would cost, the one asked about marked.
  private static func comparison(
    _ request: PageRequest, _ question: WhatIfQuestion, _ rows: [ReportRow], _ names: [String: ChannelFacts], _ position: Int64
  ) -> Block {
    let words = request.words
    let title = words("manager.what_if.comparison")
    let scale = MoneyScale(request, highest: rows.map { $0.number("lost") }.max() ?? 0)
    let bars = rows.prefix(12).map { row in
      Bars.Bar(name: names.name(row.text("channel")), value: scale.value(row.number("lost")), isMarked: row.text("channel") == question.channel)
    }
    let svg = Bars(request.chartText(title, scale, asOf: position), bars: bars).svg(id: "losses")
    let asked = question.parameters(request, channel: nil)
    let cells = rows.map { row in
      let code = row.text("channel")
      let here = PathText.with(request.path, question.values.map { $0.0 == "channel" ? ("channel", code) : $0 } + request.timeValues)
      let report = PathText.with("/reports/channel-loss", request.values(of: question.parameters(request, channel: code)))
      return [
        DataTable.Cell(names.name(code), href: here), DataTable.Cell(words.numbers.whole(row.number("producers")), href: report),
        DataTable.Cell(request.figure(row.number("lost")), href: report), DataTable.Cell(words.numbers.whole(row.number("falls")), href: report),
      ]
    }
    let columns = [
      DataTable.Column(words("manager.channel")), DataTable.Column(request.heading("producers"), isNumber: true),
      DataTable.Column("\(request.heading("lost")), \(request.currencyName)", isNumber: true),
      DataTable.Column(words("manager.what_if.fallen"), isNumber: true),
    ]
    let table = DataTable(title, columns: columns, rows: cells, files: request.reportFiles("channel-loss-total", asked), hidesCaption: true)
    return .chart(ChartBlock(title, svg: svg, table: table))
  }

  /// Who would lose most, a page of them.
  private static func affected(_ request: PageRequest, _ question: WhatIfQuestion) async throws -> DataTable {
    let asked = question.parameters(request, channel: question.channel)
    var whole = asked
    whole.limit = PageRequest.sortedRowsMax
    let answer = try await request.ask("channel-loss", whole)
    let sorted = zip(answer.rows, answer.reportRows).sorted { left, right in
      let (a, b) = (left.1.number("lost"), right.1.number("lost"))
      return a == b ? left.1.text("producer") < right.1.text("producer") : a > b
    }.map(\.0)
    let shown = answer.with(sorted, hasMore: answer.hasMore).page(request.offset, PageRequest.managerRowsMax)
    let names = try await request.names(of: shown.reportRows.map { $0.text("producer") })
    let columns = ["producer", "before", "lost", "after"] + (question.floorMinor > 0 ? ["falls"] : [])
    var table = request.table(
      shown, report: "channel-loss", caption: request.words("manager.what_if.most_affected"), only: columns, parameters: asked, names: names,
      links: { column, row in
        // What she would lose is reckoned from what came through the channel, and what is left from all of her income.
        guard ["before", "lost", "after"].contains(column), case .text(let producer) = row[1] else { return nil }
        return column == "lost"
          ? request.explained("producer-revenue", question.years.name, [("producer", producer), ("channel", question.channel)])
          : request.explained("producer-dependence", question.years.name, [("producer", producer)])
      })
    (table.previous, table.next) = request.pages(
      offset: request.offset, shown: shown.rows.count, hasMore: shown.hasMore, PageRequest.managerRowsMax,
      values: question.values + request.timeValues)
    table.hidesCaption = true
    return table
  }
}
