import Ledger

extension BookCache {
  /// Decides any command but a registration, which needs personal data beside the cache.
  func decide(_ command: Command, book: Currency) throws(Refusal) -> Decision {
    switch command {
    case .enrolCommunity(let command): return try Ledger.decide(command, given: community(command.community))
    case .registerProducer: preconditionFailure("a registration is decided with the person's data")
    case .changeProducerStatus(let command): return try Ledger.decide(command, given: producer(command.producer))
    case .developProduct(let command): return try Ledger.decide(command, given: product(command.product))
    case .product(let command): return try Ledger.decide(command, given: product(command.product))
    case .certification(let command):
      return try Ledger.decide(
        command, product: command.product.map { product($0) } ?? ProductState(), criteria: command.oblast.map { criteria($0) } ?? CriteriaState())
    case .agreeTerms(let command): return try Ledger.decide(command, given: channel(command.channel))
    case .publishRate(let command): return try Ledger.decide(command, given: rate(command.currency), book: book)
    case .recordBatch(let command):
      var producers: [ProducerCode: ProducerState] = [:]
      for contribution in command.contributions { producers[contribution.producer] = producer(contribution.producer) }
      return try Ledger.decide(command, given: batch(command.batch), product: product(command.product), producers: producers, payables: payables)
    case .recordSale(let command):
      let channel = channel(command.channel)
      let lots = command.batch == nil ? shelves[command.product]?.lots(at: command.place(in: channel), producedBy: command.soldOn) ?? [] : []
      return try Ledger.decide(
        command,
        given: SaleContext(
          sale: sale(command.sale), product: product(command.product), channel: channel, rates: rate(command.currency),
          named: command.batch.map { batch($0) }, lots: lots, book: book))
    case .allocateSale(let command):
      let sale = sale(command.sale)
      let channel = sale.recorded.map { self.channel($0.place.channel) } ?? ChannelState()
      return try Ledger.decide(
        command, given: sale, lots: lots(for: sale, at: sale.place(in: channel), on: command.date), channel: channel, money: money(of: command.sale))
    case .returnGoods(let command):
      return try Ledger.decide(command, given: sale(command.sale), batches: batches(of: command.sale), money: money(of: command.sale))
    case .reverseSale(let command):
      return try Ledger.decide(command, given: sale(command.sale), batches: batches(of: command.sale), money: money(of: command.sale))
    case .settlement(let command): return try Ledger.decide(command, given: context(of: command, book: book))
    case .payables(let command):
      var producers: [ProducerCode: ProducerState] = [:]
      for code in command.namedProducers { producers[code] = producer(code) }
      return try Ledger.decide(command, given: payables, producers: producers, book: book)
    case .control(let command): return try Ledger.decide(command, given: calendar)
    case .production(let command): return try Ledger.decide(command, given: batch(command.batch), payables: payables, book: book)
    case .movement(let command): return try Ledger.decide(command, given: context(of: command, book: book))
    case .programme(let command): return try Ledger.decide(command, given: context(of: command))
    }
  }

  /// What has become of a sale's money.
  private func money(of code: SaleCode) -> SaleMoney {
    guard let channel = sale(code).recorded?.place.channel else { return SaleMoney() }
    return SaleMoney(settlement: settlement(channel), payables: payables)
  }

  /// What a decision about a channel's money depends on.
  private func context(of command: SettlementCommand, book: Currency) -> SettlementContext {
    let needs = Needs(settling: command, from: self, book: book)
    var sales: [SaleCode: SaleState] = [:]
    var rates = RateState()
    for stream in needs.streams {
      switch self[stream]?.state {
      case .sale(let state): if let code = SaleCode(checking: stream.code) { sales[code] = state }
      case .rate(let state): rates = state
      default: break
      }
    }
    let bank: BankState =
      switch command {
      case .recordReceipt(let command): self.bank(command.payout)
      case .applyReceipt(let command): self.bank(command.payout)
      default: BankState()
      }
    return SettlementContext(
      settlement: command.channel.map { settlement($0) } ?? SettlementState(), channel: command.channel.map { channel($0) } ?? ChannelState(),
      bank: bank, payables: payables, sales: sales, rates: rates, book: book)
  }

  /// What a sale's suspense may be allocated from: the batch it named, else the product's shelf.
  private func lots(for sale: SaleState, at place: Place, on date: CalendarDate) -> ArraySlice<Lot> {
    guard let recorded = sale.recorded else { return [] }
    guard let code = recorded.namedBatch else { return shelves[recorded.goods.product]?.lots(at: place, producedBy: date) ?? [] }
    let named = batch(code)
    return named.produced.map { [Lot(produced: $0, stock: named.stock, at: place)] } ?? []
  }

  private func batches(of code: SaleCode) -> [BatchCode: BatchState] {
    Dictionary(uniqueKeysWithValues: sale(code).drawnBatches.map { ($0, batch($0)) })
  }
}
