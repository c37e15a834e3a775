public import Ledger
public import ReadModels

/// What a month would be closed with, by what the reports say: bring them up to the log first.
public struct MonthClosing: Sendable {
  private let reporter: Reporter

  /// By the answers of a book's reports.
  public init(reporter: Reporter) { self.reporter = reporter }

  /// The command that closes a month with its totals through its last day and with what is open by then.
  public func command(_ month: Month, by name: String, on today: CalendarDate) async throws -> ClosePeriod {
    var parameters = ReportParameters()
    // Whole months are read from the tables; a day anywhere would be summed from all lines.
    parameters.to = month.days.upperBound
    let balance = try await reporter.run("trial-balance", parameters: parameters)
    let totals = balance.reportRows.map { AccountTotal(account: $0.text("account"), debit: $0.number("debit"), credit: $0.number("credit")) }
    return ClosePeriod(
      month: month, by: name, today: today, asOfPosition: balance.asOfPosition, totals: totals,
      openItems: try await openItems(parameters, totals))
  }

  private func openItems(_ parameters: ReportParameters, _ totals: [AccountTotal]) async throws -> OpenItems {
    func balance(_ accounts: Account...) -> Int64 {
      totals.reduce(0) { sum, total in accounts.contains { $0.rawValue == total.account } ? sum + total.debit - total.credit : sum }
    }
    let statements = try await reporter.run("channel-reconciliation", parameters: parameters).reportRows
    return OpenItems(
      unmatchedStatements: Int64(statements.count { $0.number("unmatched") != 0 }), disputes: Int64(statements.count { $0.number("disputed") != 0 }),
      receivable: balance(.channelReceivable, .payoutClearing, .disputes, .refundLiability), suspense: -balance(.suspense),
      unallocated: -balance(.unallocatedProducers))
  }
}
