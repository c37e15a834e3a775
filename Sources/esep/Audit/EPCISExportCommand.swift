import ArgumentParser
import Auditing
import Exchange
import Ledger
import Office

/// `esep export epcis`: what happened to goods, for partners.
struct EPCISExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "epcis", abstract: "Write what happened to goods as an EPCIS 2.0 document (GS1, JSON-LD).",
    discussion: """
      Production, inspection, movement, sales, returns, recalls and corrections, in GS1's words (CBV 2.0); valid against GS1's JSON schema. What EPCIS has \
      no field for stands under the prefix “esep”, so that nothing is lost. Producers are named by code alone; prices are in it, so give it to whom they \
      concern.

      Things are named by URNs of this book, or by addresses of your own below --address.

      Example: esep export epcis --batch KB-2024-0113 --out KB-2024-0113.jsonld
      """)

  @Option(help: ArgumentHelp("Only what concerns this batch. May be repeated.", valueName: "batch"))
  var batch: [String] = []

  @Option(help: ArgumentHelp("First day, month or year: 2024, 2024-03 or 2024-03-15.", valueName: "date"))
  var from: String?

  @Option(help: ArgumentHelp("Last day, month or year.", valueName: "date"))
  var to: String?

  @Option(help: ArgumentHelp("Name things below this address, such as https://ovop.example/trace.", valueName: "url"))
  var address: String?

  @Option(help: ArgumentHelp("The file. Default: standard output.", valueName: "file"))
  var out: String?

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    var request = EPCISExport.Request()
    request.batches = try batch.map { try Typed.code($0, "--batch") }
    request.from = try from.map { try Moment.day($0, option: "--from", isEnd: false) }
    request.to = try to.map { try Moment.day($0, option: "--to", isEnd: true) }
    let (asked, names) = (request, try address.map(named))
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      let file = try OutputStream(out)
      let bar = BarHolder("Events")
      let export = EPCISExport(options: try await workplace.open(book, as: .reader), book: book.name, names: names)
      let summary = try await export.write(asked) {
        bar.show($0, of: $1)
      } to: { text in
        var text = text
        try text.withUTF8 { try file.write(UnsafeRawBufferPointer($0)) }
      }
      bar.end()
      try file.close()
      Talk.say("\(summary.facts) facts as of position \(summary.asOfPosition)\(out.map { ": \($0)" } ?? "").")
    }
  }

  private func named(_ address: String) throws -> EPCISNames {
    do throws(EPCISProblem) { return try EPCISNames(address: address) } catch { throw Failure.usage("--address: \(error)") }
  }
}
