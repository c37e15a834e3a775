extension SettlementContext {
  /// What a line claims when it stands for a sale as it was sold, or for goods of it as they came back.
  func claim(_ target: ClaimTarget, _ line: StatementLine, of statement: StatementState) throws(Refusal) -> Claim {
    guard let state = sales[target.sale], let sale = state.recorded, let soldOn = state.soldOn else {
      throw .unknown(.sale, target.sale.text)
    }
    if line.type == .return, target.returned == nil { throw .settlement(.notAReturn(target.sale, line.line)) }
    guard sale.place.channel == statement.received.channel else {
      throw .settlement(.saleOfOtherChannel(target.sale, sale.place.channel))
    }
    guard sale.currency == statement.received.currency else {
      throw .settlement(.saleInOtherCurrency(target.sale, sale.currency, statement: statement.received.currency))
    }
    if state.isReversed { throw .saleReversed(target.sale) }
    if let place = settlement.place(of: target) { throw .settlement(.alreadyClaimed(target.name, place.statement, place.line)) }
    var (date, amounts, bookAmounts) = (soldOn, sale.amounts, sale.bookAmounts)
    if let code = target.returned {
      guard let known = state.returns[code] else { throw .settlement(.unknownReturn(code, target.sale)) }
      (date, amounts, bookAmounts) = (known.date, known.returned.change.amounts, known.returned.change.bookAmounts)
    }
    guard date <= statement.received.periodTo else {
      throw .settlement(.afterPeriod(target.name, date, periodTo: statement.received.periodTo))
    }
    return Claim(
      sale: target.sale, returned: target.returned, date: date, netSales: Valued(own: amounts.netSales, book: bookAmounts.netSales),
      commission: Valued(own: amounts.commission, book: bookAmounts.commission),
      isRefund: target.returned.map { payables.wasWithdrawn($0) } ?? false)
  }

  /// What follows when the book has another figure than a line: written off at once as far as it is tolerated, else disputed for the reason given.
  func differ(
    _ command: MatchLine, _ line: LineCode, book figure: Int64, stated: Int64, valuedAs base: Valued, of statement: StatementState
  ) throws(Refusal) -> [Fact] {
    let difference = figure - stated
    if difference == 0 { return [] }
    let currency = statement.received.currency
    let tolerance = settlement.tolerance(in: currency, on: command.date)
    let isTolerated = difference.magnitude <= tolerance.magnitude
    guard isTolerated || command.dispute != nil else {
      throw .settlement(
        .beyondTolerance(
          line, book: statement.money(figure), stated: statement.money(stated), difference: statement.money(difference),
          tolerance: statement.money(tolerance)))
    }
    let value = try valued(difference, as: base, currency, column: "amount")
    guard isTolerated else { return [statement.disputed(line, value, command.dispute ?? "", book: book, on: command.date)] }
    let reason = "within the tolerance of \(statement.money(tolerance))"
    return [
      statement.disputed(line, value, reason, book: book, on: command.date),
      statement.resolved(line, value, .writtenOff, reason, book: book, on: command.date),
    ]
  }
}
