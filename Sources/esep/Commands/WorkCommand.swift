import ArgumentParser
import EventLog
import Glibc
import ReadModels

/// `esep work`: keeps a book's read models up to date until it is stopped.
struct WorkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "work",
    abstract: "Keep a book's read models up to date until stopped.",
    discussion: "Several may run; one folds at a time and another takes over when it dies. Stop it with Ctrl-C or SIGTERM.")

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let catalogue = try Catalogue.builtIn()
    try await Workplace.with(database) { workplace in
      let book = try await workplace.openOrCreate(database)
      let position = try await Folding.catchUp(workplace, book)
      Talk.say("Book “\(book)” is folded up to position \(position); following.")
      let worker = Worker(options: try await workplace.open(book, as: .owner), catalogue: catalogue)
      try await StopSignal.run { try await worker.follow() }
      await worker.close()
      Talk.say("Stopped.")
    }
  }
}
