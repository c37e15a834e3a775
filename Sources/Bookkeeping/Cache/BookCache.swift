import EventLog
import Ledger

/// The streams a bookkeeper has at hand, and the shelves of the products it sells from.
///
/// It runs ahead of the log: a decision's facts are taken in as soon as they are decided, so that the next command sees
/// them. When the log refuses them the cache is emptied and everything is read again.
struct BookCache {
  /// All streams but sales.
  private var streams: [StreamName: CachedStream] = [:]
  /// Sales come and go, while registries and open batches stay: those touched since the last time some were let go of, and those touched before.
  private var sales: [StreamName: CachedStream] = [:]
  private var olderSales: [StreamName: CachedStream] = [:]
  /// Lots with goods left, of products whose batches have all been read.
  private(set) var shelves: [ProductCode: Shelf] = [:]
  /// Streams of the batches at hand, by product: what a new shelf holds beyond what the log has yet.
  private var batchesAtHand: [ProductCode: Set<StreamName>] = [:]

  /// How many sales make a generation; at most two, and one round more, are at hand.
  static let saleLimit = 2_500
  /// How many other streams there are at most between two rounds.
  static let streamLimit = 200_000

  /// Whether it is time to trim.
  var isFull: Bool { streams.count > Self.streamLimit }

  /// The stream, when it is at hand.
  subscript(name: StreamName) -> CachedStream? {
    if name.kind == .sale { sales[name] ?? olderSales[name] } else { streams[name] }
  }

  /// Whether everything a command needs is at hand.
  func has(_ needs: Needs) -> Bool {
    needs.streams.allSatisfy { self[$0] != nil } && needs.shelf.map { shelves[$0] != nil } ?? true
      && needs.whole.allSatisfy { self[$0]?.isWhole ?? false }
  }

  /// Whether a batch is at hand by its first and last events alone.
  func isHalfRead(_ name: StreamName) -> Bool { self[name].map { !$0.isWhole } ?? false }

  /// A stream's name as the log has it, and the version it has come to; 0 when it is not at hand.
  func nameAndVersion(of name: StreamName) -> (text: String, version: Int32) {
    if let stream = self[name] { (stream.text, stream.version) } else { (name.text, 0) }
  }

  /// Begins following a stream from its start.
  @discardableResult
  mutating func begin(_ name: StreamName) -> CachedStream {
    let stream = CachedStream(name)
    if name.kind == .sale { sales[name] = stream } else { streams[name] = stream }
    return stream
  }

  /// Takes in an event read from the log. Versions may be skipped: a batch is read by its first and last events alone.
  mutating func take(_ recorded: RecordedEvent) throws {
    guard let name = StreamName(recorded.stream) else {
      throw BookProblem.unreadable(stream: recorded.stream, version: recorded.version, "no kind of stream")
    }
    let event: Event
    do { event = try Event(type: recorded.type, payload: Array(recorded.payload)) } catch {
      throw BookProblem.unreadable(stream: recorded.stream, version: recorded.version, error.description)
    }
    evolve(self[name] ?? begin(name), event, on: CalendarDate(daysSince1970: recorded.occurredOn), version: recorded.version)
  }

  /// Takes in a fact that has just been decided.
  mutating func take(_ fact: Fact) {
    let stream = self[fact.stream] ?? begin(fact.stream)
    evolve(stream, fact.event, on: fact.occurredOn, version: stream.version + 1)
  }

  private mutating func evolve(_ stream: CachedStream, _ event: Event, on date: CalendarDate, version: Int32) {
    stream.state.evolve(event, on: date)
    stream.version = version
    stream.eventsTaken += 1
    switch stream.state {
    case .sale:
      // A sale that has changed must not be let go of before the change is in the log.
      if let older = olderSales.isEmpty ? nil : olderSales.removeValue(forKey: stream.name) { sales[stream.name] = older }
    case .batch(let batch):
      guard let produced = batch.produced else { return }
      if case .batchProduced = event { batchesAtHand[produced.product, default: []].insert(stream.name) }
      shelves[produced.product]?.update(produced, stock: batch.stock)
    default: break
    }
  }

  /// Puts up the shelf of a product, all of whose batches have been read or are at hand.
  mutating func putUpShelf(for product: ProductCode) {
    var shelf = Shelf()
    for name in batchesAtHand[product] ?? [] {
      guard case .batch(let batch) = streams[name]?.state, let produced = batch.produced else { continue }
      shelf.update(produced, stock: batch.stock)
    }
    shelves[product] = shelf
  }

  /// Forgets everything: the log said something else.
  mutating func empty() { self = BookCache() }

  /// Lets go of sales that have not been touched for a while. Call it when a round is handed in, once: what the rounds before the last decided is in the
  /// log by then, and only that is let go of.
  mutating func letGoOfSales() {
    guard sales.count > Self.saleLimit else { return }
    olderSales = sales
    sales = [:]
    sales.reserveCapacity(Self.saleLimit * 3 / 2)
  }

  /// Lets go of batches without goods. Only when nothing is on its way to the log: what was decided but not yet recorded cannot be read back.
  mutating func trim() {
    for (name, stream) in streams {
      guard case .batch(let batch) = stream.state, batch.stock.total == .zero else { continue }
      streams[name] = nil
      if let product = batch.produced?.product { batchesAtHand[product]?.remove(name) }
    }
    // Registries and open batches alone are too many: then they are read again when they are needed.
    if isFull { empty() }
  }
}
