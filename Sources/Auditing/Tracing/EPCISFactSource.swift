import EventLog
import Exchange
import Ledger
import Postgres

/// Finds the facts of a document, in order.
struct EPCISFactSource {
  let session: Session
  /// Nothing behind it is written.
  let size: Int64
  let request: EPCISExport.Request

  private static let types = Set(EPCISWriter.types)

  /// The products of the batches asked for; nil for all.
  /// - Throws: `BundleProblem` for a batch the book does not know.
  func products() throws -> Set<ProductCode>? {
    guard !request.batches.isEmpty else { return nil }
    var products: Set<ProductCode> = []
    for batch in request.batches {
      guard let event = try session.events(ofStreams: [StreamName.batch(batch).text]).first(where: { $0.type == BatchProduced.type }) else {
        throw BundleProblem("The book knows no batch \(batch). Type: esep report stock")
      }
      products.insert(try BatchProduced(payload: event.payload).product)
    }
    return products
  }

  /// Hands the facts to `body` page by page; beside a reversal stands the sale that it takes back.
  func forEachPage(
    progress: (_ done: Int64, _ total: Int64) -> Void, _ body: ([(fact: EPCISFact, sale: EPCISFact?)]) throws -> Void
  ) throws {
    if !request.batches.isEmpty { return try body(pairs(ofBatches())) }
    var position: Int64 = 0
    while position < size {
      let events = try session.events(after: position, limit: EPCISExport.page)
      guard let last = events.last else { break }
      try body(pairs(events))
      position = last.position
      progress(min(position, size), size)
    }
  }

  private func pairs(_ events: [RecordedEvent]) throws -> [(fact: EPCISFact, sale: EPCISFact?)] {
    try events.filter { Self.types.contains($0.type) && $0.position <= size && request.includes($0.occurredOn) }.map { event in
      guard event.type == SaleReversed.type else { return (EPCISFact(event), nil) }
      let sale = try session.events(ofStreams: [event.stream]).first { $0.type == SaleRecorded.type }
      return (EPCISFact(event), sale.map(EPCISFact.init))
    }
  }

  /// The batches' own events, and those of the sales, dispatches and counts that they name.
  private func ofBatches() throws -> [RecordedEvent] {
    let own = try session.events(ofStreams: request.batches.map { StreamName.batch($0).text })
    var papers: Set<String> = []
    for event in own {
      switch try Event(type: event.type, payload: event.payload) {
      case .batchDrawn(let drawn): papers.insert(StreamName.sale(drawn.movement.sale).text)
      case .batchRestocked(let back): papers.insert(StreamName.sale(back.movement.sale).text)
      case .batchDispatched(let sent): papers.insert(StreamName.dispatch(sent.dispatch).text)
      case .stockAdjusted(let changed): if let count = changed.count { papers.insert(StreamName.count(count).text) }
      default: continue
      }
    }
    let others = papers.isEmpty ? [] : try session.events(ofStreams: papers.sorted())
    return (own + others).sorted { $0.position < $1.position }
  }
}

extension EPCISFact {
  init(_ event: RecordedEvent) {
    self.init(
      position: event.position, version: event.version, schema: event.schema, occurredOn: CalendarDate(daysSince1970: event.occurredOn),
      recordedAt: event.recordedAt, stream: event.stream, type: event.type, payload: event.payload)
  }
}
