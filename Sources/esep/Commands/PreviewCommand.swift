import ArgumentParser
import Foundation
import Office
import Projections
import ReadModels

/// `esep preview`: what files of SQL would change, before they are built in.
struct PreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Show what a changed read model, report or rule would change in money and for whom, before it goes live.",
    discussion: """
      A file takes the place of the one of the same name; one of a new name is added. Nothing is installed. Several files are looked at together. Reports
      that read what changes are compared too. 'esep rebuild --preview' does the same for all that a newer program defines otherwise.

      Example: esep preview Projections/Models/sales_by_producer.sql
      """)

  @Argument(help: ArgumentHelp("The files, in the form of those in Projections/.", valueName: "file.sql"))
  var files: [String]

  @OptionGroup var preview: PreviewOptions

  @OptionGroup var options: ReportOptions

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let format = try preview.checked()
    let catalogue = try Catalogue.builtIn()
    let proposed = try files.map { path in
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw Failure.refused("\(path) cannot be read as UTF-8 text") }
      return DefinitionFile(ProjectionFile(path: path, text: text), beside: catalogue)
    }
    let other = try catalogue.replacing(proposed)
    let parameters = try options.parameters(currency: .kgs)
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      try await Folding.catchUp(workplace, book)
      let found = try await workplace.withReader(book) { pool in
        try await preview.preview(Previewer(pool: pool, current: catalogue, proposed: other), parameters)
      }
      preview.print(found, format)
    }
  }
}

/// How a preview is made and printed.
struct PreviewOptions: ParsableArguments {
  @Option(
    name: .customLong("limit"), help: ArgumentHelp("How many rows to list at most for each; counts and totals are over all.", valueName: "rows"))
  var rowLimit = 20

  @Option(help: ArgumentHelp("table or json.", valueName: "format"))
  var format: OutputFormat = .table

  /// Whether all of it is as when nothing was said on the command line.
  var isUnsaid: Bool { rowLimit == 20 && format == .table }

  /// - Throws: `Failure` for a format that a preview does not have.
  func checked() throws -> OutputFormat {
    guard format != .csv else { throw Failure.usage("A preview is no single table; write --format table or --format json") }
    return format
  }

  func preview(_ previewer: Previewer, _ parameters: ReportParameters) async throws -> Preview {
    let bar = BarHolder("Preview")
    let found = try await previewer.preview(parameters, rowLimit: rowLimit) { done, all, _ in bar.show(Int64(done), of: Int64(all)) }
    bar.end()
    return found
  }

  func print(_ preview: Preview, _ format: OutputFormat) {
    format == .json ? Swift.print(PreviewJSON(preview: preview).text) : Swift.print(PreviewText(preview).text, terminator: "")
  }
}
