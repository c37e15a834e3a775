import ArgumentParser
import Auditing
import Exchange
import Ledger

/// `esep export page`: a page for the QR code on goods.
struct PageExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "page", abstract: "Write a public page about a batch, with a QR code that leads to it.",
    discussion: """
      A folder to put on any web server: the page in Kyrgyz, Russian and English, the QR code to print, and a proof that all of it stands in the signed \
      book. It tells where, when and by which group goods were made, what was checked, and the certificate; no prices and no buyers. Producers are \
      counted, and named only when they agreed to it (consent “public_name”).

      The pages have no script and ask nobody for anything. Make them again after something changed: a recall, a certificate, a consent.

      Example: esep export page KB-2024-0113 --address https://ovop.example/b/KB-2024-0113/ --out KB-2024-0113
      """)

  @Argument(help: ArgumentHelp("The batch.", valueName: "batch"))
  var batch: String

  @Option(help: ArgumentHelp("Where the page will be found: what the QR code says.", valueName: "url"))
  var address: String

  @Option(help: ArgumentHelp("The folder; made if it is not there, and pages of an earlier time in it are replaced.", valueName: "folder"))
  var out: String

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard address.hasPrefix("https://") || address.hasPrefix("http://") else {
      throw ValidationError("--address \(address): write the whole address, such as https://ovop.example/b/KB-7/")
    }
  }

  func run() async throws {
    let code: BatchCode = try Typed.code(batch, "The batch")
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      let signed = try await workplace.signedNow(book)
      // The writer, because names of people are kept from readers.
      let source = PageSource(options: try await workplace.open(book, as: .writer))
      guard let found = try await source.page(of: code, address: address, key: signed.key) else {
        throw Failure.refused("Book “\(book)” has no batch “\(code)”. The codes of batches with goods left: esep report stock")
      }
      try PageFolder(out).write(found.page, proof: found.proof.serialized)
      Talk.say("\(out): index.html (Kyrgyz), ru.html, en.html, \(PageFolder.code) to print, \(BatchPage.proofFile).")
    }
  }
}
