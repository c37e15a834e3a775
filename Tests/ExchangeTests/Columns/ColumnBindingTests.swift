import Testing

@testable import Exchange

@Suite("Finding columns by their headers")
struct ColumnBindingTests {
  private func bind(_ header: String) throws(CSVFileError) -> ColumnBinding {
    try ColumnBinding(
      ReturnColumn.table, header: header.split(separator: "|", omittingEmptySubsequences: false).map(String.init), path: "returns.csv")
  }

  @Test("Columns may stand in any order; optional ones may lack")
  func order() throws {
    let binding = try bind("КОЛ-ВО|Продажа|Дата возврата|return")
    #expect(binding.fields == [3, 2, 1, 0, nil, nil])
    #expect(binding.notes.isEmpty)
  }

  @Test("A column that is not known is noted, with the name it is near to")
  func unknown() throws {
    #expect(
      try bind("return|returned_on|sale|quantity|cuase|причинна|погода||сause").notes == [
        "cuase: did you mean cause? The column is not used.", "причинна: did you mean причина? The column is not used.",
        "column «погода» is not known and not used",
        "column 8 has no name and is not used", "сause: did you mean cause? The column is not used.",
      ])
  }

  @Test("Missing columns are all listed, with the accepted names and what a misspelt one may mean")
  func missing() {
    #expect(
      message { _ = try bind("return|sale|quantty") } == """
        returns.csv: the header lacks 2 columns that returns.csv must have:
          returned_on (accepted: returned_on, дата возврата, дата, возвращено, кайтарылган күнү, кайтаруу күнү, күнү)
          quantity (accepted: quantity, количество, кол-во, кол, число, саны, көлөмү)
          quantty: did you mean quantity? The column is not used.
        Rename the columns, or say in columns.csv (file,header,column) what your headers mean.
        """)
    #expect(message { _ = try bind("return|sale|quantity") }.contains("the header lacks a column that returns.csv must have:"))
  }

  @Test("Two headers for the same column are refused")
  func doubled() {
    #expect(
      message { _ = try bind("return|returned_on|sale|quantity|Кол-во") }
        == "returns.csv: column 4 «quantity» and column 5 «Кол-во» both mean quantity; rename or remove one")
  }

  @Test("Letters with separate accents, as typed on a Mac, equal those in one piece")
  func decomposed() throws {
    #expect(HeaderName.fold("Е\u{308}лка и\u{306}") == HeaderName.fold("ёлка й"))
    #expect(HeaderName.fold(" Unit-Price. ") == "unitprice")
    #expect(HeaderName.fold("№ п/п") == "№пп")
  }

  @Test("Far-fetched names are not suggested")
  func nearest() {
    #expect(HeaderName.nearest(to: "quantty", among: ["amount", "quantity"]) == "quantity")
    #expect(HeaderName.nearest(to: "qauntity", among: ["quantity"]) == "quantity")
    #expect(HeaderName.nearest(to: "qty", among: ["quantity"]) == nil)
    #expect(HeaderName.nearest(to: "no", among: ["to"]) == nil)
    #expect(HeaderName.nearest(to: String(repeating: "x", count: 100_000), among: ["quantity"]) == nil)
  }
}
