import ArgumentParser
import Ledger
import Office
import Postgres
import ReadModels

/// `esep changes`: where a report differs from what it said earlier.
struct ChangesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "Show what changed in a report since a month was closed, a position or a moment, and the events that did it.",
    discussion: """
      Both answers are about the same days; only what the book knew differs. Since a month was closed means: about the days up to its last one. With
      --at-position or --known-at the later of the two answers is as of then, and not of now.

      With --format json: report, from_position, as_of_position, keys, figures, explained, and changes; each with key, before and after (null: no row),
      event_count and events, which are as in 'esep explain'.

      Examples: esep changes producer-revenue --since-closed 2024-03
                esep changes stock --since-position 1200 --at-position 1500
                esep changes trial-balance --since-known-at 2024-03-31 --format json
      """)

  @Argument(help: ArgumentHelp("The report.", valueName: "report"))
  var name: String

  @Option(help: ArgumentHelp("Since this month was closed (for the last time).", valueName: "month"))
  var sinceClosed: String?

  @Option(help: ArgumentHelp("Since this position.", valueName: "position"))
  var sincePosition: Int64?

  @Option(help: ArgumentHelp("Since what the book knew at this moment, such as 2024-03-31T23:59:59Z.", valueName: "time"))
  var sinceKnownAt: String?

  @Option(help: ArgumentHelp("How many events to list at most a row.", valueName: "count"))
  var limit = 20

  @OptionGroup var options: ReportOptions

  @Option(help: ArgumentHelp("table, csv or json.", valueName: "format"))
  var format: OutputFormat = .table

  @OptionGroup var database: DatabaseOptions

  /// From when on changes are asked for.
  private enum Start {
    case closed(Month)
    case position(Int64)
    /// In microseconds since 1970 UTC.
    case moment(Int64)
  }

  func run() async throws {
    let catalogue = try Catalogue.builtIn()
    var parameters = try options.parameters(currency: .kgs)
    let start = try start()
    if case .closed(let month) = start, parameters.through == nil { parameters.through = month.days.upperBound }
    let asked = parameters
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      try await Folding.catchUp(workplace, book)
      let comparison = try await workplace.withReader(book) { pool in
        let position = try await Self.position(start, pool)
        return try await Comparer(pool: pool, catalogue: catalogue).compare(name, from: position, parameters: asked, eventLimit: limit)
      }
      Changes(name, comparison).print(format)
    }
  }

  private func start() throws -> Start {
    guard [sinceClosed != nil, sincePosition != nil, sinceKnownAt != nil].count(where: { $0 }) == 1 else {
      throw Failure.usage("Say since when: --since-closed 2024-03, or --since-position 1234, or --since-known-at 2024-03-31T23:59:59Z")
    }
    if let sincePosition { return .position(sincePosition) }
    if let sinceKnownAt { return .moment(try Moment.microseconds(sinceKnownAt, option: "--since-known-at")) }
    guard let month = Month(sinceClosed ?? "") else { throw Failure.usage("--since-closed \(sinceClosed ?? ""): write a month, such as 2024-03") }
    return .closed(month)
  }

  private static func position(_ start: Start, _ pool: Pool) async throws -> Int64 {
    switch start {
    case .position(let position): return position
    case .moment(let moment): return try await pool.withSession { try $0.positionKnown(at: moment) }
    case .closed(let month):
      guard let closed = try await pool.withSession({ try $0.positionClosed(month.description) }) else {
        throw Failure.refused("\(month) has not been closed; esep period list says which months are")
      }
      return closed
    }
  }
}
