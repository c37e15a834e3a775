import ArgumentParser
import Ledger
import Office
import Postgres
import ReadModels

/// `esep explain`: the events behind a figure.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show the events that made a figure of a report; they add up to it.",
    discussion: """
      As of a past position or moment, and about some days only, it takes the options of 'esep report'. By an older definition of the report, or of the
      read model or rule that it adds up: --definition; 'esep definitions' lists them.

      With --format json: report, title, as_of_position, where, definition and source (file and sha256 of what it is explained by), columns (name and
      kind), count, total, total_now (with --definition: by what counts now), and rows; each row is an event with position, occurred_on, recorded_at, type,
      stream, actor and what it adds to each column. Money in minor units, quantities in thousandths.

      Example: esep explain channel-share --where period=2024 --where channel=MUJI
      """)

  @Argument(help: ArgumentHelp("The report.", valueName: "report"))
  var name: String

  @Option(
    name: .customLong("where"), help: ArgumentHelp("The row: a column of the report and its value. May be repeated.", valueName: "column=value"))
  var conditions: [String] = []

  @Option(help: ArgumentHelp("How many events to list at most; the total is over all.", valueName: "count"))
  var limit = 50

  @Option(help: ArgumentHelp("By this version of a definition: the first digits of its SHA-256.", valueName: "sha256"))
  var definition: String?

  @OptionGroup var options: ReportOptions

  @Option(help: ArgumentHelp("table, csv or json.", valueName: "format"))
  var format: OutputFormat = .table

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let pairs = try conditions.map { text in
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { throw Failure.usage("--where \(text): write a column and its value, such as --where period=2024") }
      return (column: String(parts[0]), value: String(parts[1]))
    }
    let parameters = try options.parameters(currency: .kgs)
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      try await Folding.catchUp(workplace, book)
      let explanation = try await workplace.withReader(book) {
        try await FigureExplanation.of(
          name, where: pairs, parameters: parameters, by: definition, limit: limit, catalogue: try Catalogue.builtIn(), in: $0)
      }
      explanation.print(format)
    }
  }
}
