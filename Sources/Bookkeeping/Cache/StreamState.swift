import Ledger

/// What one stream's events come to, by the kind of thing it is about.
enum StreamState {
  case community(CommunityState)
  case group(GroupState)
  case producer(ProducerState)
  case product(ProductState)
  case channel(ChannelState)
  case rate(RateState)
  case batch(BatchState)
  case sale(SaleState)

  /// The state of a stream without events.
  init(of kind: StreamName.Kind) {
    switch kind {
    case .community: self = .community(CommunityState())
    case .group: self = .group(GroupState())
    case .producer: self = .producer(ProducerState())
    case .product: self = .product(ProductState())
    case .channel: self = .channel(ChannelState())
    case .rate: self = .rate(RateState())
    case .batch: self = .batch(BatchState())
    case .sale: self = .sale(SaleState())
    }
  }

  /// Takes a fact in.
  mutating func evolve(_ event: Event, on date: CalendarDate) {
    // Lets go of the old value first, so that a state's arrays are changed in place and not copied.
    let old = consume self
    self = .group(GroupState())
    switch old {
    case .community(var state):
      state.evolve(event)
      self = .community(state)
    case .group(var state):
      state.evolve(event)
      self = .group(state)
    case .producer(var state):
      state.evolve(event, on: date)
      self = .producer(state)
    case .product(var state):
      state.evolve(event)
      self = .product(state)
    case .channel(var state):
      state.evolve(event)
      self = .channel(state)
    case .rate(var state):
      state.evolve(event)
      self = .rate(state)
    case .batch(var state):
      state.evolve(event)
      self = .batch(state)
    case .sale(var state):
      state.evolve(event, on: date)
      self = .sale(state)
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

  init(_ name: StreamName) {
    self.name = name
    text = name.text
    state = StreamState(of: name.kind)
  }
}
