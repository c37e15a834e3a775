import Ledger

/// Rows of `sales.csv` and `returns.csv` as commands.
extension TableRow<SaleColumn> {
  func command(allowsUnallocated: Bool) throws(RowProblem) -> Command {
    let currency = try currency(.currency)
    return try .recordSale(
      RecordSale(
        sale: ledgerCode(.sale), soldOn: calendarDate(.soldOn), receipt: optionalText(.receipt), channel: ledgerCode(.channel),
        outlet: optionalLedgerCode(.outlet), country: optionalCountry(.country), product: ledgerCode(.product), batch: optionalLedgerCode(.batch),
        quantity: quantity(.quantity), unitPrice: decimalNumber(.unitPrice), discount: optionalUnits(.discount, digits: currency.decimals) ?? 0,
        currency: currency, allowsUnallocated: allowsUnallocated))
  }
}

extension TableRow<ReturnColumn> {
  func command() throws(RowProblem) -> Command {
    try .returnGoods(
      ReturnGoods(
        returned: ledgerCode(.return), returnedOn: calendarDate(.returnedOn), sale: ledgerCode(.sale), quantity: quantity(.quantity),
        cause: optionalText(.cause), disposition: optionalChoice(.disposition) ?? .restock))
  }
}
