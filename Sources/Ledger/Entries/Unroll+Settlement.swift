/// The lines of what a channel states and pays.
func settlementLines(_ event: Event) -> [Entry] {
  switch event {
  case .statementReceived(let event): event.lines.map { statedLine($0, event) }
  case .statementLineMatched(let event): matchedLines(event.match, isUndone: false)
  case .statementLineUnmatched(let event): matchedLines(event.match, isUndone: true)
  case .statementDisputed(let event):
    [disputeLine("disputed", event.channel, event.statement, event.line, event.amount, event.currency)]
  case .statementResolved(let event):
    [
      entry(disputeLine("resolved", event.channel, event.statement, event.line, event.amount, event.currency)) {
        $0.purpose = event.outcome.rawValue
      }
    ]
  case .bankEntryRecorded(let event): bankedLines(event)
  case .channelPayoutReceived(let event): payoutLines(event)
  default: []
  }
}

/// A line with money in its document's currency and in the book's.
private func line(_ kind: String, _ channel: ChannelCode?, _ document: String, _ currency: Currency, _ value: Valued, commission: Valued = .zero)
  -> Entry
{
  entry(kind) {
    ($0.channel, $0.document, $0.currency) = (channel?.text, document, currency.code)
    $0.amounts = Amounts(gross: value.own, discount: 0, commission: commission.own, fee: 0)
    $0.bookAmounts = Amounts(gross: value.book, discount: 0, commission: commission.book, fee: 0)
  }
}

private func entry(_ line: Entry, _ fill: (inout Entry) -> Void) -> Entry {
  var line = line
  fill(&line)
  return line
}

private func statedLine(_ stated: StatementLine, _ event: StatementReceived) -> Entry {
  entry("stated") {
    ($0.channel, $0.document, $0.purpose, $0.reference) = (event.channel.text, event.statement.text, stated.type.rawValue, stated.reference)
    ($0.currency, $0.quantity, $0.documentOn) = (event.currency.code, stated.quantity?.thousandths, event.periodTo)
    $0.amounts = Amounts(gross: stated.amount, discount: 0, commission: 0, fee: 0)
  }
}

private func matchedLines(_ match: LineMatch, isUndone: Bool) -> [Entry] {
  func signed(_ value: Valued) -> Valued { isUndone ? -value : value }
  var lines: [Entry] = []
  for claim in match.claims {
    let fill = { (entry: inout Entry) in
      (entry.sale, entry.returned, entry.purpose) = (claim.sale.text, claim.returned?.text, match.method.rawValue)
      (entry.reference, entry.documentOn) = (match.line.text, claim.date)
    }
    let (netSales, commission) = (signed(claim.netSales), signed(claim.commission))
    lines.append(
      entry(
        line(
          isUndone ? "unmatched" : "matched", match.channel, match.statement.text, match.currency, netSales, commission: commission), fill))
    if claim.isRefund {
      lines.append(
        entry(line(isUndone ? "refund_unnetted" : "refund_netted", match.channel, match.statement.text, match.currency, -netSales), fill))
    }
  }
  if let charge = match.charge {
    lines.append(
      entry(line(isUndone ? "uncharged" : "charged", match.channel, match.statement.text, match.currency, signed(charge))) {
        ($0.purpose, $0.reference) = (match.chargeType?.rawValue, match.line.text)
      })
  }
  return lines
}

private func disputeLine(
  _ kind: String, _ channel: ChannelCode, _ statement: StatementCode, _ number: LineCode?, _ amount: Valued, _ currency: Currency
) -> Entry {
  entry(line(kind, channel, statement.text, currency, amount)) { $0.reference = number?.text }
}

/// What is on the bank account is in the book's currency, whatever was sent.
private func bankedLines(_ event: BankEntryRecorded) -> [Entry] {
  [("amount", event.bookAmount), ("bank_fee", event.bookBankFee)].filter { $0.1 != 0 }.map { purpose, amount in
    entry(line("banked", event.channel, event.payout.text, event.bookCurrency, Valued(own: amount, book: amount))) {
      ($0.purpose, $0.reference) = (purpose, event.reference)
    }
  }
}

private func payoutLines(_ event: ChannelPayoutReceived) -> [Entry] {
  let settled = entry(
    line("settled", event.channel, event.statement.text, event.currency, Valued(own: event.amount, book: event.carrying))
  ) { $0.reference = event.payout.text }
  let difference = event.received - event.carrying
  guard difference != 0 else { return [settled] }
  let amount = Int64(difference.magnitude)
  let exchanged = entry(line("exchanged", event.channel, event.statement.text, event.bookCurrency, Valued(own: amount, book: amount))) {
    ($0.purpose, $0.reference) = (difference > 0 ? "gain" : "loss", event.payout.text)
  }
  return [settled, exchanged]
}
