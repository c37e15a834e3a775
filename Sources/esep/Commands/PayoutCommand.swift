import ArgumentParser
import EventLog
import Exchange
import Ledger
import Office

/// `esep payout`: rounds of paying producers.
struct PayoutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "payout",
    abstract: "Pay producers what has become available to them, with two people signing.",
    discussion: """
      A run is prepared to a cut-off day, approved by another person, instructed (the list goes to the bank or the cashier), and settled payment by \
      payment. A payment that comes back returns to her balance.

      Example:
        esep payout prepare RUN-2024-04 --cut-off 2024-03 --as Aizada
        esep payout show RUN-2024-04
        esep payout approve RUN-2024-04 --as Bakyt
        esep payout instruct RUN-2024-04 --as Aizada --out list.csv
        esep payout settle RUN-2024-04 settlements.csv
      """,
    subcommands: [
      Prepare.self, Show.self, List.self, Approve.self, Reject.self, Instruct.self, Settle.self, SendBack.self,
    ])

  /// `esep payout prepare RUN`
  struct Prepare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Draw up a run of everything that is available by a day.")

    @Argument(help: ArgumentHelp("The run's number; a new one.", valueName: "run"))
    var run: String

    @Option(help: ArgumentHelp("Pay what was available by the end of this day or month.", valueName: "date"))
    var cutOff: String

    @OptionGroup var signature: Signature
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let desk = try PayoutDesk(run, database)
      let command = PreparePayoutRun(
        run: desk.run, cutOff: try Typed.day(cutOff, option: "--cut-off"), by: signature.signer, date: try signature.date())
      try await desk.record(.prepare(command)) { run in
        "Run \(run.run) pays \(RunText.payments(run)). Another person approves it: esep payout approve \(run.run) --as NAME."
      }
    }
  }

  /// `esep payout approve RUN`
  struct Approve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Agree to a run, as its second person.")

    @Argument(help: ArgumentHelp("The run.", valueName: "run"))
    var run: String

    @OptionGroup var signature: Signature
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let desk = try PayoutDesk(run, database)
      try await desk.record(.approve(ApprovePayoutRun(run: desk.run, by: signature.signer, date: try signature.date()))) { run in
        "Run \(run.run) is approved: \(RunText.payments(run)). Next: esep payout instruct \(run.run)."
      }
    }
  }

  /// `esep payout reject RUN`
  struct Reject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Turn a run down before it is approved; what it had taken is open again.")

    @Argument(help: ArgumentHelp("The run.", valueName: "run"))
    var run: String

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String

    @OptionGroup var signature: Signature
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let desk = try PayoutDesk(run, database)
      let command = RejectPayoutRun(run: desk.run, by: signature.signer, reason: reason, date: try signature.date())
      try await desk.record(.reject(command)) { "Run \($0.run) is rejected; prepare a new one under another number." }
    }
  }
}

/// Sentences about runs.
enum RunText {
  /// `12 payments, 63 000.00 KGS in all`.
  static func payments(_ run: PayoutRun) -> String {
    let count = run.payments.count
    return "\(count) \(count == 1 ? "producer" : "producers"), \(NumberText.money(minor: run.net, decimals: Currency.kgs.decimals)) KGS in all"
  }
}
