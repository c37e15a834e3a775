import EventLog
import Ledger

/// The streams a bookkeeper has at hand, and the shelves of the products it sells from.
///
/// It runs ahead of the log: a decision's facts are taken in as soon as they are decided, so that the next command sees
/// them. When the log refuses them the cache is emptied and everything is read again.
struct BookCache: Sendable {
  /// By stream name.
  private(set) var streams: [String: CachedStream] = [:]
  /// Lots with goods left, of products whose batches have all been read.
  private(set) var shelves: [String: Shelf] = [:]

  /// Streams of the batches at hand, by product: what a new shelf holds beyond what the log has yet.
  private var batchesAtHand: [String: Set<String>] = [:]

  /// How many sales are at hand; they come and go, while registries and open batches stay.
  private(set) var saleCount = 0

  /// How many sales are kept between two rounds, and how many streams in all.
  static let saleLimit = 5_000
  static let streamLimit = 300_000

  /// Whether it is time to trim.
  var isFull: Bool { saleCount > Self.saleLimit || streams.count > Self.streamLimit }

  func contains(_ stream: StreamName) -> Bool { streams[stream.text] != nil }

  func version(of stream: StreamName) -> Int32 { streams[stream.text]?.version ?? 0 }

  /// Begins following a stream from its start.
  mutating func begin(_ stream: String) throws {
    guard let state = StreamState(stream: stream) else { throw BookProblem.unreadable(stream: stream, version: 0, "no kind of stream") }
    if streams.updateValue(CachedStream(state: state, version: 0), forKey: stream) == nil, case .sale = state { saleCount += 1 }
  }

  /// Takes in an event read from the log. Versions may be skipped: a batch is read by its first and last events alone.
  mutating func take(_ recorded: RecordedEvent) throws {
    let event: Event
    do { event = try Event(type: recorded.type, payload: Array(recorded.payload)) } catch {
      throw BookProblem.unreadable(stream: recorded.stream, version: recorded.version, error.description)
    }
    if streams[recorded.stream] == nil { try begin(recorded.stream) }
    evolve(recorded.stream, event, on: CalendarDate(daysSince1970: recorded.occurredOn), version: recorded.version)
  }

  /// Takes in a fact that has just been decided.
  mutating func take(_ fact: Fact) {
    evolve(fact.stream.text, fact.event, on: fact.occurredOn, version: version(of: fact.stream) + 1)
  }

  private mutating func evolve(_ stream: String, _ event: Event, on date: CalendarDate, version: Int32) {
    streams[stream]?.state.evolve(event, on: date)
    streams[stream]?.version = version
    guard case .batch(let batch) = streams[stream]?.state, let produced = batch.produced else { return }
    if case .batchProduced = event { batchesAtHand[produced.product.text, default: []].insert(stream) }
    shelves[produced.product.text]?.update(produced, onHand: batch.onHand)
  }

  /// Puts up the shelf of a product, all of whose batches have been read or are at hand.
  mutating func putUpShelf(for product: String) {
    var shelf = Shelf()
    for stream in batchesAtHand[product] ?? [] {
      guard case .batch(let batch) = streams[stream]?.state, let produced = batch.produced else { continue }
      shelf.update(produced, onHand: batch.onHand)
    }
    shelves[product] = shelf
  }

  /// Forgets everything: the log said something else.
  mutating func empty() { self = BookCache() }

  /// Lets go of what is not likely to be needed again. Only when nothing is on its way to the log: what was decided but not
  /// yet recorded cannot be read back.
  mutating func trim() {
    for (stream, cached) in streams {
      switch cached.state {
      case .sale: streams[stream] = nil
      case .batch(let batch) where batch.onHand == .zero:
        streams[stream] = nil
        if let product = batch.produced?.product.text { batchesAtHand[product]?.remove(stream) }
      default: break
      }
    }
    saleCount = 0
    // Registries and open batches alone are too many: then they are read again when they are needed.
    if streams.count > Self.streamLimit { empty() }
  }
}

/// Typed looks into the cache; a stream that was not loaded has the state of one without events.
extension BookCache {
  func community(_ code: CommunityCode) -> CommunityState {
    if case .community(let state) = streams[StreamName.community(code).text]?.state { state } else { CommunityState() }
  }
  func group(_ code: GroupCode) -> GroupState {
    if case .group(let state) = streams[StreamName.group(code).text]?.state { state } else { GroupState() }
  }
  func producer(_ code: ProducerCode) -> ProducerState {
    if case .producer(let state) = streams[StreamName.producer(code).text]?.state { state } else { ProducerState() }
  }
  func product(_ code: ProductCode) -> ProductState {
    if case .product(let state) = streams[StreamName.product(code).text]?.state { state } else { ProductState() }
  }
  func channel(_ code: ChannelCode) -> ChannelState {
    if case .channel(let state) = streams[StreamName.channel(code).text]?.state { state } else { ChannelState() }
  }
  func rate(_ currency: Currency) -> RateState {
    if case .rate(let state) = streams[StreamName.rate(currency).text]?.state { state } else { RateState() }
  }
  func batch(_ code: BatchCode) -> BatchState {
    if case .batch(let state) = streams[StreamName.batch(code).text]?.state { state } else { BatchState() }
  }
  func sale(_ code: SaleCode) -> SaleState {
    if case .sale(let state) = streams[StreamName.sale(code).text]?.state { state } else { SaleState() }
  }
}
