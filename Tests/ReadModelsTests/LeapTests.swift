import EventLog
import Ledger
import Postgres
import ReadModels
import TestSupport
import Testing

@Suite("Far behind, or unable to go on")
struct LeapTests {
  private var limits: RebuildLimits {
    var limits = RebuildLimits()
    (limits.leapEvents, limits.rangeEvents) = (100, 40)
    return limits
  }

  @Test("A book most of whose log is not folded yet is made anew up to the log's end, as folding would have made it", arguments: [0, 90] as [Int64])
  func leaps(folded: Int64) async throws {
    let history = History(seed: 31, count: 300)
    try await TestBook.with { book in
      try await book.append(history.events)
      if folded > 0 { try await book.fold(to: folded) }
      let result = try #require(try await book.rebuilder(limits).prepare())
      #expect(result.position == 300)
      #expect(result.differences == [], "Tables that lag behind cannot be compared.")
      #expect(try await book.pool.withSession { try $0.foldState() }.position == 300)
      let leapt = try await book.tables()
      #expect(try await Verifier(options: book.reader, catalogue: book.catalogue, unroller: .lines()).verify().isClean)
      #expect(try await book.reporter.total() == history.netSales[300])
      #expect(try await book.leftovers() == [])
      try await TestBook.with { other in
        try await other.append(history.events)
        try await other.fold()
        #expect(try await other.tables() == leapt)
      }
      // It goes on from there, and nothing is left to leap over.
      #expect(try await book.rebuilder(limits).prepare() == nil)
      try await book.append(History(seed: 32, count: 20).events.map(\.elsewhere), from: 300)
      #expect(try await book.fold() == 320)
      #expect(try await Verifier(options: book.reader, catalogue: book.catalogue, unroller: .lines()).verify().isClean)
    }
  }

  @Test("A book that lags little behind is left to its worker")
  func doesNotLeap() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 33, count: 300).events)
      try await book.fold(to: 180)
      #expect(try await book.rebuilder(limits).prepare() == nil)
      #expect(try await book.pool.withSession { try $0.foldState() }.position == 180)
    }
  }

  @Test("While a book is made anew up to the log's end, workers may fold it, and the tables come out right")
  func leapsBesideWorkers() async throws {
    let history = History(seed: 34, count: 400)
    try await TestBook.with { book in
      try await book.append(history.events)
      async let worked = book.fold(chunk: 7)
      _ = try await book.rebuilder(limits).prepare()
      #expect(try await worked >= 400)
      #expect(try await book.pool.withSession { try $0.foldState() }.position == 400)
      #expect(try await Verifier(options: book.reader, catalogue: book.catalogue, unroller: .lines()).verify().isClean)
      #expect(try await book.leftovers() == [])
    }
  }

  @Test("A rebuild that meets an event no definition can take names it and leaves the tables as they are")
  func namesTheEvent() async throws {
    try await TestBook.with { book in
      let huge = Lines(lines: [[("kind", "sold"), ("channel", "c"), ("producer", "p"), ("quantity", "1"), ("gross", "9223372036854775807")]])
      try await book.append(History(seed: 35, count: 20).events)
      try await book.append([huge, huge].enumerated().map { $1.event("huge/\($0)", on: .day(2024, 1, 1)) }, from: 20)
      try await book.append(History(seed: 36, count: 10).events.map(\.elsewhere), from: 22)
      let live = try await book.tables()
      var limits = limits
      limits.leapEvents = 5
      let rebuilder = book.rebuilder(limits)
      let error = await #expect(throws: ReadModelError.self) { try await rebuilder.prepare() }
      #expect(error?.code == .halted)
      #expect(error?.position == 22)
      #expect(error?.message.hasPrefix("Event 22 cannot be folded by Models/") == true, "\(error?.message ?? "")")
      #expect(try await book.tables() == live)
    }
  }
}
