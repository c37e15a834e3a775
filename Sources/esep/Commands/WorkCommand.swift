import ArgumentParser
import EventLog
import Glibc
import Notary
import ReadModels

/// `esep work`: keeps a book's read models up to date and its log signed until it is stopped.
struct WorkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "work",
    abstract: "Keep a book's read models up to date and its log signed until stopped.",
    discussion: """
      Several may run; one folds at a time and another takes over when it dies. The log is signed within a second of growing, by the machine that has \
      its key; a refusal to sign is said, and folding goes on. Stop it with Ctrl-C or SIGTERM.
      """)

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let catalogue = try Catalogue.builtIn()
    try await Workplace.with(database) { workplace in
      let book = try await workplace.openOrCreate(database)
      let position = try await Folding.catchUp(workplace, book)
      Talk.say("Book “\(book)” is folded up to position \(position); following.")
      let owner = try await workplace.open(book, as: .owner)
      let worker = Worker(options: owner, catalogue: catalogue)
      let notary = Notary(options: owner, folder: try await workplace.keyFolder(book))
      try await StopSignal.run {
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { try await worker.follow() }
          group.addTask { try await sign(notary) }
          // Whichever ends first ends for a reason; the other is cancelled.
          defer { group.cancelAll() }
          try await group.next()
        }
      }
      await worker.close()
      await notary.close()
      // What came since the last look.
      await Signing.attempt(workplace, book)
      Talk.say("Stopped.")
    }
  }

  /// How long a refusal stands before the notary looks whether it still has to refuse.
  private var retryMilliseconds: Int { 60_000 }

  /// Signs whatever comes. A refusal is said once, until there is another.
  private func sign(_ notary: Notary) async throws {
    var said = ""
    while true {
      do { try await notary.follow() } catch let error as NotaryError {
        if error.message != said { Signing.refused(error) }
        said = error.message
      }
      try await Task.sleep(for: .milliseconds(retryMilliseconds))
    }
  }
}
