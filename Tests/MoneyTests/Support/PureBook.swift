import Ledger

/// A book in memory: takes commands to the deciders and their facts into the states, as the bookkeeper does with a log.
struct PureBook {
  static let currency = Currency.kgs
  private(set) var facts: [Fact] = []
  private var community = CommunityState()
  private var group = GroupState()
  private var producers: [ProducerCode: ProducerState] = [:]
  private var products: [ProductCode: ProductState] = [:]
  private var channels: [ChannelCode: ChannelState] = [:]
  private var rates: [Currency: RateState] = [:]
  private var batches: [BatchCode: BatchState] = [:]
  private var sales: [SaleCode: SaleState] = [:]
  private var shelves: [ProductCode: Shelf] = [:]
  private var settlements: [ChannelCode: SettlementState] = [:]
  private var banks: [PayoutCode: BankState] = [:]
  private(set) var payables = PayablesState()
  private var calendar = CalendarState()

  /// Decides and, unless refused, takes the facts in.
  mutating func perform(_ command: Command) throws(Refusal) -> Decision {
    let decision = try decide(command)
    guard case .record(let facts) = decision else { return decision }
    try calendar.check(facts)
    for fact in facts { take(fact) }
    return decision
  }

  private func decide(_ command: Command) throws(Refusal) -> Decision {
    switch command {
    case .enrolCommunity(let command): return try Ledger.decide(command, given: community)
    case .registerProducer(let command):
      return try Ledger.decide(
        command, person: "of \(command.producer)", given: producers[command.producer] ?? .init(), community: community, group: group)
    case .changeProducerStatus(let command): return try Ledger.decide(command, given: producers[command.producer] ?? .init())
    case .developProduct(let command): return try Ledger.decide(command, given: products[command.product] ?? .init())
    case .agreeTerms(let command): return try Ledger.decide(command, given: channels[command.channel] ?? .init())
    case .publishRate(let command): return try Ledger.decide(command, given: rates[command.currency] ?? .init(), book: Self.currency)
    case .recordBatch(let command):
      return try Ledger.decide(command, given: batches[command.batch] ?? .init(), product: products[command.product] ?? .init(), producers: producers)
    case .production(let command):
      return try Ledger.decide(command, given: batches[command.batch] ?? .init(), payables: payables, book: Self.currency)
    case .recordSale(let command):
      return try Ledger.decide(
        command,
        given: SaleContext(
          sale: sales[command.sale] ?? .init(), product: products[command.product] ?? .init(), channel: channels[command.channel] ?? .init(),
          rates: rates[command.currency] ?? .init(), named: nil, lots: shelves[command.product]?.lots(producedBy: command.soldOn) ?? [],
          book: Self.currency))
    default: return try decide(change: command)
    }
  }

  private func decide(change command: Command) throws(Refusal) -> Decision {
    switch command {
    case .allocateSale(let command):
      let sale = sales[command.sale] ?? .init()
      let shelf = sale.recorded.flatMap { shelves[$0.goods.product] }
      return try Ledger.decide(
        command, given: sale, lots: shelf?.lots(producedBy: command.date) ?? [],
        channel: sale.recorded.flatMap { channels[$0.place.channel] } ?? .init(), money: money(of: command.sale))
    case .returnGoods(let command):
      return try Ledger.decide(command, given: sales[command.sale] ?? .init(), batches: batches, money: money(of: command.sale))
    case .reverseSale(let command):
      return try Ledger.decide(command, given: sales[command.sale] ?? .init(), batches: batches, money: money(of: command.sale))
    case .settlement(let command): return try Ledger.decide(command, given: context(of: command))
    case .payables(let command): return try Ledger.decide(command, given: payables, producers: producers, book: Self.currency)
    case .control(let command): return try Ledger.decide(command, given: calendar)
    default: preconditionFailure("decided above")
    }
  }

  private func money(of sale: SaleCode) -> SaleMoney {
    SaleMoney(settlement: sales[sale]?.recorded.flatMap { settlements[$0.place.channel] } ?? SettlementState(), payables: payables)
  }

  private func context(of command: SettlementCommand) -> SettlementContext {
    let settlement = command.channel.flatMap { settlements[$0] } ?? SettlementState()
    var (bank, money) = (BankState(), Self.currency)
    switch command {
    case .recordReceipt(let command): (bank, money) = (banks[command.payout] ?? .init(), command.currency)
    case .applyReceipt(let command): bank = banks[command.payout] ?? .init()
    case .match(let command): money = settlement.currency(of: command.statement) ?? Self.currency
    default: break
    }
    return SettlementContext(
      settlement: settlement, channel: command.channel.flatMap { channels[$0] } ?? ChannelState(), bank: bank, payables: payables, sales: sales,
      rates: rates[money] ?? RateState(), book: Self.currency)
  }

  /// A statement as the book has it.
  func statement(_ code: String, of channel: String) -> StatementState? { settlements[.init(channel)]?.statement(.init(code)) }

  /// What is left of a batch.
  func stock(_ batch: String) -> BatchStock { batches[.init(batch)]?.stock ?? BatchStock() }

  // MARK: Taking in

  private mutating func take(_ fact: Fact) {
    facts.append(fact)
    let (event, day) = (fact.event, fact.occurredOn)
    switch fact.stream.kind {
    case .community: community.evolve(event)
    case .group: group.evolve(event)
    case .producer: producers[.init(fact.stream.code), default: .init()].evolve(event, on: day)
    case .product: products[.init(fact.stream.code), default: .init()].evolve(event, on: day)
    case .channel: channels[.init(fact.stream.code), default: .init()].evolve(event)
    case .rate: rates[MoneyTests.currency(fact.stream.code), default: .init()].evolve(event)
    case .batch: move(.init(fact.stream.code), event, on: day)
    case .sale: sales[.init(fact.stream.code), default: .init()].evolve(event, on: day)
    case .settlement: settlements[.init(fact.stream.code), default: .init()].evolve(event, on: day)
    case .bank: banks[.init(fact.stream.code), default: .init()].evolve(event, on: day)
    case .payables: payables.evolve(event, on: day)
    case .calendar: calendar.evolve(event)
    case .criteria, .dispatch, .count, .site, .programme, .training, .claim: preconditionFailure("these histories know nothing of \(fact.stream)")
    }
  }

  private mutating func move(_ batch: BatchCode, _ event: Event, on day: CalendarDate) {
    batches[batch, default: .init()].evolve(event, on: day)
    guard let state = batches[batch], let produced = state.produced else { return }
    shelves[produced.product, default: .init()].update(produced, stock: state.stock)
  }
}
