import ArgumentParser
import Bookkeeping
import EventLog
import Ledger
import Office

/// `esep recall`: takes a batch from sale everywhere at once, and says whom it reached.
struct RecallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recall",
    abstract: "Recall a batch, and list every sale, place and producer it concerns.",
    discussion: """
      What lies with us and at outlets goes to quarantine, what is on its way goes there when it arrives, and nothing of the batch can be sold any more. \
      Then it prints each sale the batch went into and what of it may still be out, where the goods lie, and who made them. With --dry-run it records \
      nothing and prints only.

      With --format json one object: batch, product, produced_on, produced, recalled (the reason or null), still_out, and the arrays sales (sale, sold_on, \
      channel, outlet, country, quantity, restocked, still_out), places (place, on_hand, in_transit) and producers (producer, contribution); quantities in \
      thousandths.

      Example: esep recall KB-2024-0113 --reason "dye fails the test" --by "quality committee"
      """)

  @Argument(help: ArgumentHelp("The batch.", valueName: "batch"))
  var batch: String

  @Option(help: ArgumentHelp("Why it is recalled, or why the recall is lifted.", valueName: "text"))
  var reason: String?

  @Option(help: ArgumentHelp("Who says so: a committee, a laboratory, an office.", valueName: "name"))
  var by: String?

  @Option(help: ArgumentHelp("The day it is done, such as 2024-04-05. Default: today.", valueName: "date"))
  var on: String?

  @Flag(help: "Lift the recall: what lies in quarantine can be sold again.")
  var lift = false

  @Flag(help: "Record nothing; only print what the batch has reached.")
  var dryRun = false

  @Option(help: ArgumentHelp("table, csv (the sales alone) or json.", valueName: "format"))
  var format: OutputFormat = .table

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard !dryRun else { return }
    let doing = lift ? "lifting a recall" : "a recall"
    guard reason != nil else { throw ValidationError("Say why with --reason TEXT: \(doing) has a reason. Or look first with --dry-run.") }
    guard by != nil else { throw ValidationError("Say who decided it with --by NAME. Or look first with --dry-run.") }
  }

  func run() async throws {
    let code: BatchCode = try Typed.code(batch, "The batch")
    let date = try Typed.day(on)
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      try await workplace.withLog(book) { log in
        if !dryRun { try await record(code, date, in: log) }
        try await BatchReach(of: code, in: log).print(format)
      }
      if !dryRun { try await Folding.catchUp(workplace, book) }
    }
  }

  private func record(_ batch: BatchCode, _ date: CalendarDate, in log: SharedLog) async throws {
    let (reason, by) = (reason ?? "", by ?? "")
    let command: ProductionCommand =
      lift
      ? .liftRecall(LiftRecall(batch: batch, reason: reason, by: by, date: date))
      : .recall(RecallBatch(batch: batch, reason: reason, by: by, date: date))
    let verdict = try await Bookkeeper(log: log, author: "recall").record([Instruction(.production(command))])[0]
    if case .refused(let refusal) = verdict { throw Failure.refused(refusal.message) }
    Talk.say(verdict == .unchanged ? "It was so before; nothing changed." : "Batch \(batch) is \(lift ? "no longer recalled" : "recalled").")
  }
}
