import ArgumentParser
import Exchange
import Office
import ReadModels

/// `esep export journal`: the journal for hledger.
struct JournalExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal", abstract: "Write the journal for hledger (plain text accounting).",
    discussion: """
      Every event is a balanced transaction that bears its position. 'hledger check' passes on it, and its balances are those of the report \
      trial-balance.

      Example: esep export journal --out book.journal && hledger -f book.journal check
      """)

  @Option(help: ArgumentHelp("First day, month or year: 2024, 2024-03 or 2024-03-15.", valueName: "date"))
  var from: String?

  @Option(help: ArgumentHelp("Last day, month or year.", valueName: "date"))
  var to: String?

  @Option(help: ArgumentHelp("The file. Default: standard output.", valueName: "file"))
  var out: String?

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    var parameters = ReportParameters()
    parameters.from = try from.map { try Moment.day($0, option: "--from", isEnd: false) }
    parameters.to = try to.map { try Moment.day($0, option: "--to", isEnd: true) }
    let (asked, catalogue) = (parameters, try Catalogue.builtIn())
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      try await Folding.catchUp(workplace, book)
      let file = try OutputStream(out)
      let position = try await workplace.withReader(book) { pool in
        try await JournalExport(reporter: Reporter(pool: pool, catalogue: catalogue)).write(parameters: asked) { text in
          var text = text
          try text.withUTF8 { try file.write(UnsafeRawBufferPointer($0)) }
        }
      }
      try file.close()
      Talk.say("Journal as of position \(position)\(out.map { ": \($0)" } ?? "").")
    }
  }
}
