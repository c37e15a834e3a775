import Ledger
import Office
import ReadModels
import Web

extension PageRequest {
  /// Rows of a page.
  static var managerRowsMax: Int { 50 }
  /// How much of a report is sorted or searched in memory at most: a year of a large programme's producers.
  static var sortedRowsMax: Int { 20_000 }

  /// What a manager's page asks a report: its own question at the time the reader looks at; nothing else of the query counts.
  func question(_ change: (inout ReportParameters) -> Void = { _ in }) -> ReportParameters {
    var asked = reportParameters()
    (asked.by, asked.from, asked.to, asked.channel, asked.producer, asked.recapturePercent) = (.year, nil, nil, nil, nil, nil)
    asked.incomeFloorMinor = 0
    change(&asked)
    return asked
  }

  /// The same about one year.
  func question(in year: Int, _ change: (inout ReportParameters) -> Void = { _ in }) -> ReportParameters {
    question { asked in
      (asked.from, asked.to) = (CalendarDate(year: year, month: 1, day: 1), CalendarDate(year: year, month: 12, day: 31))
      change(&asked)
    }
  }

  /// Asks a report, from the cache where it can.
  func ask(_ report: String, _ asked: ReportParameters) async throws -> ReportAnswer { try await desk.reporter.run(report, parameters: asked) }

  /// Where a figure of a year is explained.
  func explained(_ report: String, _ year: String, _ key: [(String, String)] = []) -> String {
    explainPath(report, [("period", year)] + key, question())
  }

  /// The years there are sales of, the newest first, and the one that the reader chose.
  func years() async throws -> Years {
    let answer = try await ask("trend", question())
    let years = answer.reportRows.compactMap { Int($0.text("period")) }.reversed()
    let chosen = query("year").flatMap { Int($0) }.flatMap { years.contains($0) ? $0 : nil }
    return Years(all: Array(years), chosen: chosen ?? years.first ?? 0, asOfPosition: answer.asOfPosition)
  }
}

/// The years of a book.
struct Years {
  /// The newest first; none in an empty book.
  let all: [Int]
  /// The one that is looked at; 0 where there is none.
  let chosen: Int
  let asOfPosition: Int64

  var name: String { String(chosen) }

  /// A form in which to choose the year; whatever else is asked for goes along.
  func form(_ request: PageRequest, _ others: [(String, String)] = []) -> Block {
    let hidden = (others + request.timeValues).map { Field($0.0, "", .hidden, value: $0.1) }
    let years = Field(
      "year", request.words("manager.year"), .select(all.prefix(60).map { (value: String($0), text: String($0)) }), value: name)
    return .form(Form(.get, request.path, fields: [years] + hidden, submit: request.words("manager.show")))
  }
}

extension ReportAnswer {
  /// The same with other rows, such as a page of them.
  func with(_ rows: [[ReadModels.Cell]], hasMore: Bool) -> ReportAnswer {
    ReportAnswer(asOfPosition: asOfPosition, title: title, columns: columns, rows: rows, hasMore: hasMore)
  }

  /// A page of its rows.
  func page(_ offset: Int, _ size: Int) -> ReportAnswer {
    with(Array(rows.dropFirst(offset).prefix(size)), hasMore: rows.count > offset + size || (hasMore && rows.count == offset + size))
  }
}
