import ArgumentParser
import EventLog
import Exchange
import Ledger
import Office
import Postgres
import ReadModels

/// `esep reconcile CHANNEL`: a channel's statements against what was sold.
struct ReconcileCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract: "Match a channel's statements with what was sold, and say what needs a person.",
    discussion: """
      Only what is beyond doubt is matched by itself: a line that names its sale, return or receipt; one that is like a single sale by product, \
      quantity, date and amount; one that is the exact sum of sales and of no others. The rest is listed with the alternatives, for a person to choose. \
      Charges are taken within the channel's tolerance. Exit status 0 also when there is something left to do.

      With --match, --accept, --unmatch, --dispute, --resolve or --apply only that is recorded, and nothing is matched by itself.

      Example:
        esep reconcile SHOP
        esep reconcile SHOP --statement ST-2024-03 --match 4=S-88121,S-88130
        esep reconcile SHOP --statement ST-2024-03 --match 6=R-7@S-88121
        esep reconcile SHOP --tolerance 5.00 --from 2024-01-01
      """)

  @Argument(help: ArgumentHelp("The channel.", valueName: "channel"))
  var channel: String

  @Option(help: ArgumentHelp("Only this statement. Default: all that are not settled.", valueName: "number"))
  var statement: String?

  @Option(help: ArgumentHelp("The day of what is recorded. Default: today.", valueName: "date"))
  var on: String?

  @Option(
    help: ArgumentHelp(
      "What a line stands for, by a person's word. With --reason a difference is disputed. May be repeated.", valueName: "line=sale,…")
  )
  var match: [String] = []

  @Option(
    help: ArgumentHelp(
      "Take a charge or the commission as the line says. With --reason a difference is disputed. May be repeated.", valueName: "line")
  )
  var accept: [String] = []

  @Option(help: ArgumentHelp("Take a match back; needs --reason.", valueName: "line"))
  var unmatch: String?

  @Option(help: ArgumentHelp("Dispute part of a line, or of 'all' the statement; needs --amount and --reason.", valueName: "line"))
  var dispute: String?

  @Option(help: ArgumentHelp("End the dispute about a line, or about 'all'; needs --outcome and --reason.", valueName: "line"))
  var resolve: String?

  @Option(help: ArgumentHelp("recovered: the channel owes it again; written_off: it is given up.", valueName: "outcome"))
  var outcome: String?

  @Option(help: ArgumentHelp("Apply a receipt that waits in suspense; --amount for a part of it.", valueName: "payout"))
  var apply: String?

  @Option(help: ArgumentHelp("In the statement's currency, such as 120.50.", valueName: "amount"))
  var amount: String?

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var reason: String?

  @Option(help: ArgumentHelp("By how much a line may differ without a person; needs --from.", valueName: "amount"))
  var tolerance: String?

  @Option(help: ArgumentHelp("The first day a tolerance holds.", valueName: "date"))
  var from: String?

  @Flag(help: "Say what would be matched and record nothing. Others wait with recording meanwhile.")
  var dryRun = false

  @Option(help: ArgumentHelp("table, csv or json.", valueName: "format"))
  var format: OutputFormat = .table

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let code: ChannelCode = try Typed.code(channel, "The channel")
    let date = try Typed.day(on)
    let named: StatementCode? = try statement.map { try Typed.code($0, "--statement") }
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      try await Folding.catchUp(workplace, book)
      try await workplace.withReader(book) { reader in
        if dryRun {
          let log = try await TransactionLog(options: try await workplace.open(book, as: .writer))
          do { try await run(Reconciliation(channel: code, log: log, reader: reader, date: date), named) } catch {
            await log.discard()
            throw error
          }
          await log.discard()
        } else {
          try await workplace.withLog(book) { try await run(Reconciliation(channel: code, log: $0, reader: reader, date: date), named) }
        }
      }
      if !dryRun { try await Folding.catchUp(workplace, book) }
    }
  }

  private var orders: ReconcileOrders {
    ReconcileOrders(
      statement: statement, matches: match, accepted: accept, unmatched: unmatch, disputed: dispute, resolved: resolve, outcome: outcome,
      reason: reason, amount: amount, applied: apply, tolerance: tolerance, from: from)
  }

  private func run(_ work: Reconciliation, _ named: StatementCode?) async throws {
    let wanted = try await work.statements(named)
    var findings: [LineFinding] = []
    if orders.isEmpty {
      findings = try await work.match(wanted)
    } else {
      try await orders.carryOut(work)
      if format == .table { print("") }
    }
    let report = try await work.report(on: wanted, findings, isDryRun: dryRun)
    if report.statements.isEmpty, format == .table { print("Channel \(work.channel) has no open statement.\n") }
    report.print(format)
  }
}
