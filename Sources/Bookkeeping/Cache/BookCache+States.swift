import Ledger

/// Typed looks into the cache; a stream that was not loaded has the state of one without events.
extension BookCache {
  func community(_ code: CommunityCode) -> CommunityState {
    if case .community(let state) = self[.community(code)]?.state { state } else { CommunityState() }
  }
  func group(_ code: GroupCode) -> GroupState {
    if case .group(let state) = self[.group(code)]?.state { state } else { GroupState() }
  }
  func producer(_ code: ProducerCode) -> ProducerState {
    if case .producer(let state) = self[.producer(code)]?.state { state } else { ProducerState() }
  }
  func product(_ code: ProductCode) -> ProductState {
    if case .product(let state) = self[.product(code)]?.state { state } else { ProductState() }
  }
  func criteria(_ oblast: String) -> CriteriaState {
    if case .criteria(let state) = self[.criteria(oblast)]?.state { state } else { CriteriaState() }
  }
  func channel(_ code: ChannelCode) -> ChannelState {
    if case .channel(let state) = self[.channel(code)]?.state { state } else { ChannelState() }
  }
  func rate(_ currency: Currency) -> RateState {
    if case .rate(let state) = self[.rate(currency)]?.state { state } else { RateState() }
  }
  func batch(_ code: BatchCode) -> BatchState {
    if case .batch(let state) = self[.batch(code)]?.state { state } else { BatchState() }
  }
  func sale(_ code: SaleCode) -> SaleState {
    if case .sale(let state) = self[.sale(code)]?.state { state } else { SaleState() }
  }
  func settlement(_ code: ChannelCode) -> SettlementState {
    if case .settlement(let state) = self[.settlement(code)]?.state { state } else { SettlementState() }
  }
  func bank(_ code: PayoutCode) -> BankState {
    if case .bank(let state) = self[.bank(code)]?.state { state } else { BankState() }
  }
  var payables: PayablesState {
    if case .payables(let state) = self[.payables]?.state { state } else { PayablesState() }
  }
  var calendar: CalendarState {
    if case .calendar(let state) = self[.calendar]?.state { state } else { CalendarState() }
  }
}
