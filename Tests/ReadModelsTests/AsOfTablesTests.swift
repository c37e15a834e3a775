import Postgres
import Projections
import ReadModels
import TestSupport
import Testing

/// What the tables keep so that they can tell how they were.
@Suite("Tables that know how they grew")
struct AsOfTablesTests {
  @Test("Rows keep the first and the last position of what they add up, folded in any chunks or rebuilt", arguments: [1, 17, 20_000] as [Int64])
  func keepPositions(chunk: Int64) async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 91, count: 150).events)
      try await book.fold(chunk: chunk)
      let expected = try await book.sql(
        """
        SELECT month_of(occurred_on)::text, channel, min(position)::text, max(position)::text FROM entry
        WHERE kind IN ('sold', 'returned', 'reversed', 'allocated') GROUP BY 1, 2 ORDER BY 1, 2
        """)
      let kept = "SELECT month::text, channel, first_position::text, last_position::text FROM sales_by_channel ORDER BY 1, 2"
      #expect(try await book.sql(kept) == expected)
      _ = try await book.rebuilder().rebuild()
      #expect(try await book.sql(kept) == expected)
      let years = "SELECT min(first_position), max(last_position) FROM sales_by_product_by_period"
      #expect(try await book.sql(years) == book.sql("SELECT min(first_position), max(last_position) FROM sales_by_product"))
    }
  }

  @Test("A book of a program whose tables did not keep them is rebuilt by itself")
  func olderBook() async throws {
    let body = "SELECT position, channel, book_gross AS gross FROM entry WHERE channel IS NOT NULL"
    let file = ProjectionFile(path: "Models/sold.sql", text: "-- Why?\n-- key  channel\n-- sum  gross\n\(body)")
    let report = ProjectionFile(
      path: "Reports/sold.sql", text: "-- Why?\n-- columns  channel text, gross money\nSELECT channel, gross FROM sold ORDER BY channel")
    try await TestBook.with(try Catalogue(models: [file], reports: [report])) { book in
      try await book.append(History(seed: 92, count: 60).events)
      try await book.fold()
      var asked = ReportParameters()
      asked.atPosition = 45
      let answer = try await book.reporter.run("sold", parameters: asked)
      // As that program left it: without the columns, and by the hash it made.
      try await book.sql("ALTER TABLE sold DROP COLUMN first_position, DROP COLUMN last_position")
      try await book.sql("UPDATE read_model SET sha256 = sha256(convert_to(E'key channel\\nsum gross\\n' || $body$\(body)$body$, 'UTF8'))")
      let result = try #require(try await book.rebuilder().prepare())
      #expect(result.differences.map(\.model) == ["sold"])
      #expect(try await book.reporter.run("sold", parameters: asked) == answer)
      #expect(try await book.rebuilder().prepare() == nil)
    }
  }

  @Test("Verifying finds a row whose positions were changed", arguments: ["first_position", "last_position"])
  func verifies(column: String) async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 93, count: 60).events)
      try await book.fold()
      let verifier = Verifier(options: book.reader, catalogue: book.catalogue, unroller: .lines())
      #expect(try await verifier.verify().isClean)
      try await book.sql("UPDATE sales_by_channel SET \(column) = \(column) + 1 WHERE ctid = (SELECT min(ctid) FROM sales_by_channel)")
      let found = try await verifier.verify()
      #expect(!found.isClean && found.models.filter { !$0.isEmpty }.map(\.model) == ["sales_by_channel"])
    }
  }

  @Test("A read model cannot have a measure of that name", arguments: ["first_position", "last_position"])
  func refusesTheName(name: String) {
    let error = #expect(throws: DefinitionError.self) {
      try Definition(ProjectionFile(path: "Models/m.sql", text: "-- Why?\n-- key  a\n-- sum  \(name)\nSELECT 1"))
    }
    #expect(error?.description == "Models/m.sql:3: “\(name)” is taken: every row keeps there between which positions it came to be what it is.")
  }
}
