import ArgumentParser
import Exchange
import Foundation
import Ledger
import Projections
import ReadModels

/// `esep rebuild`: read models made anew from the log.
struct RebuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Make read models anew, beside the live ones, and swap them in.",
    discussion: """
      Without names everything is rebuilt from the log; with names only those, from the entries there are. Readers go on meanwhile. What differed
      from the live tables is told in money. Stopped half-way, it takes up where it was.

      With --preview nothing is rebuilt: it shows what would change in money and for whom, if the book answered by this program's definitions instead of
      those it was last prepared by. For a newer program, before anything else is done with it.
      """)

  @Argument(help: ArgumentHelp("Read models. Left out: all of them, and the entries.", valueName: "name"))
  var names: [String] = []

  @Flag(name: .customLong("preview"), help: "Show what this program's definitions would change, and change nothing.")
  var isPreview = false

  @OptionGroup var preview: PreviewOptions

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let catalogue = try Catalogue.builtIn()
    if isPreview { return try await showPreview(catalogue) }
    guard preview.isUnsaid else { throw Failure.usage("--limit and --format are for --preview; a rebuild prints a line a read model") }
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      try await Folding.catchUp(workplace, book)
      let bar = BarHolder("Rebuild")
      let result = try await Rebuilder(options: try await workplace.open(book, as: .owner), catalogue: catalogue)
        .rebuild(names.isEmpty ? .everything : .models(names)) { bar.show($0) }
      bar.end()
      if result.wasResumed { Talk.say("Took up a rebuild that had been stopped.") }
      for difference in result.differences { print(difference) }
      print("Rebuilt as of position \(result.position).")
    }
  }

  /// Against what the book answers by now. Catching up first would put the new definitions in their place.
  private func showPreview(_ catalogue: Catalogue) async throws {
    let format = try preview.checked()
    for name in names where catalogue.model(name) == nil {
      throw Failure.usage("There is no read model “\(name)”. There are: \(catalogue.models.map(\.name).joined(separator: ", ")).")
    }
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      let found = try await workplace.withReader(book) { pool in
        guard let live = try await Catalogue.live(in: pool) else {
          throw Failure.refused("The book keeps no definitions yet to compare with; an earlier program made its tables. The next command keeps them.")
        }
        // Years are of the file of their months.
        let chosen = names.compactMap { name in catalogue.file(.model, catalogue.model(name)?.months ?? name) }
        let proposed = try names.isEmpty ? catalogue : live.replacing(chosen)
        return try await preview.preview(Previewer(pool: pool, current: live, proposed: proposed), ReportParameters())
      }
      preview.print(found, format)
    }
  }
}

/// `esep try`: a SELECT file run without installing it.
struct TryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try",
    abstract: "Run a read model or report from a file against the book, without installing it.",
    discussion: "The file has the form of those in Projections/. Nothing it says can change the book.")

  @Argument(help: ArgumentHelp("The file.", valueName: "file.sql"))
  var file: String

  @OptionGroup var options: ReportOptions

  @Option(help: ArgumentHelp("table, csv or json.", valueName: "format"))
  var format: OutputFormat = .table

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { throw Failure.refused("\(file) cannot be read as UTF-8 text") }
    let catalogue = try Catalogue.builtIn()
    let parameters = try options.parameters(currency: .kgs)
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      try await Folding.catchUp(workplace, book)
      let answer = try await workplace.withReader(book) {
        try await Trial(pool: $0, catalogue: catalogue).run(ProjectionFile(path: file, text: text), parameters: parameters)
      }
      ReportPrinter(format: format, currency: .kgs).print(answer)
    }
  }
}
