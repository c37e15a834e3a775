import Ledger
import ReadModels
import Web

/// Where a report says something else than it said earlier, and the events that did it.
enum ChangesPage {
  /// A report with more rows is not compared: both answers are held at once.
  private static let comparedMax = 10_000
  /// Changed rows on a page.
  private static let shownMax = 50

  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let (words, desk) = (request.words, request.desk)
    guard let name = request.parameters["name"], let report = desk.catalogue.report(name), request.mayRead(name) else {
      return .notFound(words("reports.unknown"))
    }
    let asked = request.reportParameters()
    var page = Page(
      words("reports.changes.title", ["report": request.title(of: name)]), area: request.readerArea, lead: words("reports.changes.lead"),
      trail: [
        Link(words("reports.list.title"), request.link("/reports")),
        Link(request.title(of: name), PathText.with("/reports/\(name)", request.values(of: asked))),
      ], [.form(ChangesStart.form(request, months: try await ChangesStart.closedMonths(desk), others: request.values(of: asked)))])
    guard ChangesStart(request) != nil else { return .page(page) }
    do {
      switch try await compare(request, report, events: 5) {
      case .compared(let comparison, let asked):
        page.asOfPosition = comparison.to
        page.blocks += found(request, name, comparison, asked)
        return .page(page)
      case .refused(let why): page.blocks.append(.notice(Notice(.warning, why)))
      }
    } catch let error as ReadModelError where error.isTheReaders {
      page.blocks.append(.notice(Notice(.warning, request.told(error))))
    }
    return .mistaken(page)
  }

  /// What comparing came to: the differences and what was asked, or why it cannot be done.
  enum Compared {
    case compared(ReportComparison, ReportParameters)
    case refused(String)
  }

  /// Compares as the query says, unless that would take too much.
  static func compare(_ request: PageRequest, _ report: ReportDefinition, events: Int) async throws -> Compared {
    let (words, desk) = (request.words, request.desk)
    guard let start = ChangesStart(request) else { return .refused(words("reports.changes.unreadable")) }
    var asked = request.reportParameters()
    guard !report.needsProducer || asked.producer != nil else { return .refused(words("reports.name_producer")) }
    // What changed in a month since it was closed is about the days up to its last one.
    if case .closed(let month) = start, asked.through == nil { asked.through = month.days.upperBound }
    guard let position = try await start.position(in: desk) else { return .refused(words("reports.changes.never_closed")) }
    var last = asked
    (last.limit, last.offset) = (1, comparedMax)
    guard try await desk.reporter.run(report.name, parameters: last).rows.isEmpty else {
      return .refused(words("reports.changes.too_long", ["count": words.numbers.whole(Int64(comparedMax))]))
    }
    return .compared(try await desk.comparer.compare(report.name, from: position, parameters: asked, eventLimit: events), asked)
  }

  private static func found(_ request: PageRequest, _ name: String, _ comparison: ReportComparison, _ asked: ReportParameters) -> [Block] {
    let words = request.words
    let stretch = words(
      "reports.changes.between", ["from": words.numbers.whole(comparison.from), "to": words.numbers.whole(comparison.to)])
    guard !comparison.changes.isEmpty else { return [.notice(Notice(.good, "\(stretch) \(words("reports.changes.none"))"))] }
    let offset = min(request.offset, comparison.changes.count)
    let shown = comparison.changes.dropFirst(offset).prefix(shownMax)
    let headings = comparison.keys.map { DataTable.Column(request.heading($0.name)) }
    let columns: [DataTable.Column] =
      headings + [
        .init(words("reports.changes.figure")), .init(words("reports.changes.before"), isNumber: true),
        .init(words("reports.changes.after"), isNumber: true),
        .init(words("reports.changes.difference"), isNumber: true), .init(words("reports.changes.events")),
      ]
    let rows = shown.flatMap { ChangeRows(request, name, comparison, asked).rows($0) }
    var table = DataTable(words("reports.changes.rows"), columns: columns, rows: rows)
    var values = request.query.filter { $0.key != "offset" }.sorted { $0.key < $1.key }.flatMap { name, all in all.prefix(1).map { (name, $0) } }
    values.removeAll { $0.1.isEmpty }
    table.files = TableFiles(csv: PathText.with("/changes/\(PathText.segment(name))/csv", values))
    (table.previous, table.next) = request.pages(
      offset: offset, shown: shown.count, hasMore: offset + shown.count < comparison.changes.count, shownMax, values: values)
    return [.text("\(stretch) \(words.count("reports.changes.count", Int64(comparison.changes.count)))"), .table(table)]
  }
}
