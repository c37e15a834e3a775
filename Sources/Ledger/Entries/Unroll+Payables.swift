/// The lines of what producers are owed and paid. All of it is in the book's currency.
func payablesLines(_ event: Event) -> [Entry] {
  switch event {
  case .entitlementsReleased(let event): event.lines.map { releasedLine($0, event) }
  case .entitlementsWithdrawn(let event): withdrawnLines(event)
  case .advancePaid(let event):
    [line("advanced", event.producer, event.advance.text, event.bookCurrency, event.amount) { $0.purpose = event.form.rawValue }]
  case .payoutRunApproved(let event): event.payments.flatMap { approvedLines($0, event) }
  case .producerPaid(let event):
    [line("paid", event.producer, event.run.text, event.bookCurrency, event.amount) { $0.reference = event.reference }]
  case .producerPaymentReturned(let event): returnedLines(event)
  case .adjustmentPosted(let event):
    event.lines.map { adjusted in
      line("adjusted", adjusted.producer, event.adjustment.text, event.bookCurrency, adjusted.amount) {
        ($0.purpose, $0.reference) = (adjusted.account.rawValue, event.corrects.map(String.init))
      }
    }
  default: []
  }
}

private func line(
  _ kind: String, _ producer: ProducerCode?, _ document: String?, _ currency: Currency, _ amount: Int64, _ fill: (inout Entry) -> Void = { _ in }
) -> Entry {
  var entry = Entry(kind)
  (entry.producer, entry.document, entry.currency) = (producer?.text, document, currency.code)
  let amounts = Amounts(gross: amount, discount: 0, commission: 0, fee: 0)
  (entry.amounts, entry.bookAmounts) = (amounts, amounts)
  fill(&entry)
  return entry
}

private func releasedLine(_ released: ReleasedLine, _ event: EntitlementsReleased) -> Entry {
  line("released", released.producer, event.statement?.text, event.bookCurrency, released.amount) {
    ($0.channel, $0.sale, $0.reference) = (event.channel.text, released.sale?.text, event.payout?.text)
    ($0.purpose, $0.documentOn) = (released.sale == nil ? "exchange" : "sale", released.soldOn)
  }
}

private func withdrawnLines(_ event: EntitlementsWithdrawn) -> [Entry] {
  let refundable = entry("refundable") {
    ($0.sale, $0.returned, $0.channel, $0.currency) = (event.sale.text, event.returned.text, event.channel.text, event.currency.code)
    $0.amounts = Amounts(gross: event.netSales.own, discount: 0, commission: 0, fee: 0)
    $0.bookAmounts = Amounts(gross: event.netSales.book, discount: 0, commission: 0, fee: 0)
  }
  return [refundable]
    + event.lines.map { withdrawn in
      line("withdrawn", withdrawn.producer, nil, event.bookCurrency, withdrawn.amount) {
        ($0.sale, $0.returned, $0.channel) = (event.sale.text, event.returned.text, event.channel.text)
        $0.purpose = withdrawn.from.rawValue
      }
    }
}

/// What she gets, and what is kept back of it; parts of nothing are left out, but for what she gets.
private func approvedLines(_ payment: PaymentTotals, _ event: PayoutRunApproved) -> [Entry] {
  func part(_ kind: String, _ purpose: String?, _ amount: Int64) -> Entry {
    line(kind, payment.producer, event.run.text, event.bookCurrency, amount) { $0.purpose = purpose }
  }
  let kept = [
    part("deducted", "tax", payment.tax), part("deducted", "fee", payment.fee), part("deducted", "reserve", payment.reserve),
    part("netted", "debt", payment.debt), part("netted", "advance", payment.advances),
  ]
  return [part("approved", nil, payment.net)] + kept.filter { $0.amounts != .zero }
}

private func returnedLines(_ event: ProducerPaymentReturned) -> [Entry] {
  let sentBack = line("sent_back", event.producer, event.run.text, event.bookCurrency, event.net) {
    $0.purpose = event.wasPaid ? "paid" : "instructed"
  }
  guard event.tax != 0 else { return [sentBack] }
  return [sentBack, line("tax_back", event.producer, event.run.text, event.bookCurrency, event.tax)]
}
