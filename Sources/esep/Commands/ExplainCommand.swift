import ArgumentParser
import Exchange
import Ledger
import ReadModels

/// `esep explain`: the events behind a figure.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show the events that made a figure of a report; they add up to it.",
    discussion: "Example: esep explain channel-share --where period=2024 --where channel=MUJI")

  @Argument(help: ArgumentHelp("The report.", valueName: "report"))
  var name: String

  @Option(
    name: .customLong("where"), help: ArgumentHelp("The row: a column of the report and its value. May be repeated.", valueName: "column=value"))
  var conditions: [String] = []

  @Option(help: ArgumentHelp("How many events to list at most; the total is over all.", valueName: "count"))
  var limit = 50

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
    let catalogue = try Catalogue.builtIn()
    let parameters = try options.parameters(currency: .kgs)
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      try await Folding.catchUp(workplace, book)
      let cell = try await workplace.withReader(book) {
        try await Explainer(pool: $0, catalogue: catalogue).explain(name, where: pairs, parameters: parameters, limit: limit)
      }
      show(cell)
    }
  }

  private func show(_ cell: ExplainedCell) {
    let printer = ReportPrinter(format: format, currency: .kgs)
    if format == .json { return print(Self.json(cell)) }
    // For spreadsheets numbers without blanks, as reports have them.
    func texts(_ amounts: [Int64]) -> [String] {
      zip(cell.columns, amounts).map { format == .csv ? printer.plain($0, .int64($1)) : printer.shown($0, .int64($1)) }
    }
    let rows = cell.contributions.map { [String($0.position), $0.occurredOn.description, $0.type, $0.stream] + texts($0.amounts) }
    let total = ["", "", "total of \(cell.contributionCount) events", ""] + texts(cell.total)
    let titles = ["position", "occurred_on", "type", "stream"] + cell.columns.map(\.name)
    if format == .csv {
      for row in [titles] + rows + [total] { print(CSVText.line(row), terminator: "") }
      return
    }
    var table = TextTable(titles.enumerated().map { .init($1, isNumber: $0 == 0 || $0 > 3) })
    for row in rows { table.add(row) }
    if cell.contributionCount > cell.contributions.count {
      table.add(["…", "", "\(cell.contributionCount - Int64(cell.contributions.count)) more", ""] + cell.columns.map { _ in "" })
    }
    table.add(total)
    print(table.text(), terminator: "")
    print("As of position \(cell.asOfPosition).")
  }

  private static func json(_ cell: ExplainedCell) -> String {
    func amounts(_ values: [Int64]) -> [(name: String, value: String)] { zip(cell.columns, values).map { ($0.name, String($1)) } }
    let events = cell.contributions.map { line in
      JSONText.object(
        [
          ("position", String(line.position)), ("occurred_on", JSONText.string(line.occurredOn.description)),
          ("type", JSONText.string(line.type)), ("stream", JSONText.string(line.stream)),
        ] + amounts(line.amounts))
    }
    return JSONText.object([
      ("as_of_position", String(cell.asOfPosition)), ("count", String(cell.contributionCount)), ("total", JSONText.object(amounts(cell.total))),
      ("rows", "[\n" + events.joined(separator: ",\n") + "\n]"),
    ])
  }
}
