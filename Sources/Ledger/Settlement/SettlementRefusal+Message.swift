extension SettlementRefusal {
  /// The field the reason lies in.
  public var column: String {
    switch self {
    case .unknownStatement, .statementTooLong, .nothingOpen: "statement"
    case .unknownLine, .alreadyMatched, .notMatched, .salesFirst, .commissionFirst, .tooManySales, .disputeOpen, .noDispute: "line"
    case .unknownReturn, .notAReturn: "return"
    case .unknownReceipt, .nothingLeft: "payout"
    case .wrongCurrency, .saleInOtherCurrency, .receiptInOtherCurrency: "currency"
    case .saleOfOtherChannel, .afterPeriod, .alreadyClaimed, .targetsMissing, .takesNoTargets, .saleReleased: "sale"
    case .receiptOfOtherChannel: "channel"
    case .doesNotAddUp, .beyondTolerance, .paidFor, .disputeExceedsDue, .overpaid, .beyondReceipt: "amount"
    }
  }

  /// The reason and what to do next.
  public var message: String {
    switch self {
    case .unknownStatement(let statement, let channel):
      "channel \(channel) has no statement '\(statement)' in this book; correct the number or record the statement first"
    case .unknownLine(let line, let statement): "statement \(statement) has no line '\(line)'; correct the line's number"
    case .unknownReturn(let returned, let sale):
      "there is no return '\(returned)' of sale \(sale) in this book; correct the code or record the return first"
    case .unknownReceipt(let payout): "there is no receipt '\(payout)' in this book; correct the number or record the receipt first"
    case .doesNotAddUp(let statement, let sum, let closing, let difference):
      "statement \(statement) does not add up: opening and lines come to \(sum), closing is \(closing), the difference is \(difference); "
        + "correct the figures, or ask the channel for the missing lines"
    case .statementTooLong(let statement, let lines):
      "statement \(statement) has \(lines) lines, more than can be recorded at once; split it in two, or ask the channel for shorter periods"
    case .wrongCurrency(let currency, let channel, let agreed):
      "\(currency) is not what channel \(channel) pays in: its terms say \(agreed); correct the currency, or agree new terms first"
    case .saleInOtherCurrency(let sale, let currency, let statement):
      "sale \(sale) is in \(currency), the statement in \(statement); choose another sale"
    case .saleOfOtherChannel(let sale, let channel): "sale \(sale) went through channel \(channel); choose a sale of the statement's own channel"
    case .afterPeriod(let what, let date, let periodTo):
      "\(what) is of \(date), after the last day of the statement (\(periodTo)); it belongs on a later statement"
    case .alreadyClaimed(let what, let statement, let line):
      "\(what) stands on line \(line) of statement \(statement) already; undo that match first, or choose another"
    case .targetsMissing(let line, let type): "line \(line) is of type \(type.rawValue): say which sales or returns it stands for"
    case .takesNoTargets(let line, let type): "line \(line) is of type \(type.rawValue) and stands for no sale; leave the sales out"
    case .notAReturn(let sale, let line): "line \(line) is about goods that came back: name the return of sale \(sale), not the sale"
    case .tooManySales(let line, let limit):
      "line \(line) would bring more than \(limit) sales, which is the most that can be settled at once; ask the channel for shorter periods"
    case .beyondTolerance(let line, let book, let stated, let difference, let tolerance):
      "line \(line) states \(stated), the book has \(book): the difference of \(difference) is more than the \(tolerance) that is tolerated; "
        + "choose other sales, or dispute it with a reason"
    case .alreadyMatched(let line, let statement):
      "line \(line) of statement \(statement) is matched otherwise; undo that match first"
    case .notMatched(let line, let statement): "line \(line) of statement \(statement) is not matched; match it first"
    case .salesFirst(let line, let waiting):
      "line \(line) is the channel's commission, which is reckoned from all sales and returns; match line \(waiting) first"
    case .commissionFirst(let line, let commission):
      "the channel's commission was reckoned with line \(line); undo the match of line \(commission) first"
    case .saleReleased(let sale, let line):
      "the producers of sale \(sale) have been given their part, so line \(line) stays matched; record a return or dispute the line instead"
    case .paidFor(let line, let paid, let left):
      "the channel has paid \(paid) for the statement, which would come to \(left) without line \(line); dispute the line instead"
    case .disputeOpen(let line, let statement):
      "a dispute about \(Self.name(line, statement)) is open; resolve it first"
    case .noDispute(let line, let statement): "no dispute about \(Self.name(line, statement)) is open; correct the line or the statement"
    case .disputeExceedsDue(let asked, let open):
      "\(asked) cannot be disputed: the channel still owes \(open) for the statement; correct the amount"
    case .nothingOpen(let statement):
      "nothing is left to pay for statement \(statement); match its lines first, or apply the receipt to another statement"
    case .overpaid(let statement, let given, let open):
      "\(given) cannot be applied to statement \(statement): \(open) is left to pay; apply at most that, and leave the rest in suspense"
    case .nothingLeft(let payout): "all of receipt \(payout) is applied; choose another receipt"
    case .beyondReceipt(let payout, let asked, let left): "\(asked) is more than the \(left) left of receipt \(payout); correct the amount"
    case .receiptInOtherCurrency(let payout, let currency, let statement):
      "receipt \(payout) is in \(currency), the statement in \(statement); choose another statement"
    case .receiptOfOtherChannel(let payout, let channel):
      "receipt \(payout) came from channel \(channel); choose a statement of that channel"
    }
  }

  private static func name(_ line: LineCode?, _ statement: StatementCode) -> String {
    line.map { "line \($0) of statement \(statement)" } ?? "statement \(statement) as a whole"
  }
}
