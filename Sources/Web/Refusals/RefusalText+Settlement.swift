import Ledger

// Of what channels state and pay.
extension RefusalText {
  func text(_ refusal: SettlementRefusal) -> String {
    switch refusal {
    case .unknownStatement(let statement, let channel): words("refusal.unknown_statement", ["statement": statement.text, "channel": channel.text])
    case .unknownLine(let line, let statement): words("refusal.unknown_line", of(line, statement))
    case .unknownReturn(let returned, let sale): words("refusal.unknown_return", ["code": returned.text, "sale": sale.text])
    case .unknownReceipt(let payout): words("refusal.unknown_receipt", ["payout": payout.text])
    case .doesNotAddUp(let statement, let sum, let closing, let difference):
      words(
        "refusal.does_not_add_up",
        ["statement": statement.text, "sum": money(sum), "closing": money(closing), "difference": money(difference)])
    case .statementTooLong(let statement, let lines):
      words("refusal.statement_too_long", ["statement": statement.text, "lines": number(Int64(lines))])
    case .wrongCurrency(let currency, let channel, let agreed):
      words("refusal.wrong_currency", ["currency": currency.code, "channel": channel.text, "agreed": agreed.code])
    case .saleInOtherCurrency(let sale, let currency, let statement):
      words("refusal.sale_in_other_currency", ["sale": sale.text, "currency": currency.code, "other": statement.code])
    case .saleOfOtherChannel(let sale, let channel): words("refusal.sale_of_other_channel", ["sale": sale.text, "channel": channel.text])
    case .afterPeriod(let what, let date, let periodTo): words("refusal.after_period", ["what": named(what), "day": day(date), "to": day(periodTo)])
    case .alreadyClaimed(let what, let statement, let line):
      words("refusal.already_claimed", of(line, statement).merging(["what": named(what)]) { $1 })
    case .targetsMissing(let line, _): words("refusal.targets_missing", ["line": line.text])
    case .takesNoTargets(let line, _): words("refusal.takes_no_targets", ["line": line.text])
    case .notAReturn(let sale, let line): words("refusal.not_a_return", ["sale": sale.text, "line": line.text])
    case .tooManySales(let line, let limit): words("refusal.too_many_sales", ["line": line.text, "limit": number(Int64(limit))])
    case .beyondTolerance(let line, let book, let stated, let difference, let tolerance):
      words(
        "refusal.beyond_tolerance",
        [
          "line": line.text, "book": money(book), "stated": money(stated), "difference": money(difference), "tolerance": money(tolerance),
        ])
    case .alreadyMatched(let line, let statement): words("refusal.already_matched", of(line, statement))
    case .notMatched(let line, let statement): words("refusal.not_matched", of(line, statement))
    case .salesFirst(let line, let waiting): words("refusal.sales_first", ["line": line.text, "waiting": waiting.text])
    case .commissionFirst(let line, let commission): words("refusal.commission_first", ["line": line.text, "commission": commission.text])
    case .saleReleased(let sale, let line): words("refusal.sale_released", ["sale": sale.text, "line": line.text])
    case .paidFor(let line, let paid, let left): words("refusal.paid_for", ["line": line.text, "paid": money(paid), "left": money(left)])
    case .disputeOpen(let line, let statement): dispute(line, statement, isOpen: true)
    case .noDispute(let line, let statement): dispute(line, statement, isOpen: false)
    case .disputeExceedsDue(let asked, let open): words("refusal.dispute_exceeds_due", ["asked": money(asked), "open": money(open)])
    case .nothingOpen(let statement): words("refusal.nothing_open", ["statement": statement.text])
    case .overpaid(let statement, let given, let open):
      words("refusal.overpaid", ["statement": statement.text, "given": money(given), "open": money(open)])
    case .nothingLeft(let payout): words("refusal.nothing_left", ["payout": payout.text])
    case .beyondReceipt(let payout, let asked, let left):
      words("refusal.beyond_receipt", ["payout": payout.text, "asked": money(asked), "left": money(left)])
    case .receiptInOtherCurrency(let payout, let currency, let statement):
      words("refusal.receipt_in_other_currency", ["payout": payout.text, "currency": currency.code, "other": statement.code])
    case .receiptOfOtherChannel(let payout, let channel):
      words("refusal.receipt_of_other_channel", ["payout": payout.text, "channel": channel.text])
    }
  }

  private func of(_ line: LineCode, _ statement: StatementCode) -> [String: String] { ["line": line.text, "statement": statement.text] }

  /// A sale or return by its code alone, from the ledger's `sale S-1`.
  private func named(_ what: String) -> String { words.quoted(what.split(separator: " ").dropFirst().joined(separator: " ")) }

  private func dispute(_ line: LineCode?, _ statement: StatementCode, isOpen: Bool) -> String {
    switch (line, isOpen) {
    case (let line?, true): words("refusal.dispute_open.line", of(line, statement))
    case (let line?, false): words("refusal.no_dispute.line", of(line, statement))
    case (nil, true): words("refusal.dispute_open.statement", ["statement": statement.text])
    case (nil, false): words("refusal.no_dispute.statement", ["statement": statement.text])
    }
  }
}
