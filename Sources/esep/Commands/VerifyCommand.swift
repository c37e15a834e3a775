import ArgumentParser
import EventLog
import Office
import ReadModels

/// `esep verify`: does everything agree with the log, and the log with what was signed?
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check the log against its rules and everything that was signed, and entries and read models against the log, row for row.",
    discussion: """
      The log: every event is read and hashed; positions, streams and commits are whole; each event is the one that the tree remembers; the tree has \
      the roots that were signed, in the database and in the note that ESEP_HOME/notary keeps outside it.
      Entries and read models: made anew from every event and compared with the tables. Every event's debits equal its credits.

      Exit status 1 when something is wrong. Everything found is listed, the first bad position first in each part and named again at the end. Nothing \
      is changed and nothing signed.
      """)

  /// A part of the work.
  enum Part: String, ExpressibleByArgument, CaseIterable {
    /// The log, its tree and its signatures.
    case log
    /// Entries, read models and double entry.
    case models
  }

  @Option(help: ArgumentHelp("Only the log and its signatures, or only entries and read models.", valueName: "part"))
  var only: Part?

  @Option(help: ArgumentHelp("How many connections work at once. Default: one a core.", valueName: "number"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "The verifier key, or a file that holds it, for a machine that does not sign this book. Default: that in ESEP_HOME/notary.",
      valueName: "vkey"))
  var key: String?

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if let jobs, !(1...64).contains(jobs) { throw ValidationError("--jobs is a number from 1 to 64.") }
  }

  func run() async throws {
    let catalogue = try Catalogue.builtIn()
    let key = try key.map { try KeyArgument.verifier($0) }
    let jobs = jobs ?? Verifier.jobsDefault
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      let bars = BarHolders()
      var findings = Findings {
        bars.end()
        print($0.text)
      }
      let reader = try await workplace.open(book, as: .reader)
      if only != .models {
        let folder = try? await workplace.keyFolder(book)
        try await LogExamination(book, options: reader, folder: folder, key: key, jobs: jobs).run(&findings) { bars.show("Log", $0, of: $1) }
      }
      if only != .log {
        try await ModelExamination(options: reader, catalogue: catalogue, jobs: jobs).run(&findings) {
          try await Folding.withoutSigning(workplace, book)
        } progress: {
          bars.show("Entries and read models", $0, of: $1)
        }
      }
      bars.end()
      try findings.conclude(book)
    }
  }
}
