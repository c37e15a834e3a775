import ArgumentParser
import EventLog
import Postgres
import ReadModels

/// `esep verify`: does everything agree with the log?
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that the log is whole, that entries and read models are what it says, row for row, and that every event balances.",
    discussion: "Exit status 1 when something is wrong; the first bad position is named.")

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let catalogue = try Catalogue.builtIn()
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      try await Folding.catchUp(workplace, book)
      let options = try await workplace.open(book, as: .writer)
      let problem = try await workplace.withReader(book) { try await $0.withSession { try $0.firstFlaw() } }
      if let problem {
        print("✗ the log: \(problem)")
        throw ExitStatus.refused
      }
      print("✓ the log: positions without holes, stream versions consecutive, commits whole")
      let result = try await Verifier(options: options, catalogue: catalogue).verify()
      show(result)
      let unbalanced = try await workplace.withReader(book) { pool in try await pool.withSession { try $0.unbalancedPositions(catalogue) } }
      print(
        unbalanced.first.map { "✗ double entry: debits and credits differ, first at position \($0)" }
          ?? "✓ double entry: debits equal credits in every event")
      guard result.isClean && unbalanced.isEmpty else { throw ExitStatus.refused }
      print("All of it as of position \(result.position).")
    }
  }

  private func show(_ result: Verification) {
    let entries = result.entries
    let isClean = entries.missing + entries.extra + entries.different == 0
    print(
      isClean
        ? "✓ \(entries.compared) entries: each as its event says"
        : "✗ entries: \(entries.missing) missing, \(entries.extra) extra, \(entries.different) different; first at position \(entries.examples.min()?.position ?? 0)"
    )
    for model in result.models { print("\(model.isEmpty ? "✓" : "✗") \(model)") }
    if !result.isClean { Talk.say("Mend entries and read models with: esep rebuild") }
  }
}
