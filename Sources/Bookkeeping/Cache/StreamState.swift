import Ledger

/// What one stream's events come to, by the kind of thing it is about.
enum StreamState {
  case community(CommunityState)
  case group(GroupState)
  case producer(ProducerState)
  case product(ProductState)
  case criteria(CriteriaState)
  case channel(ChannelState)
  case rate(RateState)
  case batch(BatchState)
  case dispatch(DispatchState)
  case count(CountState)
  case sale(SaleState)
  case settlement(SettlementState)
  case bank(BankState)
  case payables(PayablesState)
  case calendar(CalendarState)
  case site(SiteState)
  case programme(ProgrammeState)
  case training(TrainingState)
  case claim(ClaimState)
  /// None: what stands here while a state changes.
  case empty

  /// The state of a stream without events.
  init(of kind: StreamName.Kind) {
    switch kind {
    case .community: self = .community(CommunityState())
    case .group: self = .group(GroupState())
    case .producer: self = .producer(ProducerState())
    case .product: self = .product(ProductState())
    case .criteria: self = .criteria(CriteriaState())
    case .channel: self = .channel(ChannelState())
    case .rate: self = .rate(RateState())
    case .batch: self = .batch(BatchState())
    case .dispatch: self = .dispatch(DispatchState())
    case .count: self = .count(CountState())
    case .sale: self = .sale(SaleState())
    case .settlement: self = .settlement(SettlementState())
    case .bank: self = .bank(BankState())
    case .payables: self = .payables(PayablesState())
    case .calendar: self = .calendar(CalendarState())
    case .site: self = .site(SiteState())
    case .programme: self = .programme(ProgrammeState())
    case .training: self = .training(TrainingState())
    case .claim: self = .claim(ClaimState())
    }
  }

  /// Takes a fact in.
  mutating func evolve(_ event: Event, on date: CalendarDate) {
    // The old value is let go of before the state changes, so that its arrays and dictionaries are changed in place and not copied. It has to be done
    // in each case: consumed as a whole before, the value lived on and every event copied all of it.
    switch self {
    case .community(var state):
      self = .empty
      state.evolve(event)
      self = .community(state)
    case .group(var state):
      self = .empty
      state.evolve(event)
      self = .group(state)
    case .producer(var state):
      self = .empty
      state.evolve(event, on: date)
      self = .producer(state)
    case .product(var state):
      self = .empty
      state.evolve(event, on: date)
      self = .product(state)
    case .criteria(var state):
      self = .empty
      state.evolve(event)
      self = .criteria(state)
    case .channel(var state):
      self = .empty
      state.evolve(event)
      self = .channel(state)
    case .rate(var state):
      self = .empty
      state.evolve(event)
      self = .rate(state)
    case .batch(var state):
      self = .empty
      state.evolve(event, on: date)
      self = .batch(state)
    case .dispatch(var state):
      self = .empty
      state.evolve(event, on: date)
      self = .dispatch(state)
    case .count(var state):
      self = .empty
      state.evolve(event, on: date)
      self = .count(state)
    case .sale(var state):
      self = .empty
      state.evolve(event, on: date)
      self = .sale(state)
    case .settlement(var state):
      self = .empty
      state.evolve(event, on: date)
      self = .settlement(state)
    case .bank(var state):
      self = .empty
      state.evolve(event, on: date)
      self = .bank(state)
    case .payables(var state):
      self = .empty
      state.evolve(event, on: date)
      self = .payables(state)
    case .calendar(var state):
      self = .empty
      state.evolve(event)
      self = .calendar(state)
    case .site(var state):
      self = .empty
      state.evolve(event, on: date)
      self = .site(state)
    case .programme(var state):
      self = .empty
      state.evolve(event, on: date)
      self = .programme(state)
    case .training(var state):
      self = .empty
      state.evolve(event, on: date)
      self = .training(state)
    case .claim(var state):
      self = .empty
      state.evolve(event)
      self = .claim(state)
    case .empty: break
    }
  }
}

/// A stream as far as the bookkeeper has followed it: an object, so that it is found once and then changed in place.
///
/// Not `Sendable`: it stays within its bookkeeper.
final class CachedStream {
  /// Which stream.
  let name: StreamName
  /// The name as the log has it.
  let text: String
  /// What its events come to.
  var state: StreamState
  /// The version of the last event taken in; 0 for a stream without events.
  var version: Int32 = 0
  /// How many events were taken in.
  var eventsTaken: Int32 = 0

  /// Whether every event of it was taken in, and not only the first and the last of a batch.
  var isWhole: Bool { eventsTaken == version }

  init(_ name: StreamName) {
    self.name = name
    text = name.text
    state = StreamState(of: name.kind)
  }
}
