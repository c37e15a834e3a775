import EventLog
import Ledger
import Postgres
import Projections
import ReadModels
import Synchronization
import TestSupport
import Testing

@Suite("Booking: debits and credits of any lines")
struct BookingTests {
  @Test("Journal and trial balance come to the same by two ways, whatever is booked, also as of an earlier position", arguments: [1, 2] as [UInt64])
  func agrees(seed: UInt64) async throws {
    try await TestBook.with { book in
      let events = MoneyEvents.random(seed: seed, count: 300).events
      try await book.append(events)
      try await book.fold(chunk: 70)
      var early = ReportParameters()
      early.atPosition = 120
      for parameters in [ReportParameters(), early] {
        var balances: [String: (amount: Int64, value: Int64)] = [:]
        for row in try await book.reporter.run("journal", parameters: parameters).rows {
          let key = "\(row[5].shown) \(row[10].shown)"
          let there = balances[key] ?? (0, 0)
          balances[key] = (there.amount + row[11].number, there.value + row[8].number - row[9].number)
        }
        let journal = balances.filter { $0.value != (0, 0) }.map { "\($0.key) \($0.value.amount) \($0.value.value)" }.sorted()
        let trial = try await book.reporter.run("trial-balance-currency", parameters: parameters).rows
          .filter { $0[3].number != 0 || $0[4].number != 0 }.map { "\($0[0].shown) \($0[2].shown) \($0[3].number) \($0[4].number)" }
        #expect(journal == trial, "seed \(seed)")
        let accounts = try await book.reporter.run("trial-balance", parameters: parameters).rows
        #expect(accounts.reduce(0) { $0 + $1[4].number } == 0, "seed \(seed)")
        #expect(accounts.reduce(0) { $0 + $1[2].number } == accounts.reduce(0) { $0 + $1[3].number }, "seed \(seed)")
      }
      let clean = try await Verifier(options: book.reader, catalogue: book.catalogue, unroller: .lines()).verify()
      #expect(clean.isClean, "seed \(seed)")
    }
  }

  @Test("What producers and channels are owed one by one adds up to the accounts that hold it", arguments: [3, 4] as [UInt64])
  func controlAccounts(seed: UInt64) async throws {
    try await TestBook.with { book in
      try await book.append(MoneyEvents.random(seed: seed, count: 300).events)
      try await book.fold()
      var balance: [String: Int64] = [:]
      for row in try await book.reporter.run("trial-balance").rows { balance[row[0].shown] = row[4].number }
      func sum(_ report: String, _ column: Int, where isWanted: ([Cell]) -> Bool = { _ in true }) async throws -> Int64 {
        try await book.reporter.run(report).rows.filter(isWanted).reduce(0) { $0 + $1[column].number }
      }
      #expect(try await sum("producer-balance", 1) == -(balance["2110"] ?? 0), "seed \(seed)")
      #expect(try await sum("producer-balance", 2) == -(balance["2100"] ?? 0), "seed \(seed)")
      #expect(try await sum("producer-balance", 3) == -(balance["1090"] ?? 0), "seed \(seed)")
      #expect(try await sum("producer-balance", 5) + sum("producer-balance", 6) == balance["1110"] ?? 0, "seed \(seed)")
      #expect(try await sum("payable-ageing", 2) { $0[1] == .text("accrued") } == -(balance["2110"] ?? 0), "seed \(seed)")
      #expect(try await sum("payable-ageing", 2) { $0[1] == .text("available") } == -(balance["2100"] ?? 0), "seed \(seed)")
      for row in try await book.reporter.run("payable-ageing").rows {
        #expect(row[3...6].reduce(0) { $0 + $1.number } == row[2].number, "seed \(seed)")
      }
      #expect(try await sum("channel-receivable", 2) == balance["1200"] ?? 0, "seed \(seed)")
      #expect(try await sum("channel-receivable", 3) == balance["1210"] ?? 0, "seed \(seed)")
      #expect(try await sum("channel-receivable", 4) == balance["1290"] ?? 0, "seed \(seed)")
      #expect(try await sum("channel-receivable", 5) == -(balance["2400"] ?? 0), "seed \(seed)")
      #expect(try await sum("channel-unstated", 6) == balance["1200"] ?? 0, "seed \(seed)")
      #expect(try await sum("channel-reconciliation", 11) == balance["1210"] ?? 0, "seed \(seed)")
      #expect(try await sum("fx-result", 4) == -(balance["4900"] ?? 0) - (balance["5900"] ?? 0), "seed \(seed)")
    }
  }

  @Test("Every cell of every report about money is what its events add up to", arguments: [5, 6] as [UInt64])
  func explained(seed: UInt64) async throws {
    try await TestBook.with { book in
      try await book.append(MoneyEvents.random(seed: seed, count: 150).events)
      try await book.fold()
      let explainer = Explainer(pool: book.pool, catalogue: book.catalogue)
      var cut = ReportParameters()
      (cut.by, cut.to, cut.atPosition) = (.month, .day(2024, 11, 20), 130)
      let names = ["trial-balance", "trial-balance-currency", "channel-receivable", "channel-reconciliation", "fx-result", "producer-balance"]
      for (name, parameters) in names.flatMap({ name in [(name, ReportParameters()), (name, cut)] }) {
        let answer = try await book.reporter.run(name, parameters: parameters)
        let keys = try #require(book.catalogue.report(name)?.explanation).keys.map(\.column)
        for row in answer.rows {
          let cells = Dictionary(uniqueKeysWithValues: zip(answer.columns.map(\.name), row))
          let conditions = keys.map { ($0, cells[$0] == .null ? "" : cells[$0]?.shown ?? "") }
          let explained = try await explainer.explain(name, where: conditions, parameters: parameters)
          #expect(explained.total == explained.columns.map { cells[$0.name]?.number ?? 0 }, "seed \(seed): \(name) \(conditions)")
        }
      }
    }
  }

  @Test("An event whose debits and credits differ is found, with the difference")
  func unbalanced() async throws {
    try await TestBook.with { book in
      try await book.append(MoneyEvents.random(seed: 7, count: 200).events)
      try await book.fold()
      #expect(try await book.texts("unbalanced") == [])
      var wrong = MoneyEvents()
      wrong.add(
        .day(2025, 1, 1), MoneyEvents.line("adjusted", 12, nil, ["purpose": "5200"]), MoneyEvents.line("adjusted", -10, nil, ["purpose": "1010"]))
      let position = try await book.sql("SELECT position FROM head")[0][0] ?? ""
      try await book.append(
        wrong.events.map { NewEvent(stream: "wrong/1", type: $0.type, schema: 1, occurredOn: $0.occurredOn, payload: $0.payload) }, from: 100_000)
      try await book.fold()
      let next = (Int64(position) ?? 0) + 1
      #expect(try await book.texts("unbalanced") == ["\(next) 2025-01-01 Lines 2"])
      #expect(try await book.pool.withSession { try $0.unbalancedPositions(Catalogue.builtIn(), limit: 5) } == [next])
      // A line whose parts do not add up: nothing the ledger writes, but a hand in the table might.
      try await book.sql(
        "UPDATE entry SET book_net = book_net + 1 WHERE (position, line) = (SELECT position, line FROM entry WHERE kind = 'matched' LIMIT 1)")
      // The sorts of line there are were summed up before that, and are the log's. Summed up from the lines as they are now, they betray it.
      #expect(try await book.texts("unbalanced").count == 1)
      _ = try await book.rebuilder().rebuild(.models(["booked_sorts"]))
      #expect(try await book.texts("unbalanced").count == 2)
      #expect(try await !Verifier(options: book.reader, catalogue: book.catalogue, unroller: .lines()).verify().isClean)
    }
  }

  @Test("The journal comes in pages, by days and by channel, and as a stream with the same rows")
  func pages() async throws {
    try await TestBook.with { book in
      try await book.append(MoneyEvents.random(seed: 8, count: 120).events)
      try await book.fold()
      let all = try await book.texts("journal")
      var (page, paged) = (ReportParameters(), [String]())
      page.limit = 37
      while true {
        let answer = try await book.reporter.run("journal", parameters: page)
        paged += answer.rows.map { $0.map(\.shown).joined(separator: " ") }
        guard answer.hasMore else { break }
        page.offset += 37
      }
      #expect(paged == all)
      let streamed = Collected()
      #expect(try await book.reporter.forEachRow(of: "journal") { streamed.append($0) } == book.reporter.run("journal").asOfPosition)
      #expect(streamed.rows == all)
      var some = ReportParameters()
      (some.from, some.to, some.channel) = (.day(2024, 3, 5), .day(2024, 8, 20), "MUJI")
      let wanted = all.filter { row in
        let cells = row.split(separator: " ")
        return cells[1] >= "2024-03-05" && cells[1] <= "2024-08-20" && row.contains(" MUJI ")
      }
      #expect(try await book.texts("journal", some) == wanted)
    }
  }

  @Test("Rules are views of the book too: every file about money runs in psql as it stands, and says the same there")
  func runsInPsql() async throws {
    try await TestBook.with { book in
      try await book.append(MoneyEvents.random(seed: 9, count: 80).events)
      try await book.fold()
      _ = try await book.rebuilder().rebuild()
      for name in ["trial-balance", "journal", "channel-receivable", "producer-balance", "unbalanced"] {
        let file = try #require(Projections.reports.first { $0.path == "Reports/\(name).sql" })
        let rows = try await book.sql(file.text)
        #expect(try await rows.count == book.texts(name).count)
      }
      #expect(try await book.sql("SELECT count(*) FROM account")[0][0] == "\(Account.allCases.count)")
    }
  }

  @Test("A read model that read a rule would not follow when the rule changes, and is refused")
  func refusesModels() throws {
    let model = ProjectionFile(path: "Models/m.sql", text: "-- Why?\n-- key  a\n-- sum  b\nSELECT position, 1 AS a, 1 AS b FROM posting")
    let error = #expect(throws: DefinitionError.self) { try Catalogue(models: [model], reports: [], rules: Projections.rules) }
    #expect(error?.description == "Models/m.sql:1: A read model can neither read the rule “posting” nor be called so.")
  }

  @Test("The chart of accounts in SQL is the ledger's own")
  func chart() async throws {
    try await TestBook.with { book in
      let rows = try await book.sql("SELECT account, name FROM account ORDER BY account")
      #expect(rows.map { "\($0[0] ?? "") \($0[1] ?? "")" } == Account.allCases.map(\.description).sorted())
    }
  }
}

/// Rows that came one by one.
private final class Collected: Sendable {
  private let all = Mutex<[String]>([])

  func append(_ row: [Cell]) { all.withLock { $0.append(row.map(\.shown).joined(separator: " ")) } }

  var rows: [String] { all.withLock { $0 } }
}
