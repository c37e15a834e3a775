import ArgumentParser
import EventLog
import Exchange
import Ledger
import Postgres
import ReadModels
import Synchronization

/// `esep report`: a report by name, or the list of them.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Print a report, or list the reports.",
    discussion: "Example: esep report channel-share --by quarter --from 2024 --format csv")

  @Argument(help: ArgumentHelp("The report, such as channel-share. Left out: the list of all reports.", valueName: "name"))
  var name: String?

  @OptionGroup var options: ReportOptions

  @Option(help: ArgumentHelp("Print at most so many rows. Left out: \(Self.tableRows) in a table, all in csv and json.", valueName: "rows"))
  var limit: Int?

  @Option(help: ArgumentHelp("Pass over so many rows before, together with --limit.", valueName: "rows"))
  var offset = 0

  @Option(help: ArgumentHelp("table, csv or json.", valueName: "format"))
  var format: OutputFormat = .table

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let catalogue = try Catalogue.builtIn()
    guard let name else { return Self.list(catalogue) }
    guard let report = catalogue.report(name) else {
      throw Failure.usage("There is no report “\(name)”. The reports are: \(catalogue.reports.map(\.name).joined(separator: ", "))")
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
    let answer = try await reporter.run(report.name, parameters: asked)
    ReportPrinter(format: format, currency: .kgs).print(answer)
    guard answer.hasMore, let limit = asked.limit else { return }
    Talk.say(
      "These are rows \(offset + 1) to \(offset + answer.rows.count); there are more. The next: --limit \(limit) --offset \(offset + answer.rows.count)."
        + " All of them: --format csv.")
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
