import Ledger

extension ReadCommand {
  /// The rows of a command that the ledger refused, each with the reason.
  public func problems(_ refusal: Refusal) -> [RowProblem] {
    let column = column(of: refusal)
    let guilty = guiltyPlaces(refusal)
    return places.map { place in
      if guilty.isEmpty || guilty.contains(place) {
        return RowProblem(row: place.row, line: place.line, column: column, value: value(refusal, column), reason: refusal.message)
      }
      return RowProblem(
        row: place.row, line: place.line, column: "batch", value: value(refusal, ""),
        reason: "the batch is not taken because of row \(guilty[0].row); mend that row and import the file again")
    }
  }

  /// The rows of a batch that name the producer who is refused; empty when the reason lies in the whole.
  private func guiltyPlaces(_ refusal: Refusal) -> [RowPlace] {
    guard case .recordBatch(let batch) = command, batch.contributions.count == places.count else { return [] }
    let producer: String
    switch refusal {
    case .unknown(.producer, let code): producer = code
    case .producerInactive(let code, _): producer = code.text
    default: return []
    }
    return zip(batch.contributions, places).filter { $0.0.producer.text == producer }.map(\.1)
  }

  /// The ledger names columns as its own fields are called; some files call the date by what happened on it, and a key is a thing's number.
  private func column(of refusal: Refusal) -> String {
    if case .keyReused = refusal, case .returnGoods = command { return "return" }
    guard refusal.column == "date" else { return refusal.column }
    return switch command {
    case .recordSale: "sold_on"
    case .returnGoods: "returned_on"
    case .recordBatch: "produced_on"
    default: "date"
    }
  }

  /// What stood in the column, as far as the reason does not say it better.
  private func value(_ refusal: Refusal, _ column: String) -> String {
    switch refusal {
    case .unknown(_, let code) where !column.isEmpty: return code
    case .differs(_, _, _, let here): return here
    default: break
    }
    return switch (command, column) {
    case (.recordSale(let sale), "quantity"): sale.quantity.description
    case (.recordSale(let sale), "unit_price"): sale.unitPrice.description
    case (.recordSale(let sale), "sold_on"): sale.soldOn.description
    case (.recordSale(let sale), "currency"): sale.currency.code
    case (.recordSale(let sale), "channel"): sale.channel.text
    case (.recordSale(let sale), "batch"): sale.batch?.text ?? ""
    case (.recordSale(let sale), "discount"):
      DecimalNumber(mantissa: sale.discount, scale: sale.currency.decimals)?.description ?? ""
    case (.recordSale(let sale), _): sale.sale.text
    case (.returnGoods(let command), "quantity"): command.quantity.description
    case (.returnGoods(let command), "returned_on"): command.returnedOn.description
    case (.returnGoods(let command), _): command.returned.text
    case (.recordBatch(let batch), "accepted"): batch.accepted?.description ?? ""
    case (.recordBatch(let batch), _): batch.batch.text
    case (.registerProducer(let command), _): command.producer.text
    case (.developProduct(let command), _): command.product.text
    case (.agreeTerms(let command), _): command.channel.text
    case (.publishRate(let command), _): command.currency.code
    case (.enrolCommunity(let command), _): command.community.text
    default: ""
    }
  }
}
