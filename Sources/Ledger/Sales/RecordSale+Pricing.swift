/// gross = round(quantity × unit price); commission and fee = round((gross − discount) × basis points ÷ 10 000).
func price(_ command: RecordSale, terms: Terms) throws(Refusal) -> Amounts {
  guard command.unitPrice.mantissa >= 0 else { throw .malformed(column: "unit_price", "the price is negative") }
  guard command.unitPrice.scale <= 6 else { throw .malformed(column: "unit_price", "the price has more than 6 decimals") }
  let exact = Int128(command.quantity.thousandths) * Int128(command.unitPrice.mantissa) * powersOfTen[command.currency.decimals]
  let gross = roundedQuotient(exact, by: 1000 * powersOfTen[command.unitPrice.scale])
  guard gross <= Int128(largestInteger) else { throw .amountTooLarge(column: "unit_price") }
  guard command.discount >= 0 else { throw .malformed(column: "discount", "the discount is negative") }
  guard Int128(command.discount) <= gross else {
    throw .malformed(column: "discount", "the discount is larger than quantity × unit price")
  }
  let netSales = gross - Int128(command.discount)
  return Amounts(
    gross: Int64(gross), discount: command.discount,
    commission: Int64(roundedQuotient(netSales * Int128(terms.commissionBasisPoints), by: 10_000)),
    fee: Int64(roundedQuotient(netSales * Int128(terms.feeBasisPoints), by: 10_000)))
}

/// Gross, discount, commission and fee each at the rate, rounded; the net is the rest, so it always balances.
func inBook(_ amounts: Amounts, from currency: Currency, rate: Rate?, book: Currency) throws(Refusal) -> Amounts {
  guard let rate else { return amounts }
  guard let gross = rate.convert(amounts.gross, from: currency, to: book), let discount = rate.convert(amounts.discount, from: currency, to: book),
    let commission = rate.convert(amounts.commission, from: currency, to: book), let fee = rate.convert(amounts.fee, from: currency, to: book)
  else { throw .amountTooLarge(column: "unit_price") }
  return Amounts(gross: gross, discount: discount, commission: commission, fee: fee)
}
