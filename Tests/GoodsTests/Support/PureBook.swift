import Ledger

/// A book in memory: takes commands to the deciders and their facts into the states, as the bookkeeper does with a log.
struct PureBook {
  private(set) var facts: [Fact] = []
  private var community = CommunityState()
  private var group = GroupState()
  private var producers: [ProducerCode: ProducerState] = [:]
  private var products: [ProductCode: ProductState] = [:]
  private var channels: [ChannelCode: ChannelState] = [:]
  private(set) var batches: [BatchCode: BatchState] = [:]
  private var dispatches: [DispatchCode: DispatchState] = [:]
  private var counts: [CountCode: CountState] = [:]
  private var sales: [SaleCode: SaleState] = [:]
  private var shelves: [ProductCode: Shelf] = [:]
  private var payables = PayablesState()
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
    case .developProduct(let command): return try Ledger.decide(command, given: products[command.product] ?? .init())
    case .agreeTerms(let command): return try Ledger.decide(command, given: channels[command.channel] ?? .init())
    case .recordBatch(let command):
      return try Ledger.decide(
        command, given: batches[command.batch] ?? .init(), product: products[command.product] ?? .init(), producers: producers, payables: payables)
    case .production(let command):
      return try Ledger.decide(command, given: batches[command.batch] ?? .init(), payables: payables, book: .kgs)
    case .movement(let command): return try Ledger.decide(command, given: context(of: command))
    case .control(let command): return try Ledger.decide(command, given: calendar)
    default: return try decide(trade: command)
    }
  }

  private func decide(trade command: Command) throws(Refusal) -> Decision {
    switch command {
    case .recordSale(let command):
      let channel = channels[command.channel] ?? .init()
      return try Ledger.decide(
        command,
        given: SaleContext(
          sale: sales[command.sale] ?? .init(), product: products[command.product] ?? .init(), channel: channel, rates: RateState(),
          named: command.batch.map { batches[$0] ?? .init() },
          lots: shelves[command.product]?.lots(at: command.place(in: channel), producedBy: command.soldOn) ?? [], book: .kgs))
    case .allocateSale(let command):
      let sale = sales[command.sale] ?? .init()
      let channel = sale.recorded.flatMap { channels[$0.place.channel] } ?? .init()
      return try Ledger.decide(
        command, given: sale, lots: lots(of: sale, at: sale.place(in: channel), by: command.date), channel: channel, money: SaleMoney())
    case .returnGoods(let command):
      return try Ledger.decide(command, given: sales[command.sale] ?? .init(), batches: batches, money: SaleMoney())
    case .reverseSale(let command):
      return try Ledger.decide(command, given: sales[command.sale] ?? .init(), batches: batches, money: SaleMoney())
    default: preconditionFailure("no step asks for \(command)")
    }
  }

  /// What may be allocated: of the batch that the seller named, else of the product's shelf.
  private func lots(of sale: SaleState, at place: Place, by date: CalendarDate) -> ArraySlice<Lot> {
    guard let recorded = sale.recorded else { return [] }
    guard let named = recorded.namedBatch else { return shelves[recorded.goods.product]?.lots(at: place, producedBy: date) ?? [] }
    guard let state = batches[named], let produced = state.produced else { return [] }
    return [Lot(produced: produced, stock: state.stock, at: place)]
  }

  private func context(of command: MovementCommand) -> MovementContext {
    var (dispatch, count) = (DispatchState(), CountState())
    switch command {
    case .dispatch(let command): dispatch = dispatches[command.dispatch] ?? .init()
    case .receive(let command): dispatch = dispatches[command.dispatch] ?? .init()
    case .count(let command): count = counts[command.count] ?? .init()
    case .adjust: break
    }
    return MovementContext(batches: batches, channels: channels, dispatch: dispatch, count: count, book: .kgs)
  }

  private mutating func take(_ fact: Fact) {
    facts.append(fact)
    let (event, day, code) = (fact.event, fact.occurredOn, fact.stream.code)
    switch fact.stream.kind {
    case .community: community.evolve(event)
    case .group: group.evolve(event)
    case .producer: producers[.init(code), default: .init()].evolve(event, on: day)
    case .product: products[.init(code), default: .init()].evolve(event, on: day)
    case .channel: channels[.init(code), default: .init()].evolve(event)
    case .batch: move(.init(code), event, day)
    case .dispatch: dispatches[.init(code), default: .init()].evolve(event, on: day)
    case .count: counts[.init(code), default: .init()].evolve(event, on: day)
    case .sale: sales[.init(code), default: .init()].evolve(event, on: day)
    case .payables: payables.evolve(event, on: day)
    case .calendar: calendar.evolve(event)
    default: preconditionFailure("no step writes to \(fact.stream)")
    }
  }

  private mutating func move(_ batch: BatchCode, _ event: Event, _ day: CalendarDate) {
    batches[batch, default: .init()].evolve(event, on: day)
    guard let state = batches[batch], let produced = state.produced else { return }
    shelves[produced.product, default: .init()].update(produced, stock: state.stock)
  }
}
