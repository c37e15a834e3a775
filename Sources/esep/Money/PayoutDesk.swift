import Bookkeeping
import EventLog
import Ledger
import Office

/// Records what was asked about a payout run, and says how the run stands then.
struct PayoutDesk {
  let database: DatabaseOptions
  let run: RunCode

  init(_ run: String, _ database: DatabaseOptions) throws { (self.database, self.run) = (database, try Typed.code(run, "The run")) }

  /// Records one command.
  /// - Parameter said: what is printed when it is recorded; repeated word for word it changes nothing, and that is said too.
  /// - Throws: `Failure.refused` with the domain's reason.
  func record(
    _ command: PayablesCommand, _ said: (PayoutRun) -> String, then: (SharedLog, PayoutRun) async throws -> Void = { _, _ in }
  ) async throws {
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      try await workplace.withLog(book) { log in
        let verdict = try await Bookkeeper(log: log, author: "payout").record([Instruction(.payables(command))])[0]
        if case .refused(let refusal) = verdict { throw Failure.refused(refusal.message) }
        let run = try await log.payoutRun(run)
        print(said(run) + (verdict == .unchanged ? " It was so before; nothing changed." : ""))
        try await then(log, run)
      }
      try await Folding.catchUp(workplace, book)
    }
  }
}
