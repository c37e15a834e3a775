import ArgumentParser
import EventLog
import Exchange
import Foundation
import Ledger
import Postgres
import ReadModels
import Synchronization

/// `esep report`: a report by name, or the list of them.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Print a report, or list the reports.",
    discussion: """
      Examples: esep report channel-share --by quarter --from 2024 --format csv
                esep report producer-revenue --from 2024 --format xlsx > revenue-2024.xlsx
      """)

  @Argument(help: ArgumentHelp("The report, such as channel-share. Left out: the list of all reports.", valueName: "name"))
  var name: String?

  @OptionGroup var options: ReportOptions

  @Option(help: ArgumentHelp("Print at most so many rows. Left out: \(Self.tableRows) in a table, all in csv, json and xlsx.", valueName: "rows"))
  var limit: Int?

  @Option(help: ArgumentHelp("Pass over so many rows before, together with --limit.", valueName: "rows"))
  var offset = 0

  @Option(help: ArgumentHelp("table, csv, json, or xlsx: an Excel workbook, for a file.", valueName: "format"))
  var format: ReportFormat = .table

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let catalogue = try Catalogue.builtIn()
    guard let name else { return Self.list(catalogue) }
    guard let report = catalogue.report(name) else {
      throw Failure.usage("There is no report “\(name)”. The reports are: \(catalogue.reports.map(\.name).joined(separator: ", "))")
    }
    if format == .xlsx, isatty(STDOUT_FILENO) != 0 {
      throw Failure.usage("A workbook is no text for a terminal. Put it into a file: esep report \(name) --format xlsx > \(name).xlsx")
    }
    var parameters = try options.parameters(currency: .kgs)
    (parameters.limit, parameters.offset) = (limit ?? (format == .table ? Self.tableRows : nil), offset)
    let asked = parameters
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      try await Folding.catchUp(workplace, book)
      try await workplace.withReader(book) { try await show(report, asked, Reporter(pool: $0, catalogue: catalogue)) }
    }
  }

  /// Rows of a table when nobody says how many: more than anybody reads at once, and nothing to wait for. A journal may have fifty million.
  static let tableRows = 1_000

  private func show(_ report: ReportDefinition, _ asked: ReportParameters, _ reporter: Reporter) async throws {
    if format == .csv, asked.limit == nil {
      // Row by row: a report may be longer than memory holds.
      let csv = ReportCSV(columns: report.columns, currency: .kgs)
      let isBegun = Atomic(false)
      @Sendable func begin() { if !isBegun.exchange(true, ordering: .relaxed) { print(csv.header, terminator: "") } }
      _ = try await reporter.forEachRow(of: report.name, parameters: asked) { row in
        begin()
        print(csv.line(row), terminator: "")
      }
      begin()
      return
    }
    guard let text = format.text else { return try await printWorkbook(report, asked, reporter) }
    let answer = try await reporter.run(report.name, parameters: asked)
    ReportPrinter(format: text, currency: .kgs).print(answer)
    guard answer.hasMore, let limit = asked.limit else { return }
    Talk.say(
      "These are rows \(offset + 1) to \(offset + answer.rows.count); there are more. The next: --limit \(limit) --offset \(offset + answer.rows.count)."
        + " All of them: --format csv.")
  }

  /// Written to a file first: a workbook's parts are ended when its last row is known.
  private func printWorkbook(_ report: ReportDefinition, _ asked: ReportParameters, _ reporter: Reporter) async throws {
    let path = NSTemporaryDirectory() + "/esep-report-\(UUID().uuidString)\(Workbook.suffix)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let workbook = try ReportWorkbook(path: path, name: report.name, title: report.title, columns: report.columns, currency: .kgs)
    if asked.limit == nil {
      _ = try await reporter.forEachRow(of: report.name, parameters: asked) { try workbook.add($0) }
    } else {
      for row in try await reporter.run(report.name, parameters: asked).rows { try workbook.add(row) }
    }
    try workbook.finish()
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? file.close() }
    while let piece = try file.read(upToCount: 64 << 10), !piece.isEmpty { try FileHandle.standardOutput.write(contentsOf: piece) }
  }

  private static func list(_ catalogue: Catalogue) {
    var table = TextTable([.init("report"), .init("what it says")])
    for report in catalogue.reports { table.add([report.name, report.title]) }
    print(table.text(), terminator: "")
  }
}

extension Workplace {
  /// Lends a pool of connections that can read a book and nothing more.
  func withReader<T>(_ book: Book, _ body: (Pool) async throws -> T) async throws -> T {
    try await withPool(try await open(book, as: .reader), size: 2, body)
  }
}
