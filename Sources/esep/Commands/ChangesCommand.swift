import ArgumentParser
import Exchange
import Ledger
import ReadModels

/// `esep changes`: where a report differs from what it said earlier.
struct ChangesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "Show what changed in a report since a month was closed or since a position, and the events that did it.",
    discussion: """
      Both answers are about the same days; only what the book knew differs. Since a month was closed means: about the days up to its last one.

      Example: esep changes producer-revenue --since-closed 2024-03
      """)

  @Argument(help: ArgumentHelp("The report.", valueName: "report"))
  var name: String

  @Option(help: ArgumentHelp("Since this month was closed (for the last time).", valueName: "month"))
  var sinceClosed: String?

  @Option(help: ArgumentHelp("Since this position.", valueName: "position"))
  var sincePosition: Int64?

  @Option(help: ArgumentHelp("How many events to list at most a row.", valueName: "count"))
  var limit = 20

  @OptionGroup var options: ReportOptions

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let catalogue = try Catalogue.builtIn()
    var parameters = try options.parameters(currency: .kgs)
    guard (sinceClosed == nil) != (sincePosition == nil) else {
      throw Failure.usage("Say since when: --since-closed 2024-03, or --since-position 1234")
    }
    let month = try sinceClosed.map { text in
      guard let month = Month(text) else { throw Failure.usage("--since-closed \(text): write a month, such as 2024-03") }
      return month
    }
    if let month, parameters.through == nil { parameters.through = month.days.upperBound }
    let asked = parameters
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      try await Folding.catchUp(workplace, book)
      let comparison = try await workplace.withReader(book) { pool in
        var position = sincePosition ?? 0
        if let month {
          guard let closed = try await pool.withSession({ try $0.positionClosed(month.description) }) else {
            throw Failure.refused("\(month) has not been closed; esep period list says which months are")
          }
          position = closed
        }
        return try await Comparer(pool: pool, catalogue: catalogue).compare(name, from: position, parameters: asked, eventLimit: limit)
      }
      show(comparison)
    }
  }

  private func show(_ comparison: ReportComparison) {
    let printer = ReportPrinter(format: .table, currency: .kgs)
    guard !comparison.changes.isEmpty else {
      print("Nothing changed in \(name) between position \(comparison.from) and \(comparison.to).")
      return
    }
    for change in comparison.changes {
      let key = zip(comparison.keys, change.key).map { "\($0.name) \(printer.shown($0, $1))" }.joined(separator: ", ")
      print(key.isEmpty ? "the whole report" : key)
      var table = TextTable([.init("figure"), .init("then", isNumber: true), .init("now", isNumber: true)])
      for (index, column) in comparison.figures.enumerated() where change.before?[index] != change.after?[index] {
        table.add([column.name] + [change.before, change.after].map { cells in cells.map { printer.shown(column, $0[index]) } ?? "no row" })
      }
      print(table.text(), terminator: "")
      for event in change.events {
        let amounts = zip(comparison.explained, event.amounts).filter { $0.1 != 0 }.map { "\($0.name) \(printer.shown($0, .int64($1)))" }
        print("  \(event.position)  \(event.occurredOn)  \(event.type)  \(event.stream)  \(amounts.joined(separator: ", "))")
      }
      if change.eventCount > Int64(change.events.count) { print("  … \(change.eventCount - Int64(change.events.count)) more events") }
      print("")
    }
    print("Between position \(comparison.from) and \(comparison.to). Money in KGS.")
  }
}
