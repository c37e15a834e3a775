import ArgumentParser
import EventLog
import Exchange
import Ledger
import Office
import ReadModels

extension PayoutCommand {
  /// `esep payout show RUN`
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a run: each producer's payment, or the lines it is made of.",
      discussion: "Example: esep payout show RUN-2024-04 --producer P-0412")

    @Argument(help: ArgumentHelp("The run.", valueName: "run"))
    var run: String

    @Flag(help: "The lines of all producers: sale and amount.")
    var lines = false

    @Option(help: ArgumentHelp("The lines of this producer.", valueName: "code"))
    var producer: String?

    @Option(help: ArgumentHelp("table, csv or json.", valueName: "format"))
    var format: OutputFormat = .table

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let code: RunCode = try Typed.code(run, "The run")
      let producer: ProducerCode? = try producer.map { try Typed.code($0, "--producer") }
      try await Workplace.with(database) { workplace in
        let book = try await workplace.book(database)
        try await workplace.withLog(book) { log in
          let position = try await log.headPosition()
          let run = try await log.payoutRun(code)
          if let producer, run.payments[producer] == nil {
            throw Failure.refused(PayablesRefusal.unknownPayment(code, producer).message)
          }
          let answer = lines || producer != nil ? run.lineTable(of: producer, asOf: position) : run.paymentTable(asOf: position)
          ReportPrinter(format: format, currency: .kgs).print(answer)
        }
      }
    }
  }

  /// `esep payout list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List all runs and how far each is.")

    @Option(help: ArgumentHelp("table, csv or json.", valueName: "format"))
    var format: OutputFormat = .table

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      try await Workplace.with(database) { workplace in
        let book = try await workplace.book(database)
        try await workplace.withLog(book) { log in
          let position = try await log.headPosition()
          let runs = try await log.payables().allRuns
          ReportPrinter(format: format, currency: .kgs).print(PayoutRun.table(of: runs, asOf: position))
        }
      }
    }
  }
}
