/// Asks to write down money that arrived: a row of `payouts.csv`.
public struct RecordReceipt: Hashable, Sendable {
  /// The payout's number, the day the bank gave it, and who paid, where that is known.
  public let payout: PayoutCode, receivedOn: CalendarDate, channel: ChannelCode?
  /// In what currency, how much arrived, and what banks kept on the way, in minor units.
  public let currency: Currency, amount: Int64, bankFee: Int64
  /// What the bank credited for it in book currency; nil: the official rate.
  public let bookAmount: Int64?
  /// What the bank calls it.
  public let reference: String?
  /// What it pays for, as far as that is known; the rest waits in suspense.
  public let applications: [ReceiptApplication]

  /// A receipt as the bank reports it.
  public init(
    payout: PayoutCode, receivedOn: CalendarDate, channel: ChannelCode? = nil, currency: Currency, amount: Int64, bankFee: Int64 = 0,
    bookAmount: Int64? = nil, reference: String? = nil, applications: [ReceiptApplication] = []
  ) {
    (self.payout, self.receivedOn, self.channel) = (payout, receivedOn, channel)
    (self.currency, self.amount, self.bankFee, self.bookAmount) = (currency, amount, bankFee, bookAmount)
    (self.reference, self.applications) = (reference, applications)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("amount", asTyped: amount)
    writer.member("applications", applications) { writer, application in
      writer.member("amount", asTyped: application.amount)
      writer.member("statement", application.statement.text)
    }
    writer.member("bank_fee", asTyped: bankFee)
    writer.member("book_amount", asTyped: bookAmount)
    writer.member("channel", channel?.text)
    writer.member("currency", currency.code)
    writer.member("payout", payout.text)
    writer.member("received_on", receivedOn)
    writer.member("reference", reference)
    writer.member("settlement", "receipt")
  }
}

/// What a receipt pays of one statement.
public struct ReceiptApplication: Hashable, Sendable {
  /// Of which statement.
  public let statement: StatementCode
  /// How much, in minor units; negative for a statement that came to less than nothing and is netted from the others.
  public let amount: Int64

  /// A part of a receipt.
  public init(statement: StatementCode, amount: Int64) { (self.statement, self.amount) = (statement, amount) }
}

/// What a receipt would record: the bank entry, what it pays for, and whose money that becomes.
/// - Throws: `Refusal.noRate` when it has no value on its day; `SettlementRefusal.overpaid` when more is applied than a statement still comes to.
func decide(_ command: RecordReceipt, given context: SettlementContext) throws(Refusal) -> Decision {
  if let channel = command.channel {
    guard context.channel.opened != nil else { throw .unknown(.channel, channel.text) }
  }
  let entry = try entry(command, given: context)
  if let known = context.bank.recorded {
    try same(known, entry, command, bank: context.bank)
    return .unchanged
  }
  var facts = [Fact(.bankEntryRecorded(entry), in: .bank(command.payout), on: command.receivedOn)]
  guard !command.applications.isEmpty else { return .record(facts) }
  guard let channel = command.channel else { throw .missing(column: "channel") }
  var seen: Set<StatementCode> = []
  for application in command.applications where !seen.insert(application.statement).inserted {
    throw .malformed(column: "statement", "statement \(application.statement) is named twice; add the two amounts up")
  }
  var desk = ApplicationDesk(entry: entry, channel: channel, left: entry.total, date: command.receivedOn, context: context)
  // What is netted comes first: it adds to what the receipt can pay for.
  for application in command.applications.filter({ $0.amount < 0 }) + command.applications.filter({ $0.amount >= 0 }) {
    facts += try desk.apply(application.amount, to: application.statement)
  }
  return .record(facts)
}

private func entry(_ command: RecordReceipt, given context: SettlementContext) throws(Refusal) -> BankEntryRecorded {
  guard command.amount > 0 else { throw .malformed(column: "amount", "a receipt is a positive amount; write what arrived") }
  guard command.bankFee >= 0 else { throw .malformed(column: "bank_fee", "a bank fee is not negative; write what banks kept") }
  guard command.amount <= largestInteger, command.bankFee <= largestInteger - command.amount else { throw .amountTooLarge(column: "amount") }
  var (bookAmount, bookFee, rate): (Int64, Int64, Rate?)
  if let credited = command.bookAmount {
    guard credited > 0 else {
      throw .malformed(column: "book_amount", "what the bank credited is a positive amount; leave it out if it is not known")
    }
    guard credited <= largestInteger else { throw .amountTooLarge(column: "book_amount") }
    guard command.currency != context.book || credited == command.amount else {
      throw .malformed(column: "book_amount", "\(context.book) is the book's own currency: what the bank credited is the amount itself")
    }
    bookAmount = credited
    bookFee = try context.valued(command.bankFee, as: Valued(own: command.amount, book: credited), command.currency, column: "bank_fee").book
    rate = nil
  } else {
    let amount = try context.valued(command.amount, command.currency, on: command.receivedOn, column: "amount")
    (bookAmount, rate) = (amount.value.book, amount.rate)
    bookFee = try context.valued(command.bankFee, command.currency, on: command.receivedOn, column: "bank_fee").value.book
  }
  guard bookFee <= largestInteger - bookAmount else { throw .amountTooLarge(column: "bank_fee") }
  return BankEntryRecorded(
    payout: command.payout, channel: command.channel, currency: command.currency, bookCurrency: context.book, amount: command.amount,
    bankFee: command.bankFee, bookAmount: bookAmount, bookBankFee: bookFee, rate: rate, reference: command.reference)
}

/// Whether a receipt is the one the book has. A rate published afterwards changes nothing about it, nor what was applied beside what it says.
private func same(_ known: BankEntryRecorded, _ entry: BankEntryRecorded, _ command: RecordReceipt, bank: BankState) throws(Refusal) {
  let thing = "receipt \(known.payout)"
  try same(bank.receivedOn?.description, command.receivedOn.description, "received_on", of: thing)
  try same(known.channel?.text, entry.channel?.text, "channel", of: thing)
  try same(known.currency.code, entry.currency.code, "currency", of: thing)
  try same(String(known.amount), String(entry.amount), "amount", of: thing)
  try same(String(known.bankFee), String(entry.bankFee), "bank_fee", of: thing)
  if let credited = command.bookAmount { try same(String(known.bookAmount), String(credited), "book_amount", of: thing) }
  try same(known.reference, entry.reference, "reference", of: thing)
  guard let channel = command.channel else { return }
  for application in command.applications {
    let applied = bank.applied[BankState.Application(channel: channel, statement: application.statement)] ?? 0
    let isThere = application.amount < 0 ? applied <= application.amount : applied >= application.amount
    guard isThere else {
      try same(String(applied), String(application.amount), "amount for statement \(application.statement)", of: thing)
      continue
    }
  }
}
