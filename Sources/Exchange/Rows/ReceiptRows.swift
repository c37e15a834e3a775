import Ledger

/// The rows of `payouts.csv` that make one payment received: amounts and bank fees add up, and each row with a statement pays for it.
struct ReceiptGroup: RowGroup {
  private struct Head {
    let payout: PayoutCode, receivedOn: CalendarDate, currency: Currency
    var channel: ChannelCode?
    var reference: String?
  }

  private var head: Head?
  private var amount: Int64 = 0
  private var bankFee: Int64 = 0
  private var bookAmount: Int64?
  private var applications: [ReceiptApplication] = []
  /// The statement of each row, in order; empty for what waits in suspense.
  private var parts: [String] = []

  static let thing = "payout"

  static func name(of row: borrowing TableRow<PayoutColumn>) throws(RowProblem) -> GroupName { GroupName(number: try row.code(.payout)) }

  mutating func add(_ row: borrowing TableRow<PayoutColumn>, after first: Int?) throws(RowProblem) {
    let here = try Head(
      payout: row.ledgerCode(.payout), receivedOn: row.calendarDate(.receivedOn), currency: row.currency(.currency),
      channel: row.optionalLedgerCode(.channel), reference: row.optionalText(.reference))
    let number = here.payout.text
    try row.agree(.receivedOn, head?.receivedOn, here.receivedOn, of: Self.thing, number, after: first)
    try row.agree(.currency, head?.currency, here.currency, of: Self.thing, number, after: first)
    try row.agree(.channel, head?.channel, here.channel, of: Self.thing, number, after: first)
    try row.agree(.reference, head?.reference, here.reference, of: Self.thing, number, after: first)
    let statement: StatementCode? = try row.optionalLedgerCode(.statement)
    var head = self.head ?? here
    head.channel = head.channel ?? here.channel
    head.reference = head.reference ?? here.reference
    if statement != nil, head.channel == nil { throw row.problem(.channel, .saysNotWhose) }
    let amount = try row.units(.amount, digits: here.currency.decimals)
    let fee = try row.optionalUnits(.bankFee, digits: here.currency.decimals) ?? 0
    // In the som, the one currency a book is kept in.
    let bookAmount = try row.optionalUnits(.bookAmount, digits: Currency.kgs.decimals)
    if first != nil, (self.bookAmount == nil) != (bookAmount == nil) {
      throw row.problem(.bookAmount, .bookAmountInSome(number))
    }
    let total = try sum(amount, fee, row)
    self.amount = try sum(self.amount, amount, row)
    bankFee = try sum(bankFee, fee, row)
    if let bookAmount { self.bookAmount = try sum(self.bookAmount ?? 0, bookAmount, row) }
    if let statement { try apply(total, to: statement, row) }
    parts.append(statement?.text ?? "")
    self.head = head
  }

  /// Two rows may name one statement, as a payment in two parts does on a bank's list.
  private mutating func apply(_ amount: Int64, to statement: StatementCode, _ row: borrowing TableRow<PayoutColumn>) throws(RowProblem) {
    if let index = applications.firstIndex(where: { $0.statement == statement }) {
      applications[index] = ReceiptApplication(statement: statement, amount: try sum(applications[index].amount, amount, row))
    } else {
      applications.append(ReceiptApplication(statement: statement, amount: amount))
    }
  }

  private func sum(_ one: Int64, _ other: Int64, _ row: borrowing TableRow<PayoutColumn>) throws(RowProblem) -> Int64 {
    let (sum, isTooLarge) = one.addingReportingOverflow(other)
    if isTooLarge { throw row.problem(.amount, .amountsTooLarge) }
    return sum
  }

  func command() -> ReadCommand.Content? {
    guard let head else { return nil }
    let command = RecordReceipt(
      payout: head.payout, receivedOn: head.receivedOn, channel: head.channel, currency: head.currency, amount: amount, bankFee: bankFee,
      bookAmount: bookAmount, reference: head.reference, applications: applications)
    return ReadCommand.Content(command: .settlement(.recordReceipt(command)), parts: parts)
  }
}
