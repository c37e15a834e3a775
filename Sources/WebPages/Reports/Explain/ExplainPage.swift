import Ledger
import Office
import ReadModels
import Web

/// A figure of a report, down to the events that made it.
enum ExplainPage {
  private static let eventsMax = 100

  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    guard let name = request.parameters["name"], let report = request.desk.catalogue.report(name), request.mayRead(name) else {
      return .notFound(words("reports.unknown"))
    }
    let conditions = conditions(request, report)
    let after = max(0, request.query("after").flatMap { Int64($0) } ?? 0)
    let asked = request.reportParameters()
    var page = Page(
      words("reports.explain.title", ["report": request.title(of: name)]), area: request.readerArea, hasTime: true,
      trail: [
        Link(words("reports.list.title"), request.link("/reports")),
        Link(request.title(of: name), PathText.with("/reports/\(name)", request.values(of: asked))),
      ], [])
    do {
      let by = try await ExplainedBy.asked(request, report)
      let cell = try await by.explainer.explain(name, where: conditions, parameters: asked, limit: after > 0 ? 0 : eventsMax)
      page.asOfPosition = cell.asOfPosition
      let list =
        after > 0 ? try await by.explainer.explain(name, where: conditions, parameters: asked, after: after, limit: eventsMax) : cell
      page.blocks = try await by.notice(request, cell, conditions, asked)
      page.blocks += [
        .facts(row(request, report, conditions)), .figures(totals(request, cell)),
        .text(words.count("reports.explain.count", cell.contributionCount)),
        .table(events(request, list, isFirst: after == 0, total: cell)), definition(request, by),
      ]
      page.blocks += try await ExplainedBy.links(request, report)
    } catch let problem as OfficeProblem {
      page.blocks = [.notice(Notice(.warning, problem.message, link: Link(request.title(of: name), request.link("/reports/\(name)"))))]
      return .mistaken(page)
    } catch let error as ReadModelError where error.isTheReaders {
      page.blocks = [.notice(Notice(.warning, request.told(error), link: Link(request.title(of: name), request.link("/reports/\(name)"))))]
      return .mistaken(page)
    }
    return .page(page)
  }

  /// The row that is asked about, from `where.…` of the query, in the order of the report's columns.
  static func conditions(_ request: PageRequest, _ report: ReportDefinition) -> [(column: String, value: String)] {
    request.query.filter { $0.key.hasPrefix("where.") }.flatMap { name, values in
      values.prefix(1).map { (column: String(name.dropFirst(6)), value: $0) }
    }.sorted { (place(of: $0.column, report), $0.column) < (place(of: $1.column, report), $1.column) }
  }

  private static func place(of column: String, _ report: ReportDefinition) -> Int { report.columns.firstIndex { $0.name == column } ?? .max }

  private static func row(
    _ request: PageRequest, _ report: ReportDefinition, _ conditions: [(column: String, value: String)]
  ) -> [(name: String, value: [Inline])] {
    conditions.map { condition in
      let column = report.columns.first { $0.name == condition.column } ?? ReportColumn(name: condition.column, kind: .text)
      let row: [ReadModels.Cell] = [condition.value.isEmpty ? .null : .text(condition.value)]
      let cell = CellWriter(request, [column], report: "", asked: request.reportParameters()).cell(row, at: 0)
      return (request.heading(condition.column), [Inline(cell.text, href: cell.href)])
    }
  }

  private static func totals(_ request: PageRequest, _ cell: ExplainedCell) -> [Figure] {
    zip(cell.columns, cell.total).map { column, total in
      Figure(request.heading(column.name), request.explained(total, column, withCurrency: true), href: nil)
    }
  }

  private static func events(_ request: PageRequest, _ list: ExplainedCell, isFirst: Bool, total: ExplainedCell) -> DataTable {
    let words = request.words
    let fixed: [DataTable.Column] = [
      .init(request.heading("position"), isNumber: true), .init(request.heading("occurred_on")), .init(words("reports.explain.event")),
      .init(words("reports.explain.document")), .init(words("reports.explain.by")),
    ]
    let mayOpen = request.identity?.may(.readLog) == true
    let rows = list.contributions.map { event -> [DataTable.Cell] in
      let href = mayOpen ? "/log/\(event.position)" : nil
      return [
        .init(words.numbers.whole(event.position), href: href), .init(request.day(event.occurredOn.description)),
        .init(words(family: "event", event.type)), .init(event.stream, href: request.place(of: "stream", event.stream)), .init(event.actor),
      ] + zip(list.columns, event.amounts).map { .init(request.explained($1, $0)) }
    }
    var table = DataTable(
      words("reports.explain.events"), columns: fixed + list.columns.map { .init(title($0, request), isNumber: true) }, rows: rows,
      footer: [.init(words("reports.explain.total")), .init(""), .init(""), .init(""), .init("")]
        + zip(total.columns, total.total).map { .init(request.explained($1, $0)) }, empty: words("reports.explain.none"))
    var rest = request.query.filter { $0.key != "after" }.sorted { $0.key < $1.key }.flatMap { name, values in values.prefix(1).map { (name, $0) } }
    table.files = TableFiles(csv: PathText.with(request.path + "/csv", rest))
    if !isFirst { table.previous = Link(words("reports.explain.first"), PathText.with(request.path, rest)) }
    if let last = list.contributions.last, list.contributionCount > Int64(list.contributions.count) {
      rest.append(("after", String(last.position)))
      table.next = Link(words("reports.explain.further"), PathText.with(request.path, rest))
    }
    return table
  }

  private static func title(_ column: ReportColumn, _ request: PageRequest) -> String {
    column.kind == .money ? "\(request.heading(column.name)), \(request.currencyName)" : request.heading(column.name)
  }

  /// What the figure is by: the report's own text, and that of the read model or rule it adds up.
  private static func definition(_ request: PageRequest, _ by: ExplainedBy) -> Block {
    let files = [by.catalogue.file(.report, by.report.name), by.catalogue.source(of: by.report)].compactMap { $0 }
    return .details(
      summary: request.words("reports.definition"),
      files.flatMap { file -> [Block] in [.text("\(file.file) · SHA-256 \(file.hash)"), .verbatim(file.text, label: file.file)] })
  }
}

extension PageRequest {
  /// An amount of an explanation, by the kind of its column.
  func explained(_ amount: Int64, _ column: ReportColumn, withCurrency: Bool = false) -> String {
    switch column.kind {
    case .money: withCurrency ? money(amount) : words.numbers.decimal(amount, places: desk.currency.decimals)
    case .amount:
      // Of which currency, the row says; without one the amounts of several would be added up, and nobody asks for that.
      query("where.currency").map { withCurrency ? self.amount(amount, $0) : words.numbers.decimal(amount, places: Currency($0)?.decimals ?? 2) }
        ?? words.numbers.decimal(amount, places: 2)
    case .quantity: quantity(amount)
    default: words.numbers.whole(amount)
    }
  }
}
