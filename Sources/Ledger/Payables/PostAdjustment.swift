/// Asks to correct the books by hand.
public struct PostAdjustment: Hashable, Sendable {
  /// Which adjustment, and the position of the event it corrects, if it corrects one.
  public let adjustment: AdjustmentCode, corrects: Int64?
  /// Why, by whom, and when.
  public let reason: String, by: String, date: CalendarDate
  /// Debits and credits, which add up to zero.
  public let lines: [AdjustmentLine]

  /// A correction.
  public init(adjustment: AdjustmentCode, corrects: Int64? = nil, reason: String, by: String, date: CalendarDate, lines: [AdjustmentLine]) {
    (self.adjustment, self.corrects) = (adjustment, corrects)
    (self.reason, self.by, self.date, self.lines) = (reason, by, date, lines)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("adjustment", adjustment.text)
    writer.member("by", by)
    writer.member("corrects", asTyped: corrects)
    writer.member("date", date)
    writer.member("lines", lines) { writer, line in
      writer.member("account", line.account.rawValue)
      writer.member("amount", asTyped: line.amount)
      writer.member("producer", line.producer?.text)
    }
    writer.member("reason", reason)
  }
}

/// What a correction would record. What it takes from a producer beyond what is open to her becomes her debt, line by line.
/// - Throws: `PayablesRefusal.doesNotBalance`, `.notAdjustable`, `.payableOfNobody`; `Refusal.unknown` for an unknown producer.
public func decide(
  _ command: PostAdjustment, given state: PayablesState, producers: [ProducerCode: ProducerState], book: Currency
) throws(Refusal) -> Decision {
  try require(command.reason, "reason")
  try require(command.by, "by")
  if let corrects = command.corrects, !(1...largestInteger).contains(corrects) {
    throw .malformed(column: "corrects", "'\(corrects)' is no position of an event: write the number that 'esep explain' shows, 1 or more")
  }
  try check(command.lines, producers: producers, book: book)
  if let known = state.adjustments[command.adjustment] {
    try differences(between: known, and: command)
    return .unchanged
  }
  let event = AdjustmentPosted(
    adjustment: command.adjustment, corrects: command.corrects, bookCurrency: book, reason: command.reason, by: command.by,
    lines: try split(command.lines, given: state))
  return .record([Fact(.adjustmentPosted(event), in: .payables, on: command.date)])
}

private func check(_ lines: [AdjustmentLine], producers: [ProducerCode: ProducerState], book: Currency) throws(Refusal) {
  guard !lines.isEmpty else { throw .missing(column: "lines") }
  var difference: Int128 = 0
  for line in lines {
    if line.amount == 0 { throw .malformed(column: "amount", "the amount is zero; leave the line out") }
    guard line.amount.magnitude <= largestInteger.magnitude else { throw .amountTooLarge(column: "amount") }
    guard line.account.mayBeAdjusted else { throw .payables(.notAdjustable(line.account)) }
    if let producer = line.producer {
      guard producers[producer]?.membership != nil else { throw .unknown(.producer, producer.text) }
    } else if line.account == .producerPayableAvailable {
      throw .payables(.payableOfNobody)
    }
    difference += Int128(line.amount)
  }
  guard difference == 0 else { throw .payables(.doesNotBalance(difference: .init(Int64(clamping: difference), book))) }
}

/// The lines with debits of 2100 cut to what is open to their producers; the rest goes to 1110.
private func split(_ lines: [AdjustmentLine], given state: PayablesState) throws(Refusal) -> [AdjustmentLine] {
  var balances: [ProducerCode: ProducerBalance] = [:]
  var result: [AdjustmentLine] = []
  for line in lines {
    guard line.account == .producerPayableAvailable, let producer = line.producer else {
      result.append(line)
      continue
    }
    var balance = balances[producer] ?? state.balance(of: producer)
    let open = line.amount < 0 ? line.amount : min(line.amount, max(0, balance.available))
    balance.add(0 - open, to: \.available)
    balance.add(line.amount - open, to: \.debt)
    guard max(balance.available, balance.debt) <= largestInteger else { throw .amountTooLarge(column: "amount") }
    balances[producer] = balance
    for (account, amount) in [(Account.producerPayableAvailable, open), (.producerAdvances, line.amount - open)] where amount != 0 {
      result.append(AdjustmentLine(account: account, producer: producer, amount: amount))
    }
  }
  return result
}

private func differences(between known: PayablesState.Known<AdjustmentPosted>, and new: PostAdjustment) throws(Refusal) {
  let thing = "adjustment \(new.adjustment)"
  try same(known.event.corrects.map(String.init), new.corrects.map(String.init), "corrects", of: thing)
  try same(known.event.reason, new.reason, "reason", of: thing)
  try same(known.event.by, new.by, "by", of: thing)
  try same(known.date.description, new.date.description, "date", of: thing)
  guard Sums(known.event.lines) == Sums(new.lines) else { throw .differs(thing, column: "lines", there: "other lines", here: "these") }
}

/// What lines come to by account and producer. What was split off to 1110 counts as 2100 again: nobody can have asked for 1110.
private struct Sums: Equatable {
  private struct Place: Hashable { let account: Account, producer: ProducerCode? }
  private var sums: [Place: Int128] = [:]

  init(_ lines: [AdjustmentLine]) {
    for line in lines {
      let account = line.account == .producerAdvances ? .producerPayableAvailable : line.account
      sums[Place(account: account, producer: line.producer), default: 0] += Int128(line.amount)
    }
    sums = sums.filter { $0.value != 0 }
  }
}
