extension SettlementContext {
  /// Facts about a statement, and what follows from them: sales that are covered become their producers' money, and once it is settled so does the
  /// exchange difference, where the terms say that producers bear it.
  func withConsequences(
    _ facts: [Fact], for before: StatementState, payout: PayoutCode?, on date: CalendarDate
  ) -> [Fact] {
    // Nearly every match comes before any payment, with lines still to be matched: nothing can follow, and the statement need not be copied.
    let isPaid = facts.contains { if case .channelPayoutReceived = $0.event { true } else { false } }
    if !isPaid, before.payments.isEmpty, before.matches.count + facts.count < before.received.lines.count { return facts }
    var (facts, after) = (facts, before)
    for fact in facts { after.evolve(fact.event, on: fact.occurredOn) }
    for fact in remainder(of: after, on: date) {
      after.evolve(fact.event, on: date)
      facts.append(fact)
    }
    var lines: [ReleasedLine] = []
    if after.released.count > before.released.count {
      for sale in after.sales where after.released.contains(sale) && !before.released.contains(sale) {
        lines += releasedLines(of: known(sale))
      }
    }
    lines += exchangeLines(of: after, after.isSettled ? after.exchange - before.exchangeReckoned : 0)
    return facts + released(lines, by: after.received, payout, on: date)
  }

  /// Charges are valued on their own day. Where they leave nothing to pay but a value of nothing, that value is given up, so that no account keeps it.
  private func remainder(of statement: StatementState, on date: CalendarDate) -> [Fact] {
    guard statement.isSettled, statement.open.book != 0 else { return [] }
    let (value, reason) = (statement.open, "what different rates left over")
    return [
      statement.disputed(nil, value, reason, book: book, on: date),
      statement.resolved(nil, value, .writtenOff, reason, book: book, on: date),
    ]
  }

  /// The exchange difference, by largest remainder over what each producer gets for the sales of the statement; the part of goods of our own
  /// stays ours.
  private func exchangeLines(of statement: StatementState, _ difference: Int64) -> [ReleasedLine] {
    guard difference != 0, channel.terms(begunBy: statement.received.periodTo)?.fxRisk == .producers else { return [] }
    var nets: [ProducerCode: Int64] = [:]
    for sale in statement.sales { for line in releasedLines(of: known(sale)) { nets[line.producer, default: 0] += line.amount } }
    let owners = nets.filter { $0.value > 0 }.sorted { $0.key < $1.key }
    let ours = max(0, statement.sales.reduce(Int64(0)) { $0.adding(ownNet(of: known($1))) })
    let total = owners.reduce(Int128(ours)) { $0 + Int128($1.value) }
    guard total > 0 else { return [] }
    let weights = (owners.map(\.value) + [ours]).map { Weight(numerator: Int128($0), denominator: 1) }
    return zip(owners, apportion(difference, among: weights, total: total)).filter { $0.1 != 0 }.map { owner, share in
      ReleasedLine(sale: nil, soldOn: nil, producer: owner.key, amount: share)
    }
  }

  /// As few events as can be, each far below the size that an event may have.
  private func released(_ lines: [ReleasedLine], by statement: StatementReceived, _ payout: PayoutCode?, on date: CalendarDate) -> [Fact] {
    stride(from: 0, to: lines.count, by: linesPerRelease).map { first in
      let event = EntitlementsReleased(
        channel: statement.channel, statement: statement.statement, payout: payout, bookCurrency: book,
        lines: Array(lines[first..<min(first + linesPerRelease, lines.count)]))
      return Fact(.entitlementsReleased(event), in: .payables, on: date)
    }
  }

  private func known(_ sale: SaleCode) -> SaleState {
    guard let state = sales[sale] else { preconditionFailure("a sale of the statement is not at hand: see SettlementState.salesNeeded") }
    return state
  }
}

/// Codes are at most 64 characters of four bytes, so that a line is below 700 bytes and an event below 1 MiB.
private let linesPerRelease = 1_000

/// What we keep of a sale for goods of our own: net in book currency, given less taken back.
private func ownNet(of sale: SaleState) -> Int64 {
  func sum(_ pairs: [Pair: TwoAmounts]) -> Int64 { pairs.reduce(0) { $1.key.isOwn ? $0 + $1.value.book.net : $0 } }
  return sum(sale.given()) - sum(sale.takenBack())
}

/// What each producer gets when a sale becomes payable: her net in book currency, given less taken back, over all batches; by producer.
///
/// What has no maker yet is left out, and so is what comes to nothing.
func releasedLines(of sale: SaleState) -> [ReleasedLine] {
  guard let recorded = sale.recorded else { return [] }
  var nets: [ProducerCode: Int64] = [:]
  for (pair, amounts) in sale.given() { if let producer = pair.producer { nets[producer, default: 0] += amounts.book.net } }
  for (pair, amounts) in sale.takenBack() { if let producer = pair.producer { nets[producer, default: 0] -= amounts.book.net } }
  return nets.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map {
    ReleasedLine(sale: recorded.sale, soldOn: sale.soldOn, producer: $0.key, amount: $0.value)
  }
}
