import Auditing
import EventLog
import Exchange
import Notary
import ReadModels
import Transparency

/// An audit pack into an empty book: everything is checked before anything is recorded, and every report is compared afterwards.
struct BundleImport {
  let bundle: Bundle

  /// - Parameter key: a verifier key or a file that holds it; the pack's own when nil.
  init(_ path: String, key: String?) throws {
    bundle = try Bundle(at: path, key: try key.map { try KeyArgument.verifier($0) })
    if key == nil {
      Talk.say("The signature is checked by the pack's own key. Compare it with the one you were given, or name that with --key: \(bundle.key.text)")
    }
  }

  func run(_ workplace: Workplace, _ book: Book) async throws {
    let bars = BarHolders()
    let sums = try bundle.checkFiles { bars.show("Files", $0, of: $1) }
    try await bundle.restore(into: try await workplace.open(book, as: .owner)) { bars.show("Events", $0, of: $1) }
    bars.end()
    let (size, root) = (bundle.checkpoint.size, bundle.checkpoint.root)
    print("\(size) events, word for word as \(bundle.key.name) signed them; the root over them is the same: \(root)")
    try await Folding.catchUp(workplace, book)
    let reports = try await bundle.compareReports(sums, in: try await workplace.open(book, as: .reader), catalogue: try Catalogue.builtIn()) {
      bars.show("Reports", $0, of: $1)
    }
    bars.end()
    try tell(reports)
  }

  private func tell(_ reports: Bundle.ReportComparison) throws {
    print("\(reports.same.count) reports say the same as the pack's, to the last byte.")
    if !reports.unknown.isEmpty { print("Only one of this program and the pack has these reports: \(reports.unknown.joined(separator: ", ")).") }
    if !reports.definitions.isEmpty { print("This program defines otherwise than the pack: \(reports.definitions.joined(separator: ", ")).") }
    guard !reports.different.isEmpty else { return }
    let why = reports.definitions.isEmpty ? "The definitions are the same, so the pack's reports do not follow from its events." : ""
    throw Failure.refused("These reports say something else than the pack's: \(reports.different.joined(separator: ", ")). \(why)")
  }
}
