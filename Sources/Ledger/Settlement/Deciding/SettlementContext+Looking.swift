extension SettlementContext {
  /// The statement, or the refusal that there is none.
  func statement(_ code: StatementCode, of channel: ChannelCode) throws(Refusal) -> StatementState {
    guard self.channel.opened != nil else { throw .unknown(.channel, channel.text) }
    guard let statement = settlement.statement(code) else { throw .settlement(.unknownStatement(code, channel)) }
    return statement
  }

  /// An amount in the book's currency at the official rate of a day.
  func valued(_ own: Int64, _ currency: Currency, on date: CalendarDate, column: String) throws(Refusal) -> (value: Valued, rate: Rate?) {
    guard own.magnitude <= largestInteger.magnitude else { throw .amountTooLarge(column: column) }
    if currency == book { return (Valued(own: own, book: own), nil) }
    guard let rate = rates.rate(on: date) else { throw .noRate(currency, on: date) }
    guard let value = rate.convert(own, from: currency, to: book) else { throw .amountTooLarge(column: column) }
    return (Valued(own: own, book: value), rate)
  }

  /// An amount valued as something else is, of which it may be a part or a multiple. Of something of no amount it has no value but its own.
  func valued(_ own: Int64, as base: Valued, _ currency: Currency, column: String) throws(Refusal) -> Valued {
    if own == base.own, currency != book { return base }
    var value = Int128(own)
    if currency != book { value = base.own == 0 ? 0 : scaled(Int128(own) * Int128(base.book), by: base.own) }
    guard own.magnitude <= largestInteger.magnitude, value.magnitude <= UInt128(largestInteger) else { throw .amountTooLarge(column: column) }
    return Valued(own: own, book: Int64(value))
  }
}

private func scaled(_ product: Int128, by divisor: Int64) -> Int128 {
  divisor < 0 ? roundedQuotient(-product, by: -Int128(divisor)) : roundedQuotient(product, by: Int128(divisor))
}

extension StatementState {
  /// The line's place, or the refusal that there is none.
  func place(of line: LineCode) throws(Refusal) -> Int {
    guard let index = index(of: line) else { throw .settlement(.unknownLine(line, received.statement)) }
    return index
  }

  /// An amount of its currency for a message.
  func money(_ amount: Int64) -> Money { Money(amount, received.currency) }

  /// A dispute about it.
  func disputed(_ line: LineCode?, _ amount: Valued, _ reason: String, book: Currency, on date: CalendarDate) -> Fact {
    let event = StatementDisputed(
      statement: received.statement, line: line, channel: received.channel, currency: received.currency, bookCurrency: book, amount: amount,
      reason: reason)
    return Fact(.statementDisputed(event), in: .settlement(received.channel), on: date)
  }

  /// The end of one.
  func resolved(
    _ line: LineCode?, _ amount: Valued, _ outcome: DisputeOutcome, _ reason: String, book: Currency, on date: CalendarDate
  ) -> Fact {
    let event = StatementResolved(
      statement: received.statement, line: line, channel: received.channel, currency: received.currency, bookCurrency: book, amount: amount,
      outcome: outcome, reason: reason)
    return Fact(.statementResolved(event), in: .settlement(received.channel), on: date)
  }

  /// Insists that what a total comes to can still be kept exactly.
  func checkTotals(adding value: Valued) throws(Refusal) {
    for (total, more) in [(due.own, value.own), (due.book, value.book), (matched.own, value.own), (matched.book, value.book)] {
      let (sum, overflow) = total.addingReportingOverflow(more)
      guard !overflow, sum.magnitude <= largestInteger.magnitude else { throw .amountTooLarge(column: "amount") }
    }
  }
}
