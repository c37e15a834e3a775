import Ledger

/// A book in memory: takes commands to the deciders and their facts into the states, as the service does with a log.
struct TestBook {
  let currency: Currency
  private(set) var facts: [Fact] = []
  private(set) var communities: [CommunityCode: CommunityState] = [:]
  private(set) var groups: [GroupCode: GroupState] = [:]
  private(set) var producers: [ProducerCode: ProducerState] = [:]
  private(set) var products: [ProductCode: ProductState] = [:]
  private(set) var channels: [ChannelCode: ChannelState] = [:]
  private(set) var rates: [Currency: RateState] = [:]
  private(set) var batches: [BatchCode: BatchState] = [:]
  private(set) var sales: [SaleCode: SaleState] = [:]
  private(set) var shelves: [ProductCode: Shelf] = [:]

  init(currency: Currency = .kgs) { self.currency = currency }

  /// Decides and, unless refused, takes the facts in.
  @discardableResult
  mutating func perform(_ command: Command) throws(Refusal) -> Decision {
    let decision = try decide(command)
    if case .record(let facts) = decision { for fact in facts { take(fact) } }
    return decision
  }

  /// What a command would come to.
  func decide(_ command: Command) throws(Refusal) -> Decision {
    switch command {
    case .enrolCommunity(let command): try Ledger.decide(command, given: communities[command.community] ?? .init())
    case .registerProducer(let command): try decide(command)
    case .changeProducerStatus(let command): try Ledger.decide(command, given: producers[command.producer] ?? .init())
    case .developProduct(let command): try Ledger.decide(command, given: products[command.product] ?? .init())
    case .agreeTerms(let command): try Ledger.decide(command, given: channels[command.channel] ?? .init())
    case .publishRate(let command): try Ledger.decide(command, given: rates[command.currency] ?? .init(), book: currency)
    case .recordBatch(let command):
      try Ledger.decide(
        command, given: batches[command.batch] ?? .init(), product: products[command.product] ?? .init(), producers: producers)
    case .recordSale(let command): try decide(command)
    case .allocateSale(let command): try decide(command)
    case .returnGoods(let command): try Ledger.decide(command, given: sales[command.sale] ?? .init(), batches: batches)
    case .reverseSale(let command): try Ledger.decide(command, given: sales[command.sale] ?? .init(), batches: batches)
    }
  }

  private func decide(_ command: RegisterProducer) throws(Refusal) -> Decision {
    try Ledger.decide(
      command, person: "of \(command.details.name)", given: producers[command.producer] ?? .init(),
      community: communities[command.membership.community] ?? .init(), group: command.membership.group.flatMap { groups[$0] } ?? .init())
  }

  private func decide(_ command: RecordSale) throws(Refusal) -> Decision {
    let context = SaleContext(
      sale: sales[command.sale] ?? .init(), product: products[command.product] ?? .init(), channel: channels[command.channel] ?? .init(),
      rates: rates[command.currency] ?? .init(), named: command.batch.flatMap { batches[$0] },
      lots: command.batch == nil ? shelves[command.product]?.lots(producedBy: command.soldOn) ?? [] : [], book: currency)
    return try Ledger.decide(command, given: context)
  }

  private func decide(_ command: AllocateSale) throws(Refusal) -> Decision {
    let sale = sales[command.sale] ?? .init()
    let shelf = sale.recorded.flatMap { shelves[$0.goods.product] }
    return try Ledger.decide(command, given: sale, lots: shelf?.lots(producedBy: command.date) ?? [])
  }

  private mutating func take(_ fact: Fact) {
    facts.append(fact)
    let event = fact.event
    switch event {
    case .communityEnrolled(let payload): communities[payload.community, default: .init()].evolve(event)
    case .groupFormed(let payload): groups[payload.group, default: .init()].evolve(event)
    case .producerRegistered(let payload): producers[payload.producer, default: .init()].evolve(event, on: fact.occurredOn)
    case .producerChanged(let payload): producers[payload.producer, default: .init()].evolve(event, on: fact.occurredOn)
    case .producerDeactivated(let payload): producers[payload.producer, default: .init()].evolve(event, on: fact.occurredOn)
    case .producerReactivated(let payload): producers[payload.producer, default: .init()].evolve(event, on: fact.occurredOn)
    case .producerErased(let payload): producers[payload.producer, default: .init()].evolve(event, on: fact.occurredOn)
    case .productDeveloped(let payload): products[payload.product, default: .init()].evolve(event)
    case .productRenamed(let payload): products[payload.product, default: .init()].evolve(event)
    case .channelOpened(let payload): channels[payload.channel, default: .init()].evolve(event)
    case .outletOpened(let payload): channels[payload.channel, default: .init()].evolve(event)
    case .channelTermsAgreed(let payload): channels[payload.channel, default: .init()].evolve(event)
    case .fxRatePublished(let payload): rates[payload.currency, default: .init()].evolve(event)
    case .batchProduced(let payload): move(payload.batch, event)
    case .batchInspected(let payload): move(payload.batch, event)
    case .batchDrawn(let payload): move(payload.movement.batch, event)
    case .batchRestocked(let payload): move(payload.movement.batch, event)
    case .saleRecorded(let payload): sales[payload.sale, default: .init()].evolve(event, on: fact.occurredOn)
    case .saleAllocated(let payload): sales[payload.change.sale, default: .init()].evolve(event, on: fact.occurredOn)
    case .saleReturned(let payload): sales[payload.change.sale, default: .init()].evolve(event, on: fact.occurredOn)
    case .saleReversed(let payload): sales[payload.change.sale, default: .init()].evolve(event, on: fact.occurredOn)
    }
  }

  private mutating func move(_ batch: BatchCode, _ event: Event) {
    batches[batch, default: .init()].evolve(event)
    guard let state = batches[batch], let produced = state.produced else { return }
    shelves[produced.product, default: .init()].update(produced, onHand: state.onHand)
  }
}
