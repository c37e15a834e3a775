import Testing

@testable import Exchange

@Suite("The rejects file")
struct RejectsWriterTests {
  let folder = TemporaryFolder()

  private func problem(_ value: String, row: Int = 7, line: Int = 7, column: String? = "quantity", reason: String = "no") -> RowProblem {
    RowProblem(row: row, line: line, column: column, value: value, reason: reason)
  }

  private func written(_ problems: [RowProblem], delimiter: CSVDelimiter = .comma) throws -> String? {
    let path = "\(folder.path)/sales.rejects.csv"
    let writer = try RejectsWriter(path: path, delimiter: delimiter)
    for problem in problems { try writer.write(problem) }
    try writer.finish()
    #expect(writer.count == problems.count)
    return folder.text(path)
  }

  @Test("It begins with a byte order mark and names row, column, value and reason")
  func content() throws {
    #expect(
      try written([
        problem("1,2\"3", reason: "«1,2\"3» is not a number"), problem("", row: 8, line: 10, column: nil, reason: "the row has 2 columns"),
      ])
        == "\u{FEFF}row,column,value,reason\r\n7,quantity,\"1,2\"\"3\",\"«1,2\"\"3» is not a number\"\r\n8,,,the row has 2 columns (line 10 of the file)\r\n"
    )
    #expect(try written([problem("a,b;c")], delimiter: .semicolon) == "\u{FEFF}row;column;value;reason\r\n7;quantity;\"a,b;c\";no\r\n")
  }

  @Test("Without rejects there is no file, and one of an earlier run is gone")
  func stale() throws {
    let path = folder.write("sales.rejects.csv", Array("old".utf8))
    _ = try RejectsWriter(path: path)
    #expect(folder.text(path) == nil)
    #expect(try written([]) == nil)
  }

  @Test(
    "A cell that Excel would run becomes text, a number stays a number",
    arguments: [
      ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"), ("-2+3", "'-2+3"), ("\tx", "'\tx"), ("-5", "-5"),
      ("+7,5", "+7,5"),
      ("-1 234.50", "-1 234.50"), ("a=b", "a=b"), ("", ""), ("x\0y\u{1B}", "x\u{FFFD}y\u{FFFD}"),
    ])
  func formulas(_ cell: String, _ expected: String) {
    #expect(FormulaGuard.guarded(cell) == expected)
  }

  @Test("What is written is read back by our own reader, values cut at 200 letters")
  func readBack() throws {
    let text = try #require(try written([problem(String(repeating: "ө", count: 300)), problem("a\nb", column: "имя, \"фамилия\"")]))
    #expect(
      try read(text) == [
        .row(2, ["7", "quantity", String(repeating: "ө", count: 200) + "…", "no"]), .row(3, ["7", "имя, \"фамилия\"", "a\nb", "no"]),
      ])
  }

  @Test("More rejects than the buffer holds are all written")
  func many() throws {
    let text = try #require(try written((0..<5000).map { problem("value \($0)", row: $0) }))
    #expect(text.utf8.count > 64 << 10)
    #expect(try read(text).count == 5000)
  }

  @Test("Trouble with the file says what and where")
  func failures() throws {
    let inner = folder.makeFolder("sales.rejects.csv")
    #expect(message { _ = try RejectsWriter(path: inner) } == "\(inner): an earlier rejects file cannot be removed: Is a directory")
    let nowhere = try RejectsWriter(path: "\(folder.path)/no/sales.rejects.csv")
    #expect(
      message { try nowhere.write(problem("1")) }
        == "\(folder.path)/no/sales.rejects.csv: the rejects file cannot be created: No such file or directory")
  }

  @Test("It stands beside the imported file")
  func path() {
    #expect(RejectsWriter.path(beside: "book/sales.csv") == "book/sales.rejects.csv")
    #expect(RejectsWriter.path(beside: "./a.b/sales") == "./a.b/sales.rejects.csv")
    #expect(RejectsWriter.path(beside: ".hidden") == ".hidden.rejects.csv")
  }

  @Test("Verdicts count, add up and keep a bounded number of notes")
  func verdicts() {
    var all = ImportVerdicts()
    for _ in 0..<2 {
      var file = ImportVerdicts()
      file.take(12)
      file.leave(3)
      file.reject()
      for number in 0..<70 { file.note("note \(number)") }
      all += file
    }
    #expect(all.description == "24 taken, 6 unchanged, 2 rejected" && all.rows == 32)
    #expect(all.notes.count == 100 && all.notesLeftOut == 40)
  }
}
