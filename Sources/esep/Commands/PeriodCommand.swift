import ArgumentParser
import Bookkeeping
import EventLog
import Exchange
import Ledger
import Office
import ReadModels

/// `esep period`: which months are closed.
struct PeriodCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "period",
    abstract: "Close a month, or open it again.",
    discussion: """
      A closed month takes no fact of goods or money any more; corrections are booked in the first open month and point at what they correct. Months are \
      closed in order, and reopening one reopens all after it.

      Example: esep period close 2024-03 --as Aizada
      """,
    subcommands: [Close.self, Reopen.self, List.self], defaultSubcommand: List.self)

  /// `esep period close MONTH`
  struct Close: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Close a month, with its totals and what is open on record.")

    @Argument(help: ArgumentHelp("The month, such as 2024-03.", valueName: "month"))
    var month: String

    @Option(name: .customLong("as"), help: ArgumentHelp("Who closes it. Default: the name this machine's user is logged in by.", valueName: "name"))
    var name: String?

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let month = try PeriodCommand.month(month)
      let signature = Signature.signer(name)
      let catalogue = try Catalogue.builtIn()
      try await Workplace.with(database) { workplace in
        let book = try await workplace.book(database)
        try await Folding.catchUp(workplace, book)
        let command = try await workplace.withReader(book) { pool in
          try await MonthClosing(reporter: Reporter(pool: pool, catalogue: catalogue)).command(month, by: signature, on: ImportCommand.today)
        }
        guard try await PeriodCommand.record(.close(command), workplace, book) else { return print("\(month) was closed before; nothing changed.") }
        print("\(month) is closed by \(signature) as of position \(command.asOfPosition).\n\n\(Self.text(command))")
      }
    }

    /// What is on record, as a table.
    private static func text(_ command: ClosePeriod) -> String {
      func money(_ minor: Int64) -> String { NumberText.money(minor: minor, decimals: Currency.kgs.decimals) }
      var table = TextTable([.init("account"), .init("name"), .init("debit", isNumber: true), .init("credit", isNumber: true)])
      for total in command.totals {
        table.add([total.account, Account(rawValue: total.account)?.name ?? "", money(total.debit), money(total.credit)])
      }
      let items = command.openItems
      return table.text() + """

        Open: \(items.unmatchedStatements) statements not matched to the end, \(items.disputes) in dispute.
        Channels owe \(money(items.receivable)), \(money(items.suspense)) wait in suspense, \(money(items.unallocated)) belong to makers not known. \
        Money in KGS.
        """
    }
  }

  /// `esep period reopen MONTH`
  struct Reopen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Open a closed month again, and all after it: two people agree to it.")

    @Argument(help: ArgumentHelp("The month.", valueName: "month"))
    var month: String

    @Option(name: .customLong("as"), help: ArgumentHelp("Who asks for it. Default: the name this machine's user is logged in by.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("Who agrees: another person.", valueName: "name"))
    var approvedBy: String

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let month = try PeriodCommand.month(month)
      let command = ReopenPeriod(
        month: month, reason: reason, today: ImportCommand.today, requestedBy: Signature.signer(name), approvedBy: approvedBy)
      try await Workplace.with(database) { workplace in
        let book = try await workplace.book(database)
        _ = try await PeriodCommand.record(.reopen(command), workplace, book)
        print("\(month) and all months after it are open again. Close them when they are right: esep period close \(month)")
      }
    }
  }

  /// `esep period list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List when which month was closed and reopened, by whom.")

    @Option(help: ArgumentHelp("table, csv or json.", valueName: "format"))
    var format: OutputFormat = .table

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      try await Workplace.with(database) { workplace in
        let book = try await workplace.book(database)
        try await workplace.withLog(book) { log in
          ReportPrinter(format: format, currency: .kgs).print(try await log.periodHistory().table)
        }
      }
    }
  }

  fileprivate static func month(_ text: String) throws -> Month {
    guard let month = Month(text) else { throw Failure.usage("“\(text)” is no month; write it like 2024-03") }
    return month
  }

  /// Records one command; whether it changed anything.
  fileprivate static func record(_ command: ControlCommand, _ workplace: Workplace, _ book: Book) async throws -> Bool {
    let verdict = try await workplace.withLog(book) { log in
      try await Bookkeeper(log: log, author: "period").record([Instruction(.control(command))])[0]
    }
    try await Folding.catchUp(workplace, book)
    if case .refused(let refusal) = verdict { throw Failure.refused(refusal.message) }
    return verdict != .unchanged
  }
}
