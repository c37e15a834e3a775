import EventLog
import Ledger
import Projections
import ReadModels
import Synchronization
import TestSupport
import Testing

/// A report as of a position is told from the tables as far as they tell it. As of a business date it never is, so the last day there is makes any report
/// come from the entries alone: what the shorter way has to agree with.
@Suite("As of a position, from tables that have gone on")
struct AsOfEarlierTests {
  @Test("At random positions every report is what its entries say, whatever else is asked", arguments: [71, 72, 73] as [UInt64])
  func equalsEntries(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let money = MoneyEvents.oneSale.events.map(\.elsewhere)
    let events = History(seed: seed, count: 260).events + money + History(seed: ~seed, count: 60).events.map(\.again)
    try await TestBook.with { book in
      try await book.append(events.shuffled(using: &random))
      try await book.fold(chunk: 29)
      let end = Int64(events.count)
      for _ in 0..<6 {
        var asked = ReportParameters()
        asked.atPosition = Int64.random(in: 0...end, using: &random)
        asked.by = PeriodLength.allCases.randomElement(using: &random) ?? .year
        Self.days(&asked, &random)
        if Bool.random(using: &random) { asked.limit = Int.random(in: 1...9, using: &random) }
        if asked.limit != nil { asked.offset = Int.random(in: 0...5, using: &random) }
        if Bool.random(using: &random) { asked.producer = ["p1", "p5", "aigul"].randomElement(using: &random) }
        if Bool.random(using: &random) { asked.channel = ["muji", "MUJI", "fair"].randomElement(using: &random) }
        for report in book.catalogue.reports { try await book.agree(report.name, asked, "seed \(seed)") }
      }
    }
  }

  /// Whole months, days within months, or all the time there is.
  private static func days(_ asked: inout ReportParameters, _ random: inout SplitMix64) {
    let (year, month) = (Int.random(in: 2022...2024, using: &random), Int.random(in: 1...12, using: &random))
    let first = CalendarDate.day(year, month, [1, 1, 17].randomElement(using: &random) ?? 1)
    if Bool.random(using: &random) { asked.from = first }
    guard Bool.random(using: &random) else { return }
    let next = first.adding(days: Int.random(in: 31...400, using: &random))
    asked.to = next.adding(days: Bool.random(using: &random) ? -Int(next.components.day) : 0)
  }

  @Test("Sums, counts, least, greatest and latest values, with keys that may be missing, at every position", arguments: [81, 82] as [UInt64])
  func everyRule(seed: UInt64) async throws {
    try await TestBook.with(Self.everyRule) { book in
      try await book.append(History(seed: seed, count: 140).events)
      try await book.fold(chunk: 11)
      for position in 0...140 as ClosedRange<Int64> {
        var asked = ReportParameters()
        asked.atPosition = position
        for report in ["everything", "by-type"] { try await book.agree(report, asked, "seed \(seed)") }
      }
    }
  }

  @Test("Rows that grew before a position and after it are made anew, however many", arguments: [3, 700])
  func growing(keys: Int) async throws {
    func event(_ number: Int, gross: (Int) -> Int) -> NewEvent {
      let lines = (0..<keys).map { key in
        [
          (name: "kind", value: "sold"), ("channel", "c\(key)"), ("product", "p"), ("hs_code", "1"), ("gross", "\(gross(key))"),
          ("producer", "p\(key * number % 7)"),
        ]
      }
      return Lines(lines: lines).event("thing/\(number)", on: .day(2024, 1, number))
    }
    try await TestBook.with(Self.everyRule) { book in
      // The third brings the same greatest values as the first, the fourth no new ones.
      try await book.append([event(1) { $0 + 5 }, event(2) { $0 - 5 }, event(3) { $0 + 5 }, event(4) { _ in 0 }])
      try await book.fold()
      for position in 2...4 as ClosedRange<Int64> {
        var asked = ReportParameters()
        asked.atPosition = position
        try await book.agree("everything", asked, "\(keys) keys")
      }
    }
  }

  @Test("A key that came later is not there, and one that had come to nothing is")
  func comesToNothing() async throws {
    try await TestBook.with { book in
      let (sale, back) = (Lines.sale(gross: 700), Lines.sale(gross: -700))
      let other = Lines(lines: [[("kind", "sold"), ("channel", "fair"), ("quantity", "1000"), ("gross", "0")]])
      try await book.append([sale, back, sale, other].enumerated().map { $1.event("s/\($0)", on: .day(2024, 1, 1)) })
      try await book.fold()
      func sold(at position: Int64) async throws -> [[Cell]] {
        var asked = ReportParameters()
        asked.atPosition = position
        return try await book.reporter.run("channel-sales", parameters: asked).rows.map { Array($0[1...2]) }
      }
      #expect(try await sold(at: 2) == [[.text("muji"), .int64(0)]])
      #expect(try await sold(at: 3) == [[.text("muji"), .int64(700)]])
      #expect(try await sold(at: 4) == [[.text("fair"), .int64(0)], [.text("muji"), .int64(700)]])
      #expect(try await sold(at: 0) == [])
    }
  }

  @Test("What the log holds beyond the fold is not taken from what is folded")
  func beyondTheFold() async throws {
    try await TestBook.with(Self.everyRule) { book in
      try await book.append(History(seed: 83, count: 100).events)
      try await book.fold(to: 50)
      for position in [26, 40, 50] as [Int64] {
        var asked = ReportParameters()
        asked.atPosition = position
        for report in ["everything", "by-type"] { try await book.agree(report, asked, "folded to 50") }
      }
      var asked = ReportParameters()
      asked.atPosition = 51
      let error = await #expect(throws: ReadModelError.self) { try await book.reporter.run("by-type", parameters: asked) }
      #expect(error?.message == "Position 51 is not folded yet; the book stands at 50.")
    }
  }

  @Test("Rows that are read one after the other are the same")
  func streams() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 84, count: 90).events)
      try await book.fold()
      for report in ["producer-revenue", "stock", "export-profile"] {
        var asked = ReportParameters()
        asked.atPosition = 61
        let rows = Gathered()
        #expect(try await book.reporter.forEachRow(of: report, parameters: asked) { rows.append($0) } == 61)
        #expect(try await book.reporter.run(report, parameters: asked).rows == rows.all, "\(report)")
      }
    }
  }
}

extension AsOfEarlierTests {
  /// A read model with every rule over keys that may be NULL, one of the log itself, and reports that show all they hold.
  static var everyRule: Catalogue {
    get throws {
      let model = """
        -- What can be added up, and what cannot.
        -- key  channel, product, hs_code
        -- sum  gross
        -- count  makers
        -- min  least, first_day
        -- max  most
        -- latest  maker, is_back
        SELECT position, channel, product, hs_code, book_gross AS gross, producer AS makers, nullif(book_gross, 0) AS least, occurred_on AS first_day,
               book_gross - book_fee AS most, producer AS maker, gross < 0 AS is_back
        FROM   entry WHERE channel IS NOT NULL
        """
      let report = """
        -- All of it
        -- columns  channel text, product text, hs_code text, gross money, makers count, least money, first_day date, most money, maker text, others text
        SELECT channel, product, hs_code, gross, makers, least, first_day, most, maker,
               concat_ws(' ', maker_at, is_back, is_back_at, first_position, last_position) AS others
        FROM everything ORDER BY channel, product, hs_code
        """
      let log = """
        -- How many events there are.
        -- key  type
        -- sum  events
        -- count  named
        SELECT position, type, 1 AS events, payload->>'name' AS named FROM event
        """
      let byType = """
        -- How many events there are
        -- columns  type text, events count, named count, seen count
        SELECT t.type, t.events, t.named, (SELECT count(*) FROM event AS e WHERE e.type = t.type) AS seen
        FROM by_type AS t ORDER BY t.type
        """
      return try Catalogue(
        models: [ProjectionFile(path: "Models/everything.sql", text: model), ProjectionFile(path: "Models/by_type.sql", text: log)],
        reports: [ProjectionFile(path: "Reports/everything.sql", text: report), ProjectionFile(path: "Reports/by-type.sql", text: byType)])
    }
  }
}

/// Rows as they come.
private final class Gathered: Sendable {
  private let rows = Mutex<[[Cell]]>([])

  var all: [[Cell]] { rows.withLock { $0 } }

  func append(_ row: [Cell]) { rows.withLock { $0.append(row) } }
}

extension NewEvent {
  /// The same in a stream that no other history has.
  fileprivate var again: NewEvent { NewEvent(stream: "again/" + stream, type: type, schema: schema, occurredOn: occurredOn, payload: payload) }
}

extension TestBook {
  /// Sees that a report is the same from tables and from entries.
  fileprivate func agree(_ report: String, _ asked: ReportParameters, _ comment: String) async throws {
    var ofEntries = asked
    ofEntries.through = .day(9999, 12, 31)
    let told = try await reporter.run(report, parameters: asked)
    #expect(try await reporter.run(report, parameters: ofEntries) == told, "\(report) at \(asked), \(comment)")
    #expect(told.asOfPosition == asked.atPosition)
  }
}
