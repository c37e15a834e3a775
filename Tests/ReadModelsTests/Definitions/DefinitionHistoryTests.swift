import EventLog
import Postgres
import Projections
import ReadModels
import TestSupport
import Testing

@Suite("The history of definitions")
struct DefinitionHistoryTests {
  @Test("A book keeps every file that it answered by, word for word, from the position on at which it went live")
  func keeps() async throws {
    try await TestBook.with { book in
      func kept(_ name: String? = nil) async throws -> [KeptDefinition] { try await book.pool.withSession { try $0.keptDefinitions(named: name) } }
      let first = try await kept()
      #expect(Set(first.map(\.file)) == Set(book.catalogue.files) && first.count == book.catalogue.files.count)
      #expect(first.allSatisfy { $0.isLive && $0.firstPosition == 0 && $0.uses.map(\.stretch) == ["0…"] })
      let hash = try await book.sql("SELECT encode(sha256(text::bytea), 'hex') FROM definition WHERE name = 'sales_by_channel'")
      #expect(hash == [[first.first { $0.file.name == "sales_by_channel" }?.file.hash]])

      try await book.append(History(seed: 71, count: 60).events)
      try await book.fold(to: 40)
      try await book.rebuilder().prepare()
      #expect(try await kept() == first, "Nothing new is nothing to write down.")

      let changed = try Changed.catalogue([Changed.channels, Changed.rule])
      try await Rebuilder(options: book.owner, catalogue: changed, unroller: .lines()).prepare()
      let models = try await kept("sales_by_channel")
      #expect(models.map(\.isLive) == [false, true] && models.map(\.firstPosition) == [0, 40])
      #expect(models.map { $0.uses.map(\.stretch) } == [["0…40"], ["40…"]])
      #expect(models.map(\.file) == [book.catalogue.file(.model, "sales_by_channel"), changed.file(.model, "sales_by_channel")])
      #expect(try await kept("posting_rule").map(\.uses) == models.map(\.uses), "A rule that no table keeps is known too.")
      #expect(try await kept("posting").map(\.uses.count) == [1])

      let worker = Worker(options: book.owner, catalogue: changed, unroller: .lines())
      #expect(try await worker.catchUp() == 60)
      await worker.close()
      try await book.rebuilder().prepare()
      let back = try await kept("sales_by_channel")
      #expect(back.map(\.isLive) == [true, false] && back.map(\.firstPosition) == [0, 40])
      #expect(back.map { $0.uses.map(\.stretch) } == [["0…40", "60…"], ["40…60"]])
    }
  }

  @Test("A file that is taken away is not forgotten, and can be told from one that counts")
  func takenAway() async throws {
    try await TestBook.with { book in
      let less = try Catalogue(
        models: Projections.models.filter { $0.path != "Models/sales_by_country.sql" },
        reports: Projections.reports.filter { $0.path != "Reports/country-concentration.sql" }, rules: Projections.rules)
      try await Rebuilder(options: book.owner, catalogue: less, unroller: .lines()).prepare()
      let kept = try await book.pool.withSession { try $0.keptDefinitions() }
      #expect(kept.filter { !$0.isLive }.map(\.file.file) == ["Models/sales_by_country.sql", "Reports/country-concentration.sql"])
      #expect(kept.filter { !$0.isLive }.allSatisfy { $0.uses.map(\.stretch) == ["0…0"] })
      let live = try #require(try await Catalogue.live(in: book.pool))
      #expect(live.models == less.models && live.reports == less.reports)
      #expect(Set(live.rules) == Set(less.rules), "Rules may stand in another order, as long as each reads only earlier ones.")
    }
  }

  @Test("What a rebuild swaps in is written down in the same transaction, whether all is prepared afterwards or not")
  func withTheSwap() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 72, count: 30).events)
      try await book.fold()
      let changed = try Changed.catalogue([Changed.products])
      _ = try await Rebuilder(options: book.owner, catalogue: changed, unroller: .lines())
        .rebuild(.models(["sales_by_product", "sales_by_product_by_period", "sales_by_product_by_quarter"]))
      let kept = try await book.pool.withSession { try $0.keptDefinitions(named: "sales_by_product") }
      #expect(kept.map(\.isLive) == [false, true] && kept.map(\.firstPosition) == [0, 30])
    }
  }

  @Test("Nobody can change or remove what is kept, and readers may read it")
  func cannotBeChanged() async throws {
    try await TestBook.with { book in
      for statement in [
        "UPDATE definition SET text = ''", "DELETE FROM definition", "TRUNCATE definition CASCADE", "DELETE FROM definition_change",
        "UPDATE definition_change SET position = 7",
      ] {
        let error = try await thrown(PostgresError.self) { try await book.sql(statement) }
        #expect("\(error)".contains("append-only"), "\(statement): \(error)")
      }
      let live = try await book.pool.withSession { try $0.query("SELECT count(*) FROM definition_live").first?.int64(0) }
      #expect(live == Int64(book.catalogue.files.count))
    }
  }

  @Test("A version is found by the first digits of its hash; digits of none or of several are refused with what to type")
  func byHash() async throws {
    try await TestBook.with { book in
      let file = try #require(book.catalogue.file(.report, "stock"))
      #expect(try await book.pool.withSession { try $0.keptDefinition(sha256: String(file.hash.prefix(12)).uppercased()) }.file == file)
      let none = try await thrown(ReadModelError.self) { _ = try await book.pool.withSession { try $0.keptDefinition(sha256: "no hash") } }
      #expect(none.message == "No definition of this book has a SHA-256 that begins with “no hash”. To see all, type: esep definitions")
      // Forty-seven hashes begin with at most sixteen digits: two begin alike.
      let digits = Dictionary(grouping: book.catalogue.files, by: { $0.hash.prefix(1) }).first { $0.value.count > 1 }?.key
      let several = try await thrown(ReadModelError.self) {
        let prefix = String(digits ?? "")
        _ = try await book.pool.withSession { try $0.keptDefinition(sha256: prefix) }
      }
      #expect(several.message.hasSuffix("Write more digits."))
    }
  }
}

extension KeptDefinition.Use {
  /// From where to where.
  fileprivate var stretch: String { "\(since)…\(until.map(String.init) ?? "")" }
}
