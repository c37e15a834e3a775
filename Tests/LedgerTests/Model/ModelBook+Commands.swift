import Ledger

/// From the product's vocabulary to the model's plain figures and back.
extension ModelBook {
  /// What the model says a command comes to; takes it in unless it is refused.
  mutating func predict(_ command: Command) -> ModelVerdict {
    switch command {
    case .publishRate(let command):
      let rate = command.rate
      return publish(
        command.currency.code, on: Int(rate.date.daysSince1970),
        ModelRate(nominal: Int(rate.nominal), digits: Int(rate.rate.mantissa), scale: rate.rate.scale))
    case .agreeTerms(let command):
      let terms = command.terms
      countries[command.channel.text] = command.country
      return agree(
        command.channel.text,
        ModelTerms(from: Int(terms.validFrom.daysSince1970), commission: Int(terms.commissionBasisPoints), fee: Int(terms.feeBasisPoints)))
    case .recordBatch(let command):
      return produce(
        command.batch.text, command.product.text, on: Int(command.producedOn.daysSince1970),
        command.contributions.map { ($0.producer.text, Int($0.quantity.thousandths)) }, accepted: command.accepted.map { Int($0.thousandths) })
    case .recordSale(let command): return sell(row(of: command))
    case .allocateSale(let command): return allocate(command.sale.text, on: Int(command.date.daysSince1970))
    case .returnGoods(let command):
      return takeBack(
        command.returned.text, of: command.sale.text, Int(command.quantity.thousandths), on: Int(command.returnedOn.daysSince1970),
        cause: command.cause ?? "", isRestocked: command.disposition == .restock)
    case .reverseSale(let command): return reverse(command.sale.text, on: Int(command.date.daysSince1970), reason: command.reason)
    case .changeProducerStatus(let command): return change(command)
    case .enrolCommunity: return .noted
    case .registerProducer(let command):
      producers.insert(command.producer.text)
      return .noted
    case .developProduct(let command):
      products.insert(command.product.text)
      return .noted
    case .product, .certification, .production, .movement, .programme, .settlement, .payables, .control:
      preconditionFailure("this model knows only of registries, batches and sales")
    }
  }

  private mutating func change(_ command: ChangeProducerStatus) -> ModelVerdict {
    let isGone = leftOn[command.producer.text] != nil
    switch command.change {
    case .deactivate:
      if isGone { return .unchanged }
      leftOn[command.producer.text] = Int(command.date.daysSince1970)
    default:
      if !isGone { return .unchanged }
      leftOn[command.producer.text] = nil
    }
    return .noted
  }

  private func row(of command: RecordSale) -> ModelSaleRow {
    var row = ModelSaleRow()
    (row.sale, row.channel, row.outlet) = (command.sale.text, command.channel.text, command.outlet?.text ?? "")
    row.country = command.country ?? countries[command.channel.text] ?? ""
    (row.product, row.batch, row.receipt) = (command.product.text, command.batch?.text ?? "", command.receipt ?? "")
    (row.soldOn, row.quantity) = (Int(command.soldOn.daysSince1970), Int(command.quantity.thousandths))
    (row.digits, row.scale) = (Int(command.unitPrice.mantissa), command.unitPrice.scale)
    (row.discount, row.currency, row.allowsUnallocated) = (Int(command.discount), command.currency.code, command.allowsUnallocated)
    return row
  }
}

extension ModelVerdict {
  /// What the deciders came to, in the model's words.
  init(_ decision: Decision) {
    guard case .record(let facts) = decision else {
      self = .unchanged
      return
    }
    var lines: [ModelLine]?
    var movements: [ModelMovement] = []
    for fact in facts {
      switch fact.event {
      case .saleRecorded(let event): lines = event.allocations.map(ModelLine.init)
      case .saleAllocated(let event): lines = event.change.allocations.map(ModelLine.init)
      case .saleReturned(let event): lines = event.change.allocations.map(ModelLine.init)
      case .saleReversed(let event): lines = event.change.allocations.map(ModelLine.init)
      case .batchDrawn(let event): movements.append(ModelMovement(event.movement))
      case .batchRestocked(let event): movements.append(ModelMovement(event.movement))
      default: break
      }
    }
    self = lines.map { .moved(lines: $0, movements: movements) } ?? .noted
  }

  /// A refusal's kind and figures; the texts are tested one by one elsewhere.
  init(_ refusal: Refusal) {
    let words =
      switch refusal {
      case .unknown(let thing, let code): "unknown \(thing.rawValue) \(code)"
      case .missing(let column): "missing \(column)"
      case .malformed(let column, _): "malformed \(column)"
      case .differs(_, let column, _, _): "differs \(column)"
      case .producerInactive(let producer, _): "inactive \(producer)"
      case .noTerms: "no terms"
      case .noRate: "no rate"
      case .batchOfOtherProduct(_, let product): "other product \(product)"
      case .insufficientStock(_, _, let asked, let available, _): "insufficient \(available.thousandths) of \(asked.thousandths)"
      case .returnExceedsSold(_, let asked, let outstanding): "exceeds \(asked.thousandths) of \(outstanding.thousandths)"
      case .before: "before"
      case .saleReversed: "reversed"
      case .terms: "terms overlap"
      case .amountTooLarge, .keyReused, .saleOnStatement, .periodClosed, .product, .certification, .goods, .trade, .programme, .settlement,
        .payables, .control:
        "not expected here"
      }
    self = .refused(words)
  }
}

extension ModelMoney {
  init(_ amounts: Amounts) {
    self.init(
      gross: Int(amounts.gross), discount: Int(amounts.discount), commission: Int(amounts.commission), fee: Int(amounts.fee), net: Int(amounts.net))
  }
}

extension ModelLine {
  init(_ allocation: Allocation) {
    self.init(
      batch: allocation.batch?.text ?? "", producer: allocation.producer?.text ?? "", contributed: Int(allocation.contributed.thousandths),
      quantity: Int(allocation.quantity.thousandths), own: ModelMoney(allocation.amounts), book: ModelMoney(allocation.bookAmounts))
  }
}

extension ModelMovement {
  init(_ movement: BatchMovement) {
    self.init(batch: movement.batch.text, quantity: Int(movement.quantity.thousandths), onHand: Int(movement.onHand.thousandths))
  }
}
