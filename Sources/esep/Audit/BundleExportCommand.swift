import ArgumentParser
import Auditing
import EventLog
import Exchange
import ReadModels

/// `esep export bundle`: the audit pack.
struct BundleExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle", abstract: "Write the audit pack: the whole book, checkable without Esep.",
    discussion: """
      One folder as of one signed checkpoint: the events, the tree over them, the SQL that makes the reports, the reports, the journal, and a sample of \
      payments traced to the batch and to the bank, with a README that says how to verify each with public tools. No personal data is in it.

      Give the verifier key by another way than the pack: esep checkpoint --key. To take a pack into an empty book: esep import FOLDER.

      Example: esep export bundle /media/usb/audit-2024 --sample 25
      """)

  @Argument(help: ArgumentHelp("A new or empty folder.", valueName: "folder"))
  var folder: String

  @Option(help: ArgumentHelp("How many payments to producers are drawn and traced.", valueName: "count"))
  var sample = 10

  @Option(
    help: ArgumentHelp(
      "What the draw depends on, such as a number the auditor names. Default: the beginning of the root's hash, which nobody can choose.",
      valueName: "seed"))
  var seed: String?

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    do { _ = try SampleRequest(count: sample, seed: seed) } catch { throw ValidationError("\(error.message).") }
  }

  func run() async throws {
    let request = try SampleRequest(count: sample, seed: seed)
    let catalogue = try Catalogue.builtIn()
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      let folder = try NewFolder(folder)
      // First signed, then folded: the read models reach at least as far as what was signed.
      let (checkpoint, key) = try await workplace.signedNow(book)
      _ = try await Folding.withoutSigning(workplace, book)
      let bars = BarHolders()
      let export = BundleExport(options: try await workplace.open(book, as: .reader), catalogue: catalogue, checkpoint: checkpoint, key: key)
      let summary = try await export.write(to: folder, sample: request) { bars.show($0.title, $1, of: $2) }
      bars.end()
      print(Self.text(summary, path: folder.path, signer: key.name))
      Talk.say("How to verify it is said in \(folder.path)/\(BundlePath.guide). The key to check it by, to be given by another way: \(key.text)")
    }
  }

  static func text(_ summary: BundleExport.Summary, path: String, signer: String) -> String {
    """
    \(path): \(summary.events) events as signed by \(signer), and \(summary.reports) reports as of that position.
    \(summary.drawn) of \(summary.payments) payments drawn by seed \(summary.seed) and traced to batch and bank: \(path)/\(BundlePath.sampleText)
    """
  }
}

extension BundleExport.Part {
  /// What stands before the bar.
  fileprivate var title: String {
    switch self {
    case .events: "Events"
    case .commits: "Commits"
    case .reports: "Reports"
    case .journal: "Journal"
    case .sample: "Sample"
    }
  }
}
