import Ledger

/// What one stream's events come to, by the kind of thing it is about.
enum StreamState: Sendable {
  case community(CommunityState)
  case group(GroupState)
  case producer(ProducerState)
  case product(ProductState)
  case channel(ChannelState)
  case rate(RateState)
  case batch(BatchState)
  case sale(SaleState)

  /// The state of a stream without events; the kind is the first part of the stream's name.
  init?(stream: String) {
    switch stream.prefix(while: { $0 != "/" }) {
    case "community": self = .community(CommunityState())
    case "group": self = .group(GroupState())
    case "producer": self = .producer(ProducerState())
    case "product": self = .product(ProductState())
    case "channel": self = .channel(ChannelState())
    case "rate": self = .rate(RateState())
    case "batch": self = .batch(BatchState())
    case "sale": self = .sale(SaleState())
    default: return nil
    }
  }

  /// Takes a fact in.
  mutating func evolve(_ event: Event, on date: CalendarDate) {
    switch self {
    case .community(var state): change(&state) { $0.evolve(event) } into: { .community($0) }
    case .group(var state): change(&state) { $0.evolve(event) } into: { .group($0) }
    case .producer(var state): change(&state) { $0.evolve(event, on: date) } into: { .producer($0) }
    case .product(var state): change(&state) { $0.evolve(event) } into: { .product($0) }
    case .channel(var state): change(&state) { $0.evolve(event) } into: { .channel($0) }
    case .rate(var state): change(&state) { $0.evolve(event) } into: { .rate($0) }
    case .batch(var state): change(&state) { $0.evolve(event) } into: { .batch($0) }
    case .sale(var state): change(&state) { $0.evolve(event, on: date) } into: { .sale($0) }
    }
  }

  /// Lets go of the old value first, so that a state's arrays are changed in place and not copied.
  private mutating func change<State>(_ state: inout State, _ evolve: (inout State) -> Void, into wrap: (State) -> StreamState) {
    self = .group(GroupState())
    evolve(&state)
    self = wrap(state)
  }
}

/// A stream as far as the bookkeeper has followed it.
struct CachedStream: Sendable {
  /// What its events come to.
  var state: StreamState
  /// The version of the last event taken in; 0 for a stream without events.
  var version: Int32
}
