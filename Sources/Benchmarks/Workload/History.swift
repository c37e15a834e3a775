public import EventLog
import Ledger

/// A history of the demo's kind, of any length, made fast: 300 communities, 3,000 producers, 120 products, 12 channels, then batches and the sales from them
/// over nine years, with a return now and then. The same length gives the same history everywhere.
///
/// Every event is what the program itself would have written: dense positions, consecutive versions, canonical payloads, money that adds up. A sale is a commit
/// of two events; a batch has one to six producers, 3.18 on average, and forty sales.
public struct History: Sequence, IteratorProtocol {
  /// The first day anything was sold.
  static let firstDay = CalendarDate(year: 2016, month: 1, day: 4)?.daysSince1970 ?? 0
  private static let days = 3_285
  /// Sales from one batch.
  static let salesPerBatch = 40
  /// One sale in so many comes back.
  static let salesPerReturn = 50

  private let length: Int
  private var registry: ArraySlice<PlannedEvent>
  private var position: Int64 = 0
  private var batch: SoldBatch?
  private var batches = 0
  private var sales = 0
  private var chance = Chance(seed: 0x4573_6570)

  /// A history of about that many events: it ends with the commit that reaches the length.
  public init(events length: Int) {
    self.length = length
    registry = Registry.events()[...]
  }

  /// The next commit.
  public mutating func next() -> ReadyCommit? {
    guard position < Int64(length) else { return nil }
    if let first = registry.popFirst() { return commit("registry/\(first.stream)/\(first.version)", day: Self.firstDay, [first]) }
    guard var current = batch, current.sold < Self.salesPerBatch else {
      let fresh = SoldBatch(number: batches, &chance)
      batches += 1
      batch = fresh
      return commit("batch/\(fresh.code)", day: day, fresh.made(day))
    }
    defer { batch = current }
    sales += 1
    if sales.isMultiple(of: Self.salesPerReturn), let back = current.takeBack(sales) { return commit("return/R-\(sales)", day: day, [back]) }
    return commit("sale/S-\(sales)", day: day, current.sell(sales, day: day, &chance))
  }

  /// The business date moves on with the length: a book twice as long is one with twice the sales a day.
  private var day: Int32 { Self.firstDay + Int32(Int(position) * Self.days / Swift.max(1, length)) }

  private mutating func commit(_ key: String, day: Int32, _ planned: [PlannedEvent]) -> ReadyCommit {
    let events = planned.map { event in
      position += 1
      return RecordedEvent(
        position: position, version: event.version, schema: 1, occurredOn: day, recordedAt: Int64(day) * 86_400_000_000 + 43_200_000_000,
        stream: event.stream,
        type: event.type, actor: "bench", payload: event.payload)
    }
    return ReadyCommit(key: key, fingerprint: [UInt8](repeating: 7, count: 32), events: events)
  }
}

/// An event without what the log gives it.
struct PlannedEvent {
  let stream: String
  let version: Int32
  let type: String
  let payload: [UInt8]

  init(_ type: String, in stream: String, version: Int32 = 1, _ members: (inout CanonicalWriter) -> Void) {
    (self.type, self.stream, self.version) = (type, stream, version)
    payload = CanonicalWriter.object(members)
  }
}
