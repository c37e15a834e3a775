import Ledger

/// Rows of `advances.csv`, `deductions.csv` and `settlements.csv` as commands.
extension TableRow<AdvanceColumn> {
  func command(book: Currency) throws(RowProblem) -> Command {
    try .payables(
      .payAdvance(
        PayAdvance(
          advance: ledgerCode(.advance), producer: ledgerCode(.producer), amount: units(.amount, digits: book.decimals),
          form: optionalChoice(.form) ?? .cash, date: calendarDate(.paidOn))))
  }
}

extension TableRow<DeductionColumn> {
  func command() throws(RowProblem) -> Command {
    let basisPoints = try basisPoints(.percent)
    guard (0...10_000).contains(basisPoints) else { throw problem(.percent, .percentOutside) }
    return try .payables(
      .setRule(SetDeductionRule(rule: ledgerCode(.rule), kind: choice(.kind), basisPoints: basisPoints, validFrom: calendarDate(.validFrom))))
  }
}

extension TableRow<SettlementColumn> {
  /// - Parameter wanted: the run that is settled; nil for any.
  func command(of wanted: RunCode?, book: Currency) throws(RowProblem) -> Command {
    let run: RunCode = try ledgerCode(.run)
    if let wanted, run != wanted { throw problem(.run, .otherRun(wanted.text)) }
    let producer: ProducerCode = try ledgerCode(.producer)
    let date = try calendarDate(.date)
    let amount = try optionalUnits(.amount, digits: book.decimals)
    guard try word(.status) == "returned" else {
      return try .payables(.settle(SettlePayment(run: run, producer: producer, amount: amount, reference: optionalText(.reference), date: date)))
    }
    guard let reason = try optionalText(.reason) else { throw problem(.reason, .saysNotWhy) }
    return .payables(.sendBack(ReturnPayment(run: run, producer: producer, reason: reason, date: date)))
  }
}
