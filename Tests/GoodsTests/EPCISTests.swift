import Auditing
import Bookkeeping
import Demo
import EventLog
import Exchange
import Ledger
import Postgres
import ReadModels
import Synchronization
import TestSupport
import Testing

/// Written as EPCIS and read back: the facts about goods are the same as in the log, every one and nothing else.
@Suite("Goods written as EPCIS")
struct EPCISTests {
  @Test("A random history of goods reads back to itself", arguments: 8_001...8_004 as ClosedRange<UInt64>)
  func random(seed: UInt64) async throws {
    let history = GoodsHistory(seed: seed, count: 500)
    try await RecordedBook.with { book in
      _ = try await book.record(history.steps.map(\.step), rounds: 40)
      let facts = try await book.events().filter { EPCISWriter.types.contains($0.type) }.map(EPCISFact.init(recorded:))
      #expect(try await Self.readBack(book.owner) == facts, "seed \(seed)")
      for type in ["BatchReceived", "StockAdjusted", "BatchRecalled", "SaleReturned", "SaleReversed", "BatchWrittenOff"] {
        #expect(facts.contains { $0.type == type }, "seed \(seed) has no \(type)")
      }
    }
  }

  @Test("Of one batch there is its own history and every paper that names it, of some days only what happened then")
  func selected() async throws {
    let history = GoodsHistory(seed: 8_009, count: 400)
    try await RecordedBook.with { book in
      _ = try await book.record(history.steps.map(\.step), rounds: 40)
      let facts = try await book.events().filter { EPCISWriter.types.contains($0.type) }.map(EPCISFact.init(recorded:))
      let batches = Set(facts.filter { $0.type == "BatchProduced" }.map(\.stream))
      for stream in batches.sorted() {
        let batch = BatchCode(String(stream.dropFirst("batch/".count)))
        let read = try await Self.readBack(book.owner, Self.of(batch))
        // Papers that moved it, found by looking through the whole log: a sale that drew from it, with what became of the sale, a dispatch with what arrived.
        // A sale may name a batch and draw nothing of it, when its goods were not booked yet.
        let own = facts.filter { $0.stream == stream }
        let papers = Set(try facts.filter { try Self.moved(by: $0).contains(batch.text) }.map(\.stream))
        let expected = facts.filter { $0.stream == stream || papers.contains($0.stream) && !$0.stream.hasPrefix("batch/") }
        let isWhole = own.allSatisfy { read.contains($0) }
        #expect(isWhole, "\(stream)")
        #expect(read.filter { !$0.stream.hasPrefix("count/") } == expected, "\(stream)")
      }
      let (from, to) = (try #require(CalendarDate("2024-01-10")), try #require(CalendarDate("2024-02-05")))
      let wanted = facts.filter { (from...to).contains($0.occurredOn) }
      let read = try await Self.readBack(book.owner, Self.between(from, to))
      #expect(read == wanted)
      #expect(!wanted.isEmpty && wanted.count < facts.count)
    }
  }

  private static func of(_ batch: BatchCode) -> EPCISExport.Request {
    var request = EPCISExport.Request()
    request.batches = [batch]
    return request
  }

  private static func between(_ from: CalendarDate, _ to: CalendarDate) -> EPCISExport.Request {
    var request = EPCISExport.Request()
    (request.from, request.to) = (from, to)
    return request
  }

  @Test("A batch that the book does not know is refused, with what to type")
  func unknown() async throws {
    try await RecordedBook.with { book in
      let asked = Self.of(BatchCode("NOT-THERE"))
      await #expect(throws: BundleProblem("The book knows no batch NOT-THERE. Type: esep report stock")) {
        _ = try await Self.readBack(book.owner, asked)
      }
    }
  }

  @Test("The demo's sixteen years read back to themselves")
  func demo() async throws {
    try await RecordedBook.with(seconds: 600) { book in
      try await book.recordDemo()
      let facts = try await book.events().filter { EPCISWriter.types.contains($0.type) }.map(EPCISFact.init(recorded:))
      let read = try await Self.readBack(book.owner)
      if let (there, here) = zip(read, facts).first(where: { $0 != $1 }) { Issue.record("\(there) is not \(here)") }
      #expect(read.count == facts.count && facts.count > 5_000)
    }
  }

  /// The batches in the lists of goods of a sale or a dispatch.
  private static func moved(by fact: EPCISFact) throws -> [String] {
    guard fact.stream.hasPrefix("sale/") || fact.stream.hasPrefix("dispatch/") else { return [] }
    let members = try JSONParser.parse(fact.payload).object
    let goods = ["draws", "lines"].flatMap { members?[$0]?.elements ?? [] }
    return goods.compactMap { $0.object?["batch"]?.text }
  }

  private static func readBack(_ options: ConnectionOptions, _ request: EPCISExport.Request = EPCISExport.Request()) async throws -> [EPCISFact] {
    let text = Mutex<[UInt8]>([])
    let summary = try await EPCISExport(options: options, book: "goods").write(request) { piece in text.withLock { $0 += piece.utf8 } }
    let facts = try EPCISReader(text.withLock { $0 }).facts()
    #expect(summary.facts == facts.count)
    return facts
  }
}

extension EPCISFact {
  /// A fact as it stands in the log.
  fileprivate init(recorded event: RecordedEvent) {
    self.init(
      position: event.position, version: event.version, schema: event.schema, occurredOn: CalendarDate(daysSince1970: event.occurredOn),
      recordedAt: event.recordedAt, stream: event.stream, type: event.type, payload: event.payload)
  }
}

extension RecordedBook {
  /// Records the demo, all but the closing of months, which changes no goods.
  fileprivate func recordDemo() async throws {
    let log = SharedLog(options: owner)
    let bookkeeper = Bookkeeper(log: log, author: "demo", salt: DemoBook.salt)
    var round: [Instruction] = []
    for step in DemoBook(scale: .small) {
      let command: Command
      switch step.deed {
      case .record(let asked): command = asked
      case .correct(_, let adjustment): command = .payables(.adjust(adjustment))
      case .close: continue
      }
      round.append(Instruction(command, recordedAt: Int64(step.recordedAt.daysSince1970) * 86_400_000_000))
      if round.count == 500 {
        _ = try await bookkeeper.submit(round)
        round.removeAll(keepingCapacity: true)
      }
    }
    let verdicts = try await bookkeeper.submit(round) + bookkeeper.finish()
    for case .refused(let refusal) in verdicts { Issue.record("\(refusal)") }
    await log.close()
  }
}
