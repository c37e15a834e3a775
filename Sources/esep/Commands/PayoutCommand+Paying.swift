import ArgumentParser
import Bookkeeping
import EventLog
import Exchange
import Ledger
import Office

extension PayoutCommand {
  /// `esep payout instruct RUN`
  struct Instruct: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Tell the bank or the cashier to pay a run: write its payment list.",
      discussion: """
        The list has run, producer, amount, route and account of every payment that is still to be made. It holds personal data, so it is made \
        readable for you alone. Again, it writes the list of what is left.
        """)

    @Argument(help: ArgumentHelp("The run.", valueName: "run"))
    var run: String

    @Option(help: ArgumentHelp("Where the payment list goes. Default: <run>.payments.csv.", valueName: "file.csv"))
    var out: String?

    @OptionGroup var signature: Signature
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let desk = try PayoutDesk(run, database)
      let path = out ?? "\(desk.run.text.replacing("/", with: "-")).payments.csv"
      let command = InstructPayoutRun(run: desk.run, by: signature.signer, date: try signature.date())
      try await desk.record(.instruct(command)) {
        "Run \($0.run) is instructed."
      } then: { log, run in
        let list = try await PaymentList(of: run, in: log)
        try list.write(to: path)
        print("Payment list: \(path), \(list.payments) payments, \(list.accounts) of them with an account.")
      }
    }
  }

  /// `esep payout settle RUN`
  struct Settle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record what became of a run's payments: from a file, one by one, or all.",
      discussion: """
        A file has the columns run, producer, status (paid or returned), date, [amount], [reference], [reason]. Every row gets a verdict; the same \
        file twice, or a run that stopped half-way, does no harm.

        Example: esep payout settle RUN-2024-04 settlements.csv
                 esep payout settle RUN-2024-04 --producer P-0412 --reference 7781 --on 2024-04-06
        """)

    @Argument(help: ArgumentHelp("The run.", valueName: "run"))
    var run: String

    @Argument(help: ArgumentHelp("The bank's or the cashier's file.", valueName: "file.csv"))
    var file: String?

    @Option(help: ArgumentHelp("This producer has her money.", valueName: "code"))
    var producer: String?

    @Flag(help: "Every payment of the run that is still waiting was made.")
    var all = false

    @Option(help: ArgumentHelp("What she got; it has to be what the run has for her. Default: that.", valueName: "amount"))
    var amount: String?

    @Option(help: ArgumentHelp("The bank's reference.", valueName: "text"))
    var reference: String?

    @Option(help: ArgumentHelp("The day of the payment. Default: today.", valueName: "date"))
    var on: String?

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let desk = try PayoutDesk(run, database)
      let date = try Typed.day(on)
      switch (file, producer, all) {
      case (let file?, nil, false):
        guard amount == nil, reference == nil, on == nil else {
          throw Failure.usage("A file says itself what was paid when; leave out --amount, --reference and --on")
        }
        try await settle(desk, file: file)
      case (nil, let producer?, false):
        let producer: ProducerCode = try Typed.code(producer, "--producer")
        let amount = try amount.map { try Typed.amount($0, .kgs, option: "--amount") }
        let command = SettlePayment(run: desk.run, producer: producer, amount: amount, reference: reference, date: date)
        try await desk.record(.settle(command)) { "The payment of run \($0.run) to \(producer) is settled; \(RunText.left(of: $0))." }
      case (nil, nil, true):
        try await desk.record(.settleRun(SettleRun(run: desk.run, reference: reference, date: date))) {
          "Run \($0.run) is settled; \(RunText.left(of: $0))."
        }
      default: throw Failure.usage("Say what was paid: a file, --producer CODE, or --all")
      }
    }

    private func settle(_ desk: PayoutDesk, file: String) async throws {
      let defaults = ImportDefaults(today: ImportCommand.today, run: desk.run)
      let source = ImportSource(path: file, table: SettlementColumn.table)
      var reading: FileImport
      do throws(CSVFileError) {
        reading = try FileImport(source, mapping: ColumnMapping(), options: CSVOptions(), defaults: defaults, rejects: nil)
      } catch { throw Failure.refused(error.description) }
      try await Workplace.with(database) { workplace in
        let book = try await workplace.book(database)
        var summary = ImportSummary(isDryRun: false)
        try await workplace.withLog(book) { log in
          summary.add(source.name, try await reading.runVisibly(Bookkeeper(log: log, author: "payout")))
          print(summary.text)
          if let run = try await log.payables().run(desk.run) { print("Run \(run.run): \(RunText.left(of: run)).") }
        }
        try await Folding.catchUp(workplace, book)
        guard summary.isClean else { throw ExitStatus.refused }
      }
    }
  }

  /// `esep payout send-back RUN`
  struct SendBack: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "send-back", abstract: "Record that a payment came back: net and tax return to her balance, and the next run pays them.")

    @Argument(help: ArgumentHelp("The run.", valueName: "run"))
    var run: String

    @Option(help: ArgumentHelp("Whose payment.", valueName: "code"))
    var producer: String

    @Option(help: ArgumentHelp("Why it came back.", valueName: "text"))
    var reason: String

    @Option(help: ArgumentHelp("The day it came back. Default: today.", valueName: "date"))
    var on: String?

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let desk = try PayoutDesk(run, database)
      let producer: ProducerCode = try Typed.code(producer, "--producer")
      let command = ReturnPayment(run: desk.run, producer: producer, reason: reason, date: try Typed.day(on))
      try await desk.record(.sendBack(command)) { "The payment of run \($0.run) to \(producer) came back and is in her balance again." }
    }
  }
}

extension RunText {
  /// How many payments wait for the bank's word.
  static func left(of run: PayoutRun) -> String {
    let waiting = run.payments.values.count { $0.status == .asItsRun }
    return waiting == 0 ? "nothing is left to settle" : "\(waiting) of \(run.payments.count) payments are still waiting"
  }
}
