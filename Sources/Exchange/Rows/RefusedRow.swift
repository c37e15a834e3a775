import Ledger

extension ReadCommand {
  /// The rows of a command that the ledger refused, each with the reason.
  /// - Parameter reason: the same in other words; nil: the ledger's own.
  public func problems(_ refusal: Refusal, reason: String? = nil) -> [RowProblem] {
    let column = column(of: refusal)
    let guilty = guiltyPlaces(refusal)
    return places.map { place in
      if guilty.isEmpty || guilty.contains(place) {
        return RowProblem(row: place.row, line: place.line, column: column, value: value(refusal, column), reason: reason ?? refusal.message)
      }
      return .dragged(place, by: guilty[0].row, thing, value(refusal, ""))
    }
  }

  /// The rows that the refusal is about: of a batch those that name the producer, of a payout those of the statement; empty when the reason lies in the
  /// whole.
  private func guiltyPlaces(_ refusal: Refusal) -> [RowPlace] {
    guard parts.count == places.count, let part = part(refusal) else { return [] }
    return zip(parts, places).filter { $0.0 == part }.map(\.1)
  }

  private func part(_ refusal: Refusal) -> String? {
    switch (command, refusal) {
    case (.recordBatch, .unknown(.producer, let code)): code
    case (.recordBatch, .producerInactive(let code, _)): code.text
    case (.settlement(.recordReceipt), .settlement(let refusal)):
      switch refusal {
      case .unknownStatement(let statement, _), .nothingOpen(let statement), .overpaid(let statement, _, _): statement.text
      default: nil
      }
    default: nil
    }
  }

  /// The ledger names columns as its own fields are called; some files call the date by what happened on it, and a key is a thing's number.
  private func column(of refusal: Refusal) -> String {
    switch (command, refusal) {
    case (.returnGoods, .keyReused): return "return"
    case (.payables(.setRule), _) where refusal.column == "basis_points": return "percent"
    default: break
    }
    guard refusal.column == "date" else { return refusal.column }
    return switch command {
    case .recordSale: "sold_on"
    case .returnGoods: "returned_on"
    case .recordBatch: "produced_on"
    case .settlement(.receive(let statement)): statement.receivedOn == nil ? "period_to" : "received_on"
    case .settlement(.recordReceipt): "received_on"
    case .payables(.payAdvance): "paid_on"
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
    case (.agreeTerms(let command), "valid_from"): command.terms.validFrom.description
    case (.agreeTerms(let command), "valid_to"): command.terms.validTo?.description ?? ""
    case (.agreeTerms(let command), _): command.channel.text
    case (.publishRate(let command), _): command.currency.code
    case (.enrolCommunity(let command), _): command.community.text
    case (.settlement(let command), _): command.value(column)
    case (.payables(let command), _): command.value(column)
    default: ""
    }
  }
}

extension SettlementCommand {
  fileprivate func value(_ column: String) -> String {
    switch (self, column) {
    case (.receive(let statement), "currency"): statement.currency.code
    case (.receive(let statement), "channel"): statement.channel.text
    case (.receive(let statement), "period_to"): statement.periodTo.description
    case (.receive(let statement), "received_on"): statement.receivedOn?.description ?? ""
    case (.receive(let statement), _): statement.statement.text
    case (.recordReceipt(let receipt), "currency"): receipt.currency.code
    case (.recordReceipt(let receipt), "channel"): receipt.channel?.text ?? ""
    case (.recordReceipt(let receipt), "received_on"): receipt.receivedOn.description
    case (.recordReceipt(let receipt), _): receipt.payout.text
    default: ""
    }
  }
}

extension PayablesCommand {
  fileprivate func value(_ column: String) -> String {
    switch (self, column) {
    case (.payAdvance(let advance), "paid_on"): advance.date.description
    case (.payAdvance(let advance), "producer"): advance.producer.text
    case (.payAdvance(let advance), _): advance.advance.text
    case (.setRule(let rule), _): rule.rule.text
    case (.settle(let payment), "producer"): payment.producer.text
    case (.settle(let payment), "date"): payment.date.description
    case (.settle(let payment), "amount"):
      payment.amount.flatMap { DecimalNumber(mantissa: $0, scale: Currency.kgs.decimals)?.description } ?? ""
    case (.settle(let payment), _): payment.run.text
    case (.sendBack(let payment), "producer"): payment.producer.text
    case (.sendBack(let payment), "date"): payment.date.description
    case (.sendBack(let payment), _): payment.run.text
    default: ""
    }
  }
}
