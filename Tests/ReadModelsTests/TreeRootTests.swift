import EventLog
import Postgres
import ReadModels
import TestSupport
import Testing

/// The signed checkpoint that entries and read models were made from.
@Suite("The tree's root in the read models' checkpoint")
struct TreeRootTests {
  /// As the notary would; the signature itself is not what folding looks at.
  private func sign(_ book: TestBook, _ size: Int64) async throws {
    try await book.sql(
      "INSERT INTO signed_checkpoint (size, root, note, signed_at) VALUES (\(size), sha256('\(size)'), 'note', '2025-01-02')")
  }

  private func root(_ book: TestBook) async throws -> [String?] {
    try await book.sql("SELECT root_position::text, (root = sha256(root_position::text::bytea))::text FROM checkpoint")[0]
  }

  private func tamper(_ book: TestBook, _ sql: String) async throws {
    try await book.sql("ALTER TABLE signed_checkpoint DISABLE TRIGGER USER")
    try await book.sql(sql)
  }

  @Test("Every step remembers the newest signed checkpoint that is not beyond it, and one that came since without new events")
  func remembers() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 61, count: 40).events)
      try await book.fold(to: 10)
      #expect(try await root(book) == [nil, nil])
      try await sign(book, 12)
      try await sign(book, 25)
      try await book.fold(to: 20)
      #expect(try await root(book) == ["12", "true"])
      try await book.fold(chunk: 3)
      #expect(try await root(book) == ["25", "true"])
      try await sign(book, 40)
      try await book.fold()
      #expect(try await root(book) == ["40", "true"])
    }
  }

  @Test("Nothing is folded any more when that checkpoint is gone or says something else", arguments: ["DELETE FROM", "UPDATE"])
  func refuses(how: String) async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 62, count: 30).events)
      try await sign(book, 18)
      try await book.fold(to: 20)
      try await tamper(book, how == "UPDATE" ? "UPDATE signed_checkpoint SET root = sha256('other')" : "DELETE FROM signed_checkpoint")
      let error = await #expect(throws: ReadModelError.self) { try await book.fold() }
      #expect(error?.code == .historyChanged && error?.position == 18)
      #expect(
        error?.message
          == "The read models were made from the log as it was signed at position 18, and the book no longer has that signature: the history up to 18 may "
          + "have been exchanged. Nothing more is folded. To find out where, type: esep verify")
      #expect(try await book.pool.withSession { try $0.foldState() }.position == 20)
      // Even with nothing to fold.
      let again = await #expect(throws: ReadModelError.self) { try await book.fold(to: 20) }
      #expect(again?.code == .historyChanged)
      // Tables made anew from the log that is there are of that log, whatever it is.
      #expect(try await book.rebuilder().rebuild().position == 20)
      #expect(try await book.fold() == 30)
      let remembered = try await book.sql("SELECT root_position::text FROM checkpoint")
      #expect(remembered == [[how == "UPDATE" ? "18" : nil]])
    }
  }

  @Test("After a leap over a large log the root is that of where the tables arrived")
  func leap() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 63, count: 50).events)
      try await sign(book, 45)
      var limits = RebuildLimits()
      limits.leapEvents = 10
      try await book.rebuilder(limits).prepare()
      #expect(try await book.pool.withSession { try $0.foldState() }.position == 50)
      #expect(try await root(book) == ["45", "true"])
    }
  }
}
