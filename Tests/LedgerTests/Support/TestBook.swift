import Ledger

/// A book in memory: takes commands to the deciders and their facts into the states, as the service does with a log.
struct TestBook {
  let currency: Currency
  var facts: [Fact] = []
  var communities: [CommunityCode: CommunityState] = [:]
  var groups: [GroupCode: GroupState] = [:]
  var producers: [ProducerCode: ProducerState] = [:]
  var products: [ProductCode: ProductState] = [:]
  var criteria: [String: CriteriaState] = [:]
  var channels: [ChannelCode: ChannelState] = [:]
  var rates: [Currency: RateState] = [:]
  var batches: [BatchCode: BatchState] = [:]
  var dispatches: [DispatchCode: DispatchState] = [:]
  var counts: [CountCode: CountState] = [:]
  var sales: [SaleCode: SaleState] = [:]
  var shelves: [ProductCode: Shelf] = [:]
  var settlements: [ChannelCode: SettlementState] = [:]
  var receipts: [PayoutCode: BankState] = [:]
  var payables = PayablesState()
  var calendar = CalendarState()
  var programme = ProgrammeRegistry()

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
    let decision = try decideAnyMonth(command)
    if case .record(let facts) = decision { try calendar.check(facts) }
    return decision
  }

  private func decideAnyMonth(_ command: Command) throws(Refusal) -> Decision {
    switch command {
    case .enrolCommunity(let command): try Ledger.decide(command, given: communities[command.community] ?? .init())
    case .registerProducer(let command): try decide(command)
    case .changeProducerStatus(let command): try Ledger.decide(command, given: producers[command.producer] ?? .init())
    case .developProduct(let command): try Ledger.decide(command, given: products[command.product] ?? .init())
    case .product(let command): try Ledger.decide(command, given: products[command.product] ?? .init())
    case .certification(let command):
      try Ledger.decide(
        command, product: command.product.flatMap { products[$0] } ?? .init(), criteria: command.oblast.flatMap { criteria[$0] } ?? .init())
    case .agreeTerms(let command): try Ledger.decide(command, given: channels[command.channel] ?? .init())
    case .publishRate(let command): try Ledger.decide(command, given: rates[command.currency] ?? .init(), book: currency)
    case .recordBatch(let command):
      try Ledger.decide(
        command, given: batches[command.batch] ?? .init(), product: products[command.product] ?? .init(), producers: producers,
        payables: payables)
    case .production(let command):
      try Ledger.decide(command, given: batches[command.batch] ?? .init(), payables: payables, book: currency)
    case .movement(let command): try Ledger.decide(command, given: context(of: command))
    case .recordSale(let command): try decide(command)
    case .allocateSale(let command): try decide(command)
    case .returnGoods(let command):
      try Ledger.decide(command, given: sales[command.sale] ?? .init(), batches: batches, money: money(of: command.sale))
    case .reverseSale(let command):
      try Ledger.decide(command, given: sales[command.sale] ?? .init(), batches: batches, money: money(of: command.sale))
    case .settlement(let command): try Ledger.decide(command, given: context(of: command))
    case .payables(let command): try Ledger.decide(command, given: payables, producers: producers, book: currency)
    case .control(let command): try Ledger.decide(command, given: calendar)
    case .programme(let command): try Ledger.decide(command, given: context(of: command))
    }
  }

  /// What has become of a sale's money.
  private func money(of sale: SaleCode) -> SaleMoney {
    let channel = sales[sale]?.recorded?.place.channel
    return SaleMoney(settlement: channel.flatMap { settlements[$0] } ?? .init(), payables: payables)
  }

  /// Everything there is: a decider takes of it what it needs.
  func context(of command: SettlementCommand) -> SettlementContext {
    let settlement = command.channel.flatMap { settlements[$0] } ?? SettlementState()
    var (bank, currency) = (BankState(), self.currency)
    switch command {
    case .recordReceipt(let command): (bank, currency) = (receipts[command.payout] ?? .init(), command.currency)
    case .applyReceipt(let command): bank = receipts[command.payout] ?? .init()
    case .match(let command): currency = settlement.currency(of: command.statement) ?? currency
    default: break
    }
    return SettlementContext(
      settlement: settlement, channel: command.channel.flatMap { channels[$0] } ?? .init(), bank: bank, payables: payables, sales: sales,
      rates: rates[currency] ?? .init(), book: self.currency)
  }

  private func context(of command: MovementCommand) -> MovementContext {
    var (dispatch, count) = (DispatchState(), CountState())
    switch command {
    case .dispatch(let command): dispatch = dispatches[command.dispatch] ?? .init()
    case .receive(let command): dispatch = dispatches[command.dispatch] ?? .init()
    case .count(let command): count = counts[command.count] ?? .init()
    case .adjust: break
    }
    return MovementContext(batches: batches, channels: channels, dispatch: dispatch, count: count, book: currency)
  }

  private func decide(_ command: RegisterProducer) throws(Refusal) -> Decision {
    try Ledger.decide(
      command, person: "of \(command.details.name)", given: producers[command.producer] ?? .init(),
      community: communities[command.membership.community] ?? .init(), group: command.membership.group.flatMap { groups[$0] } ?? .init())
  }

  private func decide(_ command: RecordSale) throws(Refusal) -> Decision {
    let channel = channels[command.channel] ?? .init()
    let lots = shelves[command.product]?.lots(at: command.place(in: channel), producedBy: command.soldOn)
    let context = SaleContext(
      sale: sales[command.sale] ?? .init(), product: products[command.product] ?? .init(), channel: channel,
      rates: rates[command.currency] ?? .init(),
      named: command.batch.flatMap { batches[$0] }, lots: command.batch == nil ? lots ?? [] : [], book: currency)
    return try Ledger.decide(command, given: context)
  }

  private func decide(_ command: AllocateSale) throws(Refusal) -> Decision {
    let sale = sales[command.sale] ?? .init()
    let channel = sale.recorded.flatMap { channels[$0.place.channel] } ?? .init()
    let shelf = sale.recorded.flatMap { shelves[$0.goods.product] }
    return try Ledger.decide(
      command, given: sale, lots: shelf?.lots(at: sale.place(in: channel), producedBy: command.date) ?? [], channel: channel,
      money: money(of: command.sale))
  }
}
