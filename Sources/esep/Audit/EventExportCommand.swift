import ArgumentParser
import Auditing

/// `esep export events`: every event, one a line.
struct EventExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events", abstract: "Write every event as a line of JSON.",
    discussion: """
      Line n is position n, in the very form that the tree hashes: canonical JSON (RFC 8785) with everything the log knows of the event.

      Example: esep export events | jq -c 'select(.type == "ProducerPaid")'
      """)

  @Option(help: ArgumentHelp("The file. Default: standard output.", valueName: "file"))
  var out: String?

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      let file = try OutputStream(out)
      let bar = BarHolder("Events")
      let end = try await EventExport(options: try await workplace.open(book, as: .reader)).write {
        bar.show($0, of: $1)
      } to: {
        try file.write($0)
      }
      bar.end()
      try file.close()
      Talk.say("\(end) events\(out.map { ": \($0)" } ?? "").")
    }
  }
}
