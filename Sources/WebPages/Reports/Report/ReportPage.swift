import Ledger
import ReadModels
import Web

/// One report with all that can be asked of it.
enum ReportPage {
  /// Rows of a page.
  static let rowsMax = 50

  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    guard let name = request.parameters["name"], let report = request.desk.catalogue.report(name), request.mayRead(name) else {
      return .notFound(words("reports.unknown"))
    }
    var asked = request.reportParameters()
    // Up to the end of a whole month: that is read from the tables, where any other past is summed from the entries.
    if let month = request.query("to-month").flatMap({ Int($0) }), let day = TimeSlider.lastDay(of: month) {
      (asked.to, asked.through) = (day, nil)
      if let from = asked.from, from > day { asked.from = nil }
      return .seeOther(PathText.with("/reports/\(name)", request.values(of: asked)))
    }
    if let position = request.query("position").flatMap({ Int64($0) }), position >= 0 {
      (asked.atPosition, asked.knownAt) = (position, nil)
      return .seeOther(PathText.with("/reports/\(name)", request.values(of: asked)))
    }
    let around = try await ReportSurroundings.of(request.desk, withChannels: report.asks("channel"))
    let form = ReportForm(request: request, report: report, channels: around.channels)
    let slider = TimeSlider(request: request, months: around.months, end: around.end, others: request.values(of: asked))
    var page = Page(
      request.title(of: name), area: request.readerArea, lead: request.note(of: name), hasTime: true,
      trail: [Link(words("reports.list.title"), request.link("/reports"))], [.form(form.form), slider.block])
    guard !form.isMistaken else { return .mistaken(page) }
    guard !report.needsProducer || asked.producer != nil else {
      page.blocks.append(.notice(Notice(.plain, words("reports.name_producer"))))
      return .page(page)
    }
    asked.limit = rowsMax
    asked.offset = request.offset
    do {
      let answer = try await request.desk.reporter.run(name, parameters: asked)
      page.asOfPosition = answer.asOfPosition
      page.blocks += [.table(try await table(request, answer, name, asked)), .links(links(request, report, asked))]
    } catch let error as ReadModelError where error.isTheReaders {
      page.blocks.append(.notice(Notice(.warning, request.told(error))))
      return .mistaken(page)
    }
    page.blocks.append(
      .details(summary: words("reports.definition"), [.verbatim(request.desk.catalogue.file(.report, name)?.text ?? report.body, label: report.file)])
    )
    return .page(page)
  }

  private static func table(_ request: PageRequest, _ answer: ReportAnswer, _ name: String, _ asked: ReportParameters) async throws -> DataTable {
    let producers = answer.columns.firstIndex { $0.name == "producer" }.map { place in answer.rows.map { $0[place].plainText } } ?? []
    let names = try await request.names(of: producers.filter { !$0.isEmpty })
    var table = request.table(answer, report: name, caption: request.title(of: name), parameters: asked, names: names)
    table.hidesCaption = true
    (table.previous, table.next) = request.pages(
      offset: asked.offset, shown: answer.rows.count, hasMore: answer.hasMore, rowsMax, values: request.values(of: asked))
    return table
  }

  private static func links(_ request: PageRequest, _ report: ReportDefinition, _ asked: ReportParameters) -> [Link] {
    [Link(request.words("reports.changes"), PathText.with("/changes/\(report.name)", request.values(of: asked)))]
  }
}

extension PageRequest {
  /// How many rows come before the page; never so many that counting past them takes long.
  var offset: Int { query("offset").flatMap { Int($0) }.map { min(max($0, 0), 1_000_000) } ?? 0 }

  /// The pages before and after this one.
  func pages(offset: Int, shown: Int, hasMore: Bool, _ size: Int, values: [(String, String)]) -> (Link?, Link?) {
    func at(_ offset: Int) -> String { PathText.with(path, values + (offset > 0 ? [("offset", String(offset))] : [])) }
    return (
      offset > 0 ? Link(words("reports.previous"), at(max(0, offset - size))) : nil,
      hasMore ? Link(words("reports.next", ["from": words.numbers.whole(Int64(offset + shown + 1))]), at(offset + shown)) : nil
    )
  }

  /// What could not be answered, in the reader's language.
  func told(_ error: ReadModelError) -> String {
    switch error.code {
    case .notFoldedYet: words("reports.problem.not_folded")
    case .notExplainable: words("reports.problem.not_explainable")
    case .wrongParameter: words("reports.problem.wrong_parameter")
    default: words("reports.problem.other")
    }
  }
}

extension ReadModelError {
  /// Whether it is about what the reader asked, and not about the book's state.
  var isTheReaders: Bool { [.notFoldedYet, .notExplainable, .wrongParameter, .unknownName].contains(code) }
}
