import Demo
import Ledger

/// A book in memory: the Ledger's own deciders over states in dictionaries, as the command service has them over the log.
struct BookInMemory {
  var communities: [CommunityCode: CommunityState] = [:]
  private var groups: [GroupCode: GroupState] = [:]
  var producers: [ProducerCode: ProducerState] = [:]
  private(set) var products: [ProductCode: ProductState] = [:]
  private var criteria: [String: CriteriaState] = [:]
  private(set) var channels: [ChannelCode: ChannelState] = [:]
  private(set) var rates: [Currency: RateState] = [:]
  private(set) var batches: [BatchCode: BatchState] = [:]
  private var shelves: [ProductCode: Shelf] = [:]
  /// All sales: goods may come back of any.
  private(set) var sales: [SaleCode: SaleState] = [:]
  var settlements: [ChannelCode: SettlementState] = [:]
  var receipts: [PayoutCode: BankState] = [:]
  var payables = PayablesState()
  var calendar = CalendarState()
  var dispatches: [DispatchCode: DispatchState] = [:]
  var counts: [CountCode: CountState] = [:]
  var sites: [SiteCode: SiteState] = [:]
  var programmes: [ProgrammeCode: ProgrammeState] = [:]
  var trainings: [TrainingCode: TrainingState] = [:]
  var claims: [ClaimCode: ClaimState] = [:]
  /// How many facts there are, which is the position of the last, and where each batch was recorded.
  private(set) var position: Int64 = 0
  private(set) var recordedAt: [BatchCode: Int64] = [:]

  /// Carries a step out. What only the book knows is looked up in it; months are closed without totals, which nothing here depends on.
  /// - Returns: the facts it recorded.
  mutating func take(_ step: DemoStep) throws -> [Fact] {
    switch step.deed {
    case .record(let command): return try record(command)
    case .close(let month, let name):
      let open = OpenItems(unmatchedStatements: 0, disputes: 0, receivable: 0, suspense: 0, unallocated: 0)
      return try record(
        .control(
          .close(ClosePeriod(month: month, by: name, today: step.recordedAt, asOfPosition: position, totals: [], openItems: open))))
    case .correct(let batch, let asked):
      let adjustment = PostAdjustment(
        adjustment: asked.adjustment, corrects: recordedAt[batch], reason: asked.reason, by: asked.by, date: asked.date, lines: asked.lines)
      return try record(.payables(.adjust(adjustment)))
    }
  }

  private mutating func record(_ command: Command) throws -> [Fact] {
    guard case .record(let facts) = try decision(command) else { return [] }
    try calendar.check(facts)
    for fact in facts { evolve(fact) }
    return facts
  }

  private func decision(_ command: Command) throws(Refusal) -> Decision {
    switch command {
    case .enrolCommunity(let command): return try decide(command, given: communities[command.community] ?? CommunityState())
    case .registerProducer(let command):
      return try decide(
        command, person: "0", given: producers[command.producer] ?? ProducerState(),
        community: communities[command.membership.community] ?? CommunityState(),
        group: command.membership.group.flatMap { groups[$0] } ?? GroupState())
    case .changeProducerStatus(let command): return try decide(command, given: producers[command.producer] ?? ProducerState())
    case .developProduct(let command): return try decide(command, given: products[command.product] ?? ProductState())
    case .product(let command): return try decide(command, given: products[command.product] ?? ProductState())
    case .certification(let command):
      return try decide(
        command, product: command.product.flatMap { products[$0] } ?? ProductState(),
        criteria: command.oblast.flatMap { criteria[$0] } ?? CriteriaState())
    case .agreeTerms(let command): return try decide(command, given: channels[command.channel] ?? ChannelState())
    case .publishRate(let command): return try decide(command, given: rates[command.currency] ?? RateState(), book: .kgs)
    case .recordBatch(let command):
      return try decide(
        command, given: batches[command.batch] ?? BatchState(), product: products[command.product] ?? ProductState(), producers: producers,
        payables: payables)
    case .production(let command):
      return try decide(command, given: batches[command.batch] ?? BatchState(), payables: payables, book: .kgs)
    case .movement(let command): return try decide(command, given: context(of: command))
    case .recordSale(let command): return try decide(command, given: context(of: command))
    case .allocateSale(let command):
      let state = sales[command.sale] ?? SaleState()
      let shelf = state.recorded.flatMap { shelves[$0.goods.product] } ?? Shelf()
      let channel = state.recorded.flatMap { channels[$0.place.channel] } ?? ChannelState()
      return try decide(
        command, given: state, lots: shelf.lots(at: state.place(in: channel), producedBy: state.soldOn ?? command.date), channel: channel,
        money: money(of: state))
    case .returnGoods(let command):
      let state = sales[command.sale] ?? SaleState()
      return try decide(command, given: state, batches: drawn(by: state), money: money(of: state))
    case .reverseSale(let command):
      let state = sales[command.sale] ?? SaleState()
      return try decide(command, given: state, batches: drawn(by: state), money: money(of: state))
    case .settlement(let command): return try decision(command)
    case .payables(let command): return try decide(command, given: payables, producers: producers, book: .kgs)
    case .control(let command): return try decide(command, given: calendar)
    case .programme(let command): return try decide(command, given: context(of: command))
    }
  }

  private func context(of command: RecordSale) -> SaleContext {
    let channel = channels[command.channel] ?? ChannelState()
    return SaleContext(
      sale: sales[command.sale] ?? SaleState(), product: products[command.product] ?? ProductState(), channel: channel,
      rates: rates[command.currency] ?? RateState(), named: command.batch.flatMap { batches[$0] },
      lots: (shelves[command.product] ?? Shelf()).lots(at: command.place(in: channel), producedBy: command.soldOn), book: .kgs)
  }

  private func money(of sale: SaleState) -> SaleMoney {
    SaleMoney(settlement: sale.recorded.flatMap { settlements[$0.place.channel] } ?? SettlementState(), payables: payables)
  }

  private func drawn(by sale: SaleState) -> [BatchCode: BatchState] {
    var states: [BatchCode: BatchState] = [:]
    for draw in sale.recorded?.draws ?? [] { states[draw.batch] = batches[draw.batch] }
    return states
  }

  private mutating func evolve(_ fact: Fact) {
    let (event, date, code) = (fact.event, fact.occurredOn, fact.stream.code)
    position += 1
    switch fact.stream.kind {
    case .community: communities[CommunityCode(code), default: CommunityState()].evolve(event)
    case .group: groups[GroupCode(code), default: GroupState()].evolve(event)
    case .producer: producers[ProducerCode(code), default: ProducerState()].evolve(event, on: date)
    case .product: products[ProductCode(code), default: ProductState()].evolve(event, on: date)
    case .criteria: criteria[code, default: CriteriaState()].evolve(event)
    case .channel: channels[ChannelCode(code), default: ChannelState()].evolve(event)
    case .rate: if case .fxRatePublished(let payload) = event { rates[payload.currency, default: RateState()].evolve(event) }
    case .batch: evolve(BatchCode(code), event, on: date)
    case .sale: sales[SaleCode(code), default: SaleState()].evolve(event, on: date)
    case .settlement: settlements[ChannelCode(code), default: SettlementState()].evolve(event, on: date)
    case .bank: receipts[PayoutCode(code), default: BankState()].evolve(event, on: date)
    case .payables: payables.evolve(event, on: date)
    case .calendar: calendar.evolve(event)
    default: evolveProgramme(fact)
    }
  }

  private mutating func evolve(_ batch: BatchCode, _ event: Event, on date: CalendarDate) {
    if case .batchProduced = event { recordedAt[batch] = position }
    batches[batch, default: BatchState()].evolve(event, on: date)
    guard let state = batches[batch], let produced = state.produced else { return }
    shelves[produced.product, default: Shelf()].update(produced, stock: state.stock)
  }
}
