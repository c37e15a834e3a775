import ArgumentParser
import Auditing
import Exchange

/// `esep export tiles`: the tree for other programs.
struct TileExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tiles", abstract: "Write the log as files that any transparency log client reads.",
    discussion: """
      A folder as C2SP tlog-tiles has it, to be served by any web server: checkpoint, the tiles of the tree, and the events under tile/entries.

      Example: esep export tiles --out /srv/www/log
      """)

  @Option(help: ArgumentHelp("A new or empty folder. Default: tiles-<book>.", valueName: "folder"))
  var out: String?

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      let (checkpoint, key) = try await workplace.signedNow(book)
      let path = out ?? "tiles-\(book)"
      let folder = try NewFolder(path)
      let bar = BarHolder("Tiles")
      let omitted = try await TileExport(options: try await workplace.open(book, as: .reader), checkpoint: checkpoint).write(to: folder) {
        bar.show($0, of: $1)
      }
      bar.end()
      print("\(path): \(checkpoint.size) events as signed by \(key.name).")
      for file in omitted { Talk.say("Left out: \(file). An event in it is longer than the 65 535 bytes the format has room for.") }
    }
  }
}
